// SPDX-License-Identifier: GPL-2.0-or-later
#include "ranking/weighting.hpp"

#include <algorithm>
#include <cmath>

namespace newsrank::detail {
namespace {

// An article shorter than that share of the mean counts as so long.
constexpr double kShortest = 0.5;

}  // namespace

Xapian::BM25Weight bm25_weight(const RankingProfile& profile) {
  constexpr double kNoQueryLength = 0;
  constexpr double kQueryFrequency = 1;
  return {profile.k1, kNoQueryLength, kQueryFrequency, profile.b, kShortest};
}

Saturation::Saturation(const RankingProfile& profile, double mean_length, Xapian::termcount shortest)
    : k1_(profile.k1),
      b_(profile.b),
      per_mean_(profile.b == 0 || profile.k1 == 0 || mean_length == 0 ? 0 : 1 / mean_length),
      least_(of(shortest)) {}

double Saturation::of(Xapian::termcount length) const {
  const double share = std::max(static_cast<double>(length) * per_mean_, kShortest);
  return k1_ * (share * b_ + (1 - b_));
}

TermWeight::TermWeight(const RankingProfile& profile, double articles, double holding, double factor)
    : greatest_(bm25_idf(articles, holding) * factor * (profile.k1 + 1)) {}

Xapian::termcount TermWeight::least_for(double weight, double saturation) const {
  constexpr double kMost = 1e6;
  constexpr double kTolerance = 1e-6;
  const double occurrences = weight < greatest_ ? saturation * weight / (greatest_ - weight) : kMost;
  return static_cast<Xapian::termcount>(std::clamp(std::ceil(occurrences - kTolerance), 1.0, kMost));
}

double age_in_days(std::int64_t published_at, std::int64_t now) {
  constexpr double kSecondsPerDay = 86'400.0;
  return std::max(0.0, (static_cast<double>(now) - static_cast<double>(published_at)) / kSecondsPerDay);
}

double recency_factor(const RankingProfile& profile, std::int64_t published_at, std::int64_t now) {
  return 1 + profile.recency_weight * std::exp2(-age_in_days(published_at, now) / profile.half_life_days);
}

}  // namespace newsrank::detail
