// SPDX-License-Identifier: GPL-2.0-or-later
#include "ranking/article_scorer.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "newsrank/schema.hpp"
#include "ranking/weighting.hpp"

namespace newsrank::detail {

Xapian::valueno sort_slot(const RankingRequest& request) noexcept {
  if (request.own_sort_slot) return *request.own_sort_slot;
  switch (request.sort) {
    case SortOrder::relevance:
      break;
    case SortOrder::date:
      return kDateSlot;
    case SortOrder::quality:
      return kQualitySlot;
    case SortOrder::heat:
      return kHeatSlot;
  }
  return Xapian::BAD_VALUENO;
}

double round_relevance(double relevance) noexcept {
  static_assert(std::numeric_limits<double>::is_iec559);
  constexpr int kDropped = std::numeric_limits<double>::digits - 32;
  constexpr std::uint64_t kUnit = std::uint64_t{1} << kDropped;
  // The bits of numbers that are not negative are in the order of the numbers; a carry goes into the exponent.
  const auto bits = std::bit_cast<std::uint64_t>(relevance);
  return std::bit_cast<double>((bits + kUnit / 2) & ~(kUnit - 1));
}

ArticleScorer::ArticleScorer(const IndexReader& index, const RankingRequest& request)
    : index_(index), request_(request), normalise_(index.quality_normaliser(request.profile.quality_normalisation)) {}

double ArticleScorer::recency_of(Xapian::docid document) const {
  if (request_.profile.recency_weight == 0) return 1;
  const auto date = index_.published_at(document);
  return date ? recency_factor(request_.profile, *date, request_.now) : 1;
}

double ArticleScorer::sort_key_of(Xapian::docid document) const {
  if (request_.sort == SortOrder::relevance) return 0;
  const auto value = index_.number(document, sort_slot(request_));
  if (!value) return -std::numeric_limits<double>::infinity();
  return request_.ascending ? -*value : *value;
}

RankedArticle ArticleScorer::operator()(Xapian::docid document, double relevance) const {
  RankedArticle result;
  const float quality = index_.quality(document);
  result.document = document;
  result.relevance = round_relevance(relevance);
  result.quality = std::isnan(quality) ? normalise_.neutral() : quality;
  result.quality_factor = quality_factor(quality);
  result.recency_factor = recency_of(document);
  result.score = result.relevance * result.quality_factor * result.recency_factor;
  result.sort_key = sort_key_of(document);
  return result;
}

}  // namespace newsrank::detail
