// SPDX-License-Identifier: GPL-2.0-or-later
#include "ranking/evidence_scorer.hpp"

#include <date/date.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "ranking/weighting.hpp"

namespace newsrank::detail {
namespace {

// The months before and after count, and the rest of the year.
constexpr double kNextMonth = 0.5;
constexpr double kSameYear = 0.25;
// Behind a title there may be the name of its site.
constexpr unsigned kMostSiteWords = 4;
constexpr int kMonths = 12;

// Months since the year 0.
int month_of(std::int64_t seconds) {
  const date::year_month_day day{date::floor<date::days>(std::chrono::sys_seconds(std::chrono::seconds(seconds)))};
  return static_cast<int>(day.year()) * kMonths + static_cast<int>(static_cast<unsigned>(day.month())) - 1;
}

}  // namespace

EvidenceScorer::EvidenceScorer(const Evidence& evidence, const RankingProfile& profile, double articles)
    : evidence_(evidence),
      coverage_(profile.coverage_weight),
      whole_title_(profile.whole_title_weight),
      neighbours_(profile.neighbour_weight) {
  for (const EvidenceWord& word : evidence.words) {
    masses_.push_back(word.weight * bm25_idf(articles, word.articles));
    sketch_bits_.push_back(TitleSketch::bit_of(word.code));
    places_.add(word.code);
    mass_ += masses_.back();
  }
  for (std::size_t i = 0; i < masses_.size(); ++i) all_ |= bit(i);
  followed_.resize(masses_.size());
  for (const EvidencePair& pair : evidence.pairs) {
    pair_words_.push_back(bit(pair.first) | bit(pair.second));
    if (neighbours_ > 0) followed_[pair.first] |= bit(pair.second);
  }
  if (evidence.time) time_ = profile.time_weight * mass_ * (evidence.time->month ? 1 : kSameYear);
}

// One pass over the words of title and excerpt.
SeenWords EvidenceScorer::look_at(const ArticleWords& words) const {
  SeenWords seen;
  std::size_t before = WordPlaces::kNone;
  for (std::size_t i = 0; i < words.title_codes(); ++i) {
    const std::size_t place = places_.of(words.title_code(i));
    if (place != WordPlaces::kNone) seen.in_title |= bit(place);
    if (i < words.title_words()) see_pair(std::exchange(before, place), place, seen);
  }
  if (neighbours_ == 0 || evidence_.pairs.empty()) return seen;
  before = WordPlaces::kNone;
  for (std::size_t i = 0; i < words.excerpt_words(); ++i) {
    const std::size_t place = places_.of_half(words.excerpt_code(i));
    see_pair(std::exchange(before, place), place, seen);
  }
  return seen;
}

void EvidenceScorer::see_pair(std::size_t first, std::size_t second, SeenWords& seen) const {
  if (first == WordPlaces::kNone || second == WordPlaces::kNone || (followed_[first] & bit(second)) == 0) return;
  for (std::size_t i = 0; i < evidence_.pairs.size(); ++i) {
    if (evidence_.pairs[i].first == first && evidence_.pairs[i].second == second) seen.pairs |= bit(i);
  }
}

double EvidenceScorer::time_of(std::optional<std::int64_t> published_at) const {
  if (time_ == 0 || !published_at) return 0;
  const int published = month_of(*published_at);
  const bool same_year = published / kMonths == evidence_.time->year;
  if (!evidence_.time->month) return same_year ? time_ : 0;
  const int apart = std::abs(published - (evidence_.time->year * kMonths + *evidence_.time->month));
  if (apart <= 1) return apart == 0 ? time_ : time_ * kNextMonth;
  return same_year ? time_ * kSameYear : 0;
}

EvidenceParts EvidenceScorer::operator()(const ArticleWords& words, const SeenWords& seen,
                                         std::optional<std::int64_t> published_at) const {
  EvidenceParts parts;
  const int count = std::popcount(seen.in_title);
  if (count > 0 && words.title_size() > 0) {
    const double share = std::min(1.0, count / static_cast<double>(words.title_size()));
    parts.title = coverage_ * mass_of_all(seen.in_title) * share;
  }
  if (seen.in_title == all_ && !evidence_.title_words.empty()) {
    if (words.is_title(evidence_.title_text)) {
      parts.whole_title = whole_title_ * mass_;
    } else if (words.has_title_words(evidence_.title_words)) {
      parts.whole_title = whole_title_ * mass_ * kOtherForms;
    }
  }
  for (std::uint64_t left = seen.pairs; left != 0; left &= left - 1)
    parts.neighbours += mass_of(evidence_.pairs[static_cast<std::size_t>(std::countr_zero(left))]);
  parts.time = time_of(published_at);
  return parts;
}

double EvidenceScorer::mass_of_all(std::uint64_t words) const {
  double mass = 0;
  for (; words != 0; words &= words - 1) mass += masses_[static_cast<std::size_t>(std::countr_zero(words))];
  return mass;
}

double EvidenceScorer::most_of_pairs(std::uint64_t held) const {
  double most = 0;
  for (std::size_t i = 0; i < pair_words_.size(); ++i) {
    if ((pair_words_[i] & ~held) == 0) most += mass_of(evidence_.pairs[i]);
  }
  return most;
}

double EvidenceScorer::most_of_neighbours() const {
  return most_of_pairs(all_);
}

double EvidenceScorer::most(std::uint64_t held) const {
  return coverage_ * mass_of_all(held) + (held == all_ ? most_of_whole_title() : 0) + most_of_pairs(held) + time_;
}

double EvidenceScorer::most(std::uint64_t held, TitleSketch title) const {
  double in_title = 0;
  unsigned count = 0;
  for (std::uint64_t left = held; left != 0; left &= left - 1) {
    const auto i = static_cast<std::size_t>(std::countr_zero(left));
    if ((title.stored() & sketch_bits_[i]) == 0) continue;
    in_title += masses_[i];
    ++count;
  }
  double most = most_of_pairs(held) + time_;
  if (count == 0) return most;
  most += coverage_ * in_title * std::min(1.0, static_cast<double>(count) / static_cast<double>(title.size()));
  if (count == masses_.size() && title.size() <= count + kMostSiteWords) most += most_of_whole_title();
  return most;
}

}  // namespace newsrank::detail
