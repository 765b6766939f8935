// Ranking: the score of a hit and the choices behind it.
//
//   score(q,d) = bm25(q,d) * (1 + quality_weight * Q(d)) * (1 + recency_weight * R(d))
//
// bm25 is Xapian's BM25 (Robertson et al., TREC-3, 1994; https://xapian.org/docs/bm25.html) over one term space in
// which a field's weight multiplies the within-document frequency. Q in 0..1 is the article's quality, normalised. R in
// 0..1 is 2^(-age / half_life).
#pragma once

#include <cstdint>
#include <string>

#include "newsrank/export.hpp"

namespace newsrank {

// Query-time choices; no re-indexing is needed to change them.
struct RankingProfile {
  std::string name = "news";
  double k1 = 0.6;                    // BM25 term frequency saturation, >= 0
  double b = 0.0;                     // BM25 length normalisation, 0..1
  double quality_weight = 0.2;        // lambda, >= 0
  double recency_weight = 0.0;        // rho, >= 0
  double half_life_days = 30;         // > 0
  double exact_weight = 0.2;          // of a word's exact form beside its stem, >= 0
  double title_weight = 0.6;          // of title words in long queries, >= 0
  std::uint32_t title_min_words = 7;  // what a long query is

  friend bool operator==(const RankingProfile&, const RankingProfile&) = default;
};

}  // namespace newsrank
