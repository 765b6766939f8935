// SPDX-License-Identifier: GPL-2.0-or-later
// The formulas of the ranking, each in one place.
#pragma once

#include <xapian.h>

#include <cstdint>

#include "newsrank/ranking.hpp"
#include "query/evidence/idf.hpp"

namespace newsrank::detail {

// BM25 as newsrank uses it: no query length factor, every term once, lengths below half the mean count as half.
Xapian::BM25Weight bm25_weight(const RankingProfile& profile);

// How many occurrences of a term weigh half of what any number can weigh: k1, more in longer articles. The engine's
// figures, digit by digit.
class Saturation {
 public:
  // The lengths are those of articles in the database, as the engine counts them; `shortest` the least.
  Saturation(const RankingProfile& profile, double mean_length, Xapian::termcount shortest);

  double of(Xapian::termcount length) const;
  // Of no article less.
  double least() const { return least_; }
  // Otherwise it is the same for all articles.
  bool depends_on_length() const { return per_mean_ > 0; }

 private:
  double k1_;
  double b_;
  double per_mean_;  // a length times this is its share of the mean; 0 where lengths do not count
  double least_;
};

// What BM25 makes of one term: the engine's figures, digit by digit.
class TermWeight {
 public:
  // `factor` is the term's own; `articles` and `holding` as of bm25_idf().
  TermWeight(const RankingProfile& profile, double articles, double holding, double factor);

  double operator()(Xapian::termcount occurrences, double saturation) const {
    const auto frequency = static_cast<double>(occurrences);
    return frequency == 0 ? 0 : greatest_ * (frequency / (saturation + frequency));
  }
  // So few occurrences that fewer weigh less than that, at that saturation.
  Xapian::termcount least_for(double weight, double saturation) const;
  // No number of occurrences weighs more.
  double greatest() const { return greatest_; }

 private:
  double greatest_;
};

// Not negative: articles of the future are new.
double age_in_days(std::int64_t published_at, std::int64_t now);

// 1 + rho * 2^(-age / half_life).
double recency_factor(const RankingProfile& profile, std::int64_t published_at, std::int64_t now);

}  // namespace newsrank::detail
