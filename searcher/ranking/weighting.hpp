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

// Not negative: articles of the future are new.
double age_in_days(std::int64_t published_at, std::int64_t now);

// 1 + rho * 2^(-age / half_life).
double recency_factor(const RankingProfile& profile, std::int64_t published_at, std::int64_t now);

}  // namespace newsrank::detail
