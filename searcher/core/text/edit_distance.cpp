// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/text/edit_distance.hpp"

#include <algorithm>
#include <array>

#include "core/text/characters.hpp"

namespace newsrank::detail {
namespace {

using Row = std::array<unsigned, kMaxEditLength + 2>;

struct Decoded {
  std::array<char32_t, kMaxEditLength> characters;
  std::size_t size = 0;
  bool fits = true;

  explicit Decoded(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size() && size < kMaxEditLength) characters[size++] = next_character(text, at);
    fits = at == text.size();
  }
  std::u32string_view view() const { return {characters.data(), size}; }
};

// Equal ends cost nothing and need no table.
void drop_common_ends(std::u32string_view& a, std::u32string_view& b) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
}

// Only cells within `limit` of the diagonal can lead to a distance within the limit.
unsigned banded_distance(std::u32string_view a, std::u32string_view b, unsigned limit) {
  const unsigned far = limit + 1;
  std::array<Row, 3> rows;
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<unsigned>(std::min<std::size_t>(j, far));
  for (std::size_t i = 1; i <= a.size(); ++i) {
    Row& row = rows[i % 3];
    const Row& above = rows[(i - 1) % 3];
    const Row& above2 = rows[(i + 1) % 3];
    const std::size_t first = i > limit ? i - limit : 1;
    const std::size_t last = std::min(b.size(), i + limit);
    row[first - 1] = first == 1 ? static_cast<unsigned>(std::min<std::size_t>(i, far)) : far;
    unsigned best = row[first - 1];
    for (std::size_t j = first; j <= last; ++j) {
      // The cell above the band's right end was not filled in the row before.
      const unsigned up = j < i + limit ? above[j] : far;
      unsigned cost = std::min({up + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) cost = std::min(cost, above2[j - 2] + 1);
      row[j] = std::min(cost, far);
      best = std::min(best, row[j]);
    }
    // A swap can still start from the row above, so that one has to be hopeless as well.
    if (best > limit && (i < 2 || *std::min_element(above.begin() + static_cast<std::ptrdiff_t>(first - 1),
                                                    above.begin() + static_cast<std::ptrdiff_t>(last)) >= limit)) {
      return far;
    }
  }
  return rows[a.size() % 3][b.size()];
}

}  // namespace

unsigned edit_distance(std::u32string_view a, std::u32string_view b, unsigned limit) {
  limit = std::min(limit, static_cast<unsigned>(kMaxEditLength));
  const unsigned far = limit + 1;
  if (a == b) return 0;
  if (a.size() > kMaxEditLength || b.size() > kMaxEditLength) return far;
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) return far;
  drop_common_ends(a, b);
  if (a.empty() || b.empty()) return static_cast<unsigned>(std::max(a.size(), b.size()));
  return banded_distance(a, b, limit);
}

unsigned edit_distance(std::string_view a, std::string_view b, unsigned limit) {
  if (a == b) return 0;
  const Decoded left(a);
  const Decoded right(b);
  if (!left.fits || !right.fits) return std::min(limit, static_cast<unsigned>(kMaxEditLength)) + 1;
  return edit_distance(left.view(), right.view(), limit);
}

}  // namespace newsrank::detail
