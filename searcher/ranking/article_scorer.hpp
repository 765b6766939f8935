// SPDX-License-Identifier: GPL-2.0-or-later
// ArticleScorer: from an article's relevance to its score, with what else decides its place.
#pragma once

#include <xapian.h>

#include "index/index_reader.hpp"
#include "ranking/exact_ranking.hpp"

namespace newsrank::detail {

// The relevance to 32 significant binary digits. The summands of a relevance are added up in an order that depends on
// who adds them (the engine, by shard; a ranking of terms), and articles with the same summands must tie all the same.
double round_relevance(double relevance) noexcept;

// Relative room that a comparison of a bound with a score needs: rounding, and sums in another order.
inline constexpr double kRounding = 1e-9;

// The slot of what is sorted by; BAD_VALUENO for the score.
Xapian::valueno sort_slot(const RankingRequest& request) noexcept;

// The references must outlive it. Threads: one at a time. Throws Xapian::Error.
class ArticleScorer {
 public:
  ArticleScorer(const IndexReader& index, const RankingRequest& request);

  RankedArticle operator()(Xapian::docid document, double relevance) const;
  // What results are sorted by, if not by the score; articles without it come last.
  double sort_key_of(Xapian::docid document) const;

  // Of an article of that quality; NaN: unknown.
  double quality_factor(float quality) const { return 1 + request_.profile.quality_weight * normalise_(quality); }
  // No article's factors are higher.
  double highest_quality_factor() const { return 1 + request_.profile.quality_weight * normalise_.maximum(); }
  double highest_recency_factor() const { return 1 + request_.profile.recency_weight; }

 private:
  double recency_of(Xapian::docid document) const;

  const IndexReader& index_;
  const RankingRequest& request_;
  const QualityNormaliser& normalise_;
};

}  // namespace newsrank::detail
