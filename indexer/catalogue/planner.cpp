// SPDX-License-Identifier: GPL-2.0-or-later
#include "catalogue/planner.hpp"

#include <algorithm>
#include <numeric>

namespace newsrank {
namespace {

bool same_versions(std::span<const Mention> a, std::span<const Mention> b) {
  if (std::equal(a.begin(), a.end(), b.begin(), b.end())) return true;
  return versions(a) == versions(b);
}

}  // namespace

std::size_t article_end(std::span<const Mention> mentions, std::size_t first) {
  std::size_t end = first + 1;
  while (end < mentions.size() && mentions[end].identity == mentions[first].identity) ++end;
  return end;
}

std::vector<std::uint64_t> versions(std::span<const Mention> mentions) {
  std::vector<std::uint64_t> contents;
  contents.reserve(mentions.size());
  for (auto mention = mentions.rbegin(); mention != mentions.rend(); ++mention) contents.push_back(mention->content);
  if (contents.size() < 2) return contents;
  // A content said with several precedences stands where its greatest puts it, which is its first place here.
  std::vector<std::size_t> order(contents.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return contents[a] != contents[b] ? contents[a] < contents[b] : a < b;
  });
  const auto last =
      std::unique(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return contents[a] == contents[b]; });
  order.erase(last, order.end());
  std::sort(order.begin(), order.end());
  for (std::size_t i = 0; i < order.size(); ++i) contents[i] = contents[order[i]];
  contents.resize(order.size());
  return contents;
}

Plan make_plan(std::span<const Mention> earlier, std::span<const Mention> newer) {
  Plan plan;
  std::size_t e = 0;
  std::size_t n = 0;
  while (e < earlier.size() || n < newer.size()) {
    const bool only_earlier = n == newer.size() || (e < earlier.size() && earlier[e].identity < newer[n].identity);
    const bool only_newer = e == earlier.size() || (n < newer.size() && newer[n].identity < earlier[e].identity);
    const std::size_t e_end = only_newer ? e : article_end(earlier, e);
    const std::size_t n_end = only_earlier ? n : article_end(newer, n);
    if (only_earlier) {
      plan.removed.push_back(earlier[e].identity);
    } else if (only_newer) {
      plan.added.push_back(static_cast<std::uint32_t>(n));
    } else if (same_versions(earlier.subspan(e, e_end - e), newer.subspan(n, n_end - n))) {
      ++plan.unchanged;
    } else {
      plan.changed.push_back(static_cast<std::uint32_t>(n));
    }
    e = e_end;
    n = n_end;
  }
  return plan;
}

}  // namespace newsrank
