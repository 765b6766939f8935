// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/spelling/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/text/characters.hpp"
#include "core/text/edit_distance.hpp"
#include "query/spelling/cooccurrence.hpp"

namespace newsrank::detail {
namespace {

constexpr std::size_t kMinLength = 3;        // shorter words have neighbours everywhere
constexpr std::size_t kTwoEditsLength = 8;   // from here on two edits leave most of the word
constexpr std::size_t kMaxCandidates = 16;   // whose context is looked at
constexpr std::size_t kMaxCompany = 8;       // words of the context that are looked at
constexpr std::size_t kMaxSteps = 20'000;    // in a pair of posting lists
constexpr double kSecondEditFactor = 0.002;  // how likely a second slip is beside a first one
constexpr double kFirstLetterFactor = 0.3;   // people mostly get the first letter right
constexpr double kSmoothing = 1;             // documents of chance company, for words never seen together

std::size_t length_of(std::string_view word) {
  std::size_t length = 0;
  for (std::size_t at = 0; at < word.size(); ++length) next_character(word, at);
  return length;
}

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

struct Vocabulary::Candidate {
  std::size_t index = 0;
  unsigned distance = 0;
  double score = 0;  // logarithm of a likelihood
};

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
    const std::size_t length = length_of(word(i));
    if (length < kMinLength - 1 || length > kMaxEditLength || has_digit(word(i))) continue;
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

// Words within the limit, likeliest first by frequency and edits.
std::vector<Vocabulary::Candidate> Vocabulary::near_words(std::string_view wanted) const {
  std::vector<Candidate> near;
  const std::size_t length = length_of(wanted);
  const unsigned limit = edit_limit(length);
  const std::uint64_t bits = signature(wanted);
  const std::size_t first = length_starts_[length - limit];
  const std::size_t last = length_starts_[std::min(length + limit, kMaxEditLength) + 1];
  for (std::size_t i = first; i < last; ++i) {
    if (static_cast<unsigned>(std::popcount(signatures_[i] ^ bits)) > 2 * limit) continue;
    const std::size_t index = by_length_[i];
    const unsigned distance = edit_distance(wanted, word(index), limit);
    if (distance > limit) continue;
    double score = std::log(static_cast<double>(frequencies_[index]));
    if (distance > 1) score += std::log(kSecondEditFactor);
    if (word(index).front() != wanted.front()) score += std::log(kFirstLetterFactor);
    near.push_back({index, distance, score});
  }
  std::sort(near.begin(), near.end(), [](const Candidate& a, const Candidate& b) {
    return a.score != b.score ? a.score > b.score : a.index < b.index;
  });
  if (near.size() > kMaxCandidates) near.resize(kMaxCandidates);
  return near;
}

std::optional<Correction> Vocabulary::correct(std::string_view wanted, const Xapian::Database& database,
                                              const std::vector<std::string>& context) const {
  const std::size_t length = length_of(wanted);
  if (length < kMinLength || length > kMaxEditLength || has_digit(wanted) || frequency(wanted) > 0) return std::nullopt;
  std::vector<Candidate> candidates = near_words(wanted);
  if (candidates.empty()) return std::nullopt;
  const std::size_t used = candidates.size() > 1 ? std::min(context.size(), kMaxCompany) : 0;
  const double documents = std::max(1.0, static_cast<double>(database.get_doccount()));
  for (std::size_t i = 0; i < used; ++i) {
    // Naive Bayes: how likely the context is beside each candidate, smoothed by how common it is everywhere.
    const double chance = static_cast<double>(database.get_termfreq(context[i])) / documents;
    if (chance == 0) continue;
    for (Candidate& candidate : candidates) {
      const double together = count_together(database, std::string(word(candidate.index)), context[i], kMaxSteps);
      const double frequency = static_cast<double>(frequencies_[candidate.index]);
      candidate.score += std::log((together + kSmoothing * chance) / (frequency + kSmoothing));
    }
  }
  const auto best = std::max_element(candidates.begin(), candidates.end(),
                                     [](const Candidate& a, const Candidate& b) { return a.score < b.score; });
  return Correction{std::string(word(best->index)), frequencies_[best->index], best->distance};
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
