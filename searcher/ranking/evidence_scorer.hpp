// SPDX-License-Identifier: GPL-2.0-or-later
// EvidenceScorer: the summands of the relevance that look at an article as a reader does: its title, words side by
// side, its date.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "index/article_words.hpp"
#include "newsrank/ranking.hpp"
#include "query/evidence/evidence.hpp"

namespace newsrank::detail {

struct EvidenceParts {
  double title = 0;        // how much of the title the query's words are
  double whole_title = 0;  // the query is the title
  double neighbours = 0;   // words that stand side by side as in the query
  double time = 0;         // published at the time that the query names

  double sum() const { return title + whole_title + neighbours + time; }
};

// Which words of a query stand in a title, and which of its pairs side by side: as bits, by their places in Evidence.
struct SeenWords {
  std::uint64_t in_title = 0;
  std::uint64_t pairs = 0;
};

// From the code of a word to its place among the words of a query.
class WordPlaces {
 public:
  static constexpr std::size_t kNone = Evidence::kMaxWords;

  // The next word's.
  void add(std::uint32_t code) {
    const auto place = static_cast<std::uint8_t>(size_);
    codes_[size_] = code;
    next_[size_++] = std::exchange(first_[code & 0xffU], place);
  }
  std::size_t of(std::uint32_t code) const {
    std::size_t place = first_[code & 0xffU];
    while (place != kNone && codes_[place] != code) place = next_[place];
    return place;
  }
  // By the lower half of a code.
  std::size_t of_half(std::uint16_t half) const {
    std::size_t place = first_[half & 0xffU];
    while (place != kNone && static_cast<std::uint16_t>(codes_[place]) != half) place = next_[place];
    return place;
  }

 private:
  static constexpr std::array<std::uint8_t, 256> kEmpty = [] {
    std::array<std::uint8_t, 256> empty{};
    empty.fill(kNone);
    return empty;
  }();

  std::array<std::uint8_t, 256> first_ = kEmpty;  // by the last byte of the code
  std::array<std::uint8_t, kNone> next_{};
  std::array<std::uint32_t, kNone> codes_{};
  std::size_t size_ = 0;
};

// What a title in other forms of the query's words, with or without stop words, or before the name of a site, brings of
// what the very title brings: less than an article of the best quality gains on the one whose title is asked for.
inline constexpr double kOtherForms = 0.6;

// Of one query. With the idf mass of words, their idfs added up:
//
//   title        coverage_weight × (mass of the words in the title) × (their number / the title's content words)
//   whole title  whole_title_weight × the mass of all words; for a title of other forms of the words kOtherForms of it
//   neighbours   neighbour_weight × the mass of both words, for each pair
//   time         time_weight × the mass of all words × how near the article's month is
class EvidenceScorer {
 public:
  // `articles`: how many there are in all shards.
  EvidenceScorer(const Evidence& evidence, const RankingProfile& profile, double articles);

  const Evidence& evidence() const { return evidence_; }
  // Nothing can bring anything.
  bool empty() const { return mass_ == 0; }
  bool needs_date() const { return time_ > 0; }

  SeenWords look_at(const ArticleWords& words) const;
  // Of an article in which look_at() saw that.
  EvidenceParts operator()(const ArticleWords& words, const SeenWords& seen,
                           std::optional<std::int64_t> published_at) const;
  EvidenceParts operator()(const ArticleWords& words, std::optional<std::int64_t> published_at) const {
    return (*this)(words, look_at(words), published_at);
  }

  // Words as bits, by their places in Evidence::words.
  static std::uint64_t bit(std::size_t word) { return std::uint64_t{1} << word; }
  std::uint64_t all() const { return all_; }
  // An article that holds none but these words gets no more; nor does one of that title.
  double most(std::uint64_t held) const;
  double most(std::uint64_t held, TitleSketch title) const;

  double mass_of(std::size_t word) const { return masses_[word]; }
  // Of words that are told as bits.
  double mass_of_all(std::uint64_t words) const;
  double mass_of(const EvidencePair& pair) const { return neighbours_ * (masses_[pair.first] + masses_[pair.second]); }
  double coverage_weight() const { return coverage_; }
  double most_of_whole_title() const { return evidence_.title_words.empty() ? 0 : whole_title_ * mass_; }
  double most_of_time() const { return time_; }
  double most_of_neighbours() const;

 private:
  void see_pair(std::size_t first, std::size_t second, SeenWords& seen) const;
  double most_of_pairs(std::uint64_t held) const;
  double time_of(std::optional<std::int64_t> published_at) const;

  const Evidence& evidence_;
  double coverage_;
  double whole_title_;
  double neighbours_;
  double time_ = 0;                         // of an article of the month, or the year
  std::vector<double> masses_;              // of the words
  std::vector<std::uint32_t> sketch_bits_;  // of TitleSketch
  std::vector<std::uint64_t>
      followed_;  // by which words a word is followed in the query; none if that is worth nothing
  std::vector<std::uint64_t> pair_words_;  // of the pairs
  WordPlaces places_;
  double mass_ = 0;
  std::uint64_t all_ = 0;
};

}  // namespace newsrank::detail
