// SPDX-License-Identifier: GPL-2.0-or-later
#include "ranking/evidence_scorer.hpp"

#include <date/date.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>

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
    mass_ += masses_.back();
  }
  for (std::size_t i = 0; i < masses_.size(); ++i) all_ |= bit(i);
  if (evidence.time) time_ = profile.time_weight * mass_ * (evidence.time->month ? 1 : kSameYear);
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

EvidenceParts EvidenceScorer::operator()(const ArticleWords& words, std::optional<std::int64_t> published_at) const {
  EvidenceParts parts;
  double in_title = 0;
  unsigned count = 0;
  for (std::size_t i = 0; i < masses_.size() && words.title_size() > 0; ++i) {
    if (!words.in_title(evidence_.words[i].code)) continue;
    in_title += masses_[i];
    ++count;
  }
  if (count > 0) {
    const double share = std::min(1.0, static_cast<double>(count) / static_cast<double>(words.title_size()));
    parts.title = coverage_ * in_title * share;
  }
  if (count == masses_.size() && !evidence_.title_words.empty()) {
    if (words.is_title(evidence_.title_text) || words.has_title_words(evidence_.title_words))
      parts.whole_title = whole_title_ * mass_;
  }
  for (const EvidencePair& pair : evidence_.pairs) {
    if (neighbours_ == 0) break;
    if (words.side_by_side(evidence_.words[pair.first].code, evidence_.words[pair.second].code))
      parts.neighbours += mass_of(pair);
  }
  parts.time = time_of(published_at);
  return parts;
}

double EvidenceScorer::most_of_pairs(std::uint64_t held) const {
  double most = 0;
  for (const EvidencePair& pair : evidence_.pairs) {
    if ((held & bit(pair.first)) != 0 && (held & bit(pair.second)) != 0) most += mass_of(pair);
  }
  return most;
}

double EvidenceScorer::most_of_neighbours() const {
  return most_of_pairs(all_);
}

double EvidenceScorer::most(std::uint64_t held) const {
  double in_title = 0;
  for (std::size_t i = 0; i < masses_.size(); ++i) {
    if ((held & bit(i)) != 0) in_title += masses_[i];
  }
  return coverage_ * in_title + (held == all_ ? most_of_whole_title() : 0) + most_of_pairs(held) + time_;
}

double EvidenceScorer::most(std::uint64_t held, TitleSketch title) const {
  double in_title = 0;
  unsigned count = 0;
  for (std::size_t i = 0; i < masses_.size(); ++i) {
    if ((held & bit(i)) == 0 || !title.may_hold(evidence_.words[i].code)) continue;
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
