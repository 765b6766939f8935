// SPDX-License-Identifier: GPL-2.0-or-later
/// @file
/// Ranking: the score of a hit and the choices behind it.
///
///     score(q,d)     = relevance(q,d) * (1 + quality_weight * Q(d)) * (1 + recency_weight * R(d))
///     relevance(q,d) = bm25(q,d) + evidence(q,d)
///
/// Hits of similar titles whose scores are near are in the order of their quality (near_share). The evidence is what a
/// reader sees: how much of the title the query's words are, the whole title, words side by side, the time that the
/// query names. bm25 is Xapian's BM25 (Robertson et al., TREC-3, 1994; https://xapian.org/docs/bm25.html) over one term
/// space in which a field's weight multiplies the within-document frequency. Q in 0..1 is the article's quality,
/// normalised by the collection's distribution. R in 0..1 is 2^(-age / half_life). How the defaults were measured:
/// searcher/ranking/README.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsrank/error.hpp"
#include "newsrank/export.hpp"

namespace newsrank {

/// How a quality of any scale becomes Q in 0..1. An unknown quality counts as the collection's median.
enum class QualityNormalisation : std::uint8_t {
  linear,      ///< quality / 99th percentile, at most 1
  rank,        ///< the share of articles that are not better
  saturation,  ///< quality / (quality + median)
};

/// Query-time choices; no re-indexing is needed to change them.
struct RankingProfile {
  std::string name = "news";                                                  ///< for people
  double k1 = 0.4;                                                            ///< BM25 term frequency saturation, 0..10
  double b = 0.0;                                                             ///< BM25 length normalisation, 0..1
  double quality_weight = 0.2;                                                ///< lambda, 0..1000
  QualityNormalisation quality_normalisation = QualityNormalisation::linear;  ///< how a quality becomes Q
  double recency_weight = 0.0;                                                ///< rho, 0..1000
  double half_life_days = 30;                                                 ///< > 0
  double exact_weight = 0.2;      ///< of a word's exact form beside its stem, 0..10
  double coverage_weight = 1.2;   ///< of how much of the title the query's words are, 0..10
  double whole_title_weight = 1;  ///< of an article whose title the query is, 0..10
  double neighbour_weight = 0.3;  ///< of words side by side as in the query, 0..10
  double time_weight = 0.5;       ///< of articles of the year or month that the query names, 0..10
  /// Near equals: articles of similar titles whose scores differ by no more than this share are in the order of their
  /// quality, 0..1; 0: not.
  double near_share = 0.1;
  /// What an article must hold to be found, as a share of the words' idfs; of two words both. 0..1; 0: one word.
  double match_share = 0.4;
  bool drop_stop_words = true;  ///< from bags of words, unless nothing else is left
  /// Pseudo relevance feedback: the query is widened by terms of so many of its best articles, 0..100; 0: off.
  std::uint32_t feedback_documents = 0;
  std::uint32_t feedback_terms = 20;  ///< terms it adds, 1..200
  double feedback_scale = 0.3;        ///< weight of the best added term, 0..10

  /// Memberwise.
  friend bool operator==(const RankingProfile&, const RankingProfile&) = default;
};

/// The shipped profile of that name: `news` for short texts, `prose` for long ones. Error: invalid_argument for others.
NEWSRANK_EXPORT Result<RankingProfile> find_profile(std::string_view name);

/// A profile from YAML text: a mapping of the names above (`name`, `k1`, …) and, optionally, `base`, the shipped
/// profile whose values apply where the text says nothing (default: news). Errors: invalid_argument with line and
/// column for broken YAML, unknown names and values outside their range.
NEWSRANK_EXPORT Result<RankingProfile> parse_profile(std::string_view yaml);

/// The YAML text that parse_profile reads back to an equal profile.
NEWSRANK_EXPORT std::string format_profile(const RankingProfile& profile);

/// Whether all values are in their ranges; invalid_argument names the first that is not.
NEWSRANK_EXPORT Result<void> check_profile(const RankingProfile& profile);

/// One summand of a hit's relevance.
struct TermExplanation {
  std::string kind;         ///< "stem", "exact", "phrase", "wildcard", "feedback", "synonym"; of evidence
                            ///< "coverage", "whole_title", "neighbours", "time"
  std::string text;         ///< the word or phrase as the analyzer understood it
  double contribution = 0;  ///< to the relevance
  double scale = 1;         ///< factor of the clause, part of the contribution
  // Of single terms; 0 for phrases and wildcards.
  std::uint64_t articles = 0;  ///< articles that hold it
  double idf = 0;              ///< its weight before frequency: ln of the odds that an article lacks it, at least ln 1
  std::uint32_t in_title = 0;  ///< how often it stands in the title
  std::uint32_t in_excerpt = 0;  ///< likewise in the excerpt
  std::uint32_t in_body = 0;     ///< likewise in the body
  std::uint32_t in_topics = 0;   ///< likewise in the topics
};

/// Why a hit has its score. The contributions add up to the relevance, and relevance * quality_factor * recency_factor
/// is the score, to 1e-9 of it.
struct Explanation {
  std::vector<TermExplanation> terms;  ///< greatest contribution first
  double relevance = 0;                ///< their sum
  std::optional<double> quality;       ///< as the source gives it; absent: unknown, counted as the median
  double normalised_quality = 0;       ///< Q
  double quality_factor = 1;           ///< 1 + quality_weight * Q
  std::optional<double> age_days;      ///< absent: the article has no date
  double recency_factor = 1;           ///< 1 + recency_weight * R
  double score = 0;                    ///< the product of the three
  std::string above_next;              ///< why it stands above the hit that follows; empty for the last one
};

}  // namespace newsrank
