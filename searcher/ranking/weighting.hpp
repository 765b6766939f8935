// The formulas of the ranking, each in one place.
#pragma once

#include <xapian.h>

#include <cstdint>

#include "newsrank/ranking.hpp"

namespace newsrank::detail {

// BM25 as newsrank uses it: no query length factor, every term once, lengths below half the mean count as half.
Xapian::BM25Weight bm25_weight(const RankingProfile& profile);

// Xapian's idf of a term in `holding` of `articles` articles: ln of the odds that an article lacks it, bent so that it
// never falls below 0 (BM25Weight::init).
double bm25_idf(double articles, double holding);

// What BM25 makes of one term where lengths do not count (b or k1 is 0): the engine's figures, digit by digit.
class TermWeight {
 public:
  // `factor` is the term's own; `articles` and `holding` as of bm25_idf().
  TermWeight(const RankingProfile& profile, double articles, double holding, double factor);

  double operator()(Xapian::termcount occurrences) const {
    const auto frequency = static_cast<double>(occurrences);
    return frequency == 0 ? 0 : greatest_ * (frequency / (k1_ + frequency));
  }
  // So few occurrences that fewer weigh less than that.
  Xapian::termcount least_for(double weight) const;
  // No number of occurrences weighs more.
  double greatest() const { return greatest_; }

 private:
  double k1_;
  double greatest_;
};

// Whether relevances do not depend on the lengths of articles.
bool ignores_lengths(const RankingProfile& profile);

// Not negative: articles of the future are new.
double age_in_days(std::int64_t published_at, std::int64_t now);

// 1 + rho * 2^(-age / half_life).
double recency_factor(const RankingProfile& profile, std::int64_t published_at, std::int64_t now);

}  // namespace newsrank::detail
