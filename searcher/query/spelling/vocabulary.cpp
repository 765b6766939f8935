// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/spelling/vocabulary.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>
#include <tuple>

#include "core/text/characters.hpp"
#include "core/text/edit_distance.hpp"
#include "core/text/utf8.hpp"

namespace newsrank::detail {
namespace {

constexpr std::size_t kMinLength = 3;       // shorter words have neighbours everywhere
constexpr std::size_t kTwoEditsLength = 7;  // from here on two edits leave most of the word
constexpr std::size_t kMaxNear = 16;        // words whose company is looked at

bool has_digit(std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    if (u_isdigit(static_cast<UChar32>(next_character(word, at)))) return true;
  }
  return false;
}

// A bit for each character (several share one). An edit changes at most two bits, so words whose signatures differ in
// more than 2 * limit bits need not be compared.
std::uint64_t signature(std::string_view word) {
  std::uint64_t bits = 0;
  for (std::size_t at = 0; at < word.size();) bits |= std::uint64_t{1} << (next_character(word, at) % 64);
  return bits;
}

unsigned edit_limit(std::size_t length) {
  return length >= kTwoEditsLength ? 2 : 1;
}

}  // namespace

Vocabulary::Vocabulary(const TermSource& terms) {
  offsets_.push_back(0);
  constexpr std::size_t kMaxText = std::numeric_limits<std::uint32_t>::max();
  const auto add = [&](std::string_view word, Xapian::doccount documents) {
    if (word.empty() || text_.size() + word.size() > kMaxText) return;
    text_ += word;
    offsets_.push_back(static_cast<std::uint32_t>(text_.size()));
    frequencies_.push_back(documents);
  };
  // Prefixed terms begin with a capital.
  terms.visit_from("", "A", add);
  terms.visit_from("[", "", add);
  index_by_length();
}

std::string_view Vocabulary::word(std::size_t index) const {
  return std::string_view(text_).substr(offsets_[index], offsets_[index + 1] - offsets_[index]);
}

void Vocabulary::index_by_length() {
  std::vector<std::uint8_t> lengths(size());
  length_starts_.assign(kMaxEditLength + 2, 0);
  for (std::size_t i = 0; i < size(); ++i) {
    const std::size_t length = count_characters(word(i));
    if (length < kMinLength || length > kMaxEditLength || has_digit(word(i))) continue;
    lengths[i] = static_cast<std::uint8_t>(length);
    ++length_starts_[length + 1];
  }
  std::partial_sum(length_starts_.begin(), length_starts_.end(), length_starts_.begin());
  by_length_.resize(length_starts_.back());
  signatures_.resize(length_starts_.back());
  std::vector<std::size_t> next = length_starts_;
  for (std::size_t i = 0; i < size(); ++i) {
    if (lengths[i] == 0) continue;
    const std::size_t place = next[lengths[i]]++;
    by_length_[place] = static_cast<std::uint32_t>(i);
    signatures_[place] = signature(word(i));
  }
}

std::size_t Vocabulary::lower_bound(std::string_view wanted) const {
  std::size_t first = 0;
  std::size_t last = size();
  while (first < last) {
    const std::size_t middle = first + (last - first) / 2;
    if (word(middle) < wanted) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  return first;
}

Xapian::doccount Vocabulary::frequency(std::string_view wanted) const {
  const std::size_t at = lower_bound(wanted);
  return at < size() && word(at) == wanted ? frequencies_[at] : 0;
}

std::vector<NearWord> Vocabulary::near(std::string_view wanted) const {
  const std::size_t length = count_characters(wanted);
  if (length < kMinLength || length > kMaxEditLength || has_digit(wanted) || frequency(wanted) > 0) return {};
  const unsigned limit = edit_limit(length);
  const std::uint64_t bits = signature(wanted);
  const std::size_t first = length_starts_[std::max(length - limit, kMinLength)];
  const std::size_t last = length_starts_[std::min(length + limit, kMaxEditLength) + 1];
  std::vector<NearWord> near;
  for (std::size_t i = first; i < last; ++i) {
    if (static_cast<unsigned>(std::popcount(signatures_[i] ^ bits)) > 2 * limit) continue;
    const std::size_t index = by_length_[i];
    const unsigned distance = edit_distance(wanted, word(index), limit);
    if (distance <= limit) near.push_back({std::string(word(index)), frequencies_[index], distance});
  }
  std::sort(near.begin(), near.end(), [](const NearWord& a, const NearWord& b) {
    return std::tie(a.distance, b.frequency, a.word) < std::tie(b.distance, a.frequency, b.word);
  });
  if (near.size() > kMaxNear) near.resize(kMaxNear);
  return near;
}

std::vector<WordFrequency> Vocabulary::complete(std::string_view prefix, std::size_t limit) const {
  const std::size_t first = lower_bound(prefix);
  // Words with the prefix stand together; their end is found by comparing only as many bytes as the prefix has.
  std::size_t last = first;
  std::size_t beyond = size();
  while (last < beyond) {
    const std::size_t middle = last + (beyond - last) / 2;
    if (word(middle).substr(0, prefix.size()) <= prefix) {
      last = middle + 1;
    } else {
      beyond = middle;
    }
  }
  std::vector<std::size_t> found(last - first);
  std::iota(found.begin(), found.end(), first);
  const std::size_t count = std::min(limit, found.size());
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count), found.end(),
                    [&](std::size_t a, std::size_t b) {
                      return frequencies_[a] != frequencies_[b] ? frequencies_[a] > frequencies_[b] : a < b;
                    });
  std::vector<WordFrequency> words;
  for (std::size_t i = 0; i < count; ++i) words.push_back({std::string(word(found[i])), frequencies_[found[i]]});
  return words;
}

}  // namespace newsrank::detail
