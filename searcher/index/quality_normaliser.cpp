// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/quality_normaliser.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace newsrank::detail {
namespace {

constexpr double kTopPercentile = 0.99;

float percentile(const std::vector<QualityHistogram::Entry>& entries, std::uint64_t total, double share) {
  const double wanted = share * static_cast<double>(total);
  std::uint64_t seen = 0;
  for (const QualityHistogram::Entry& entry : entries) {
    seen += entry.count;
    if (static_cast<double>(seen) >= wanted) return entry.quality;
  }
  return entries.back().quality;
}

}  // namespace

QualityNormaliser::QualityNormaliser(const QualityHistogram& distribution, QualityNormalisation way) : way_(way) {
  const auto entries = distribution.entries();
  if (entries.empty() || entries.back().quality <= 0) return;
  neutral_ = percentile(entries, distribution.total(), 0.5);
  const float top = percentile(entries, distribution.total(), kTopPercentile);
  top_ = static_cast<double>(top > 0 ? top : entries.back().quality);
  if (way != QualityNormalisation::rank) return;
  std::uint64_t seen = 0;
  for (const QualityHistogram::Entry& entry : entries) {
    seen += entry.count;
    qualities_.push_back(entry.quality);
    shares_.push_back(static_cast<double>(seen) / static_cast<double>(distribution.total()));
  }
}

double QualityNormaliser::share_not_better(float quality) const {
  const auto above = std::upper_bound(qualities_.begin(), qualities_.end(), quality);
  return above == qualities_.begin() ? 0 : shares_[static_cast<std::size_t>(above - qualities_.begin()) - 1];
}

double QualityNormaliser::curved(float quality) const {
  if (top_ == 0) return 0;
  const float known = std::isnan(quality) ? neutral_ : quality;
  if (way_ == QualityNormalisation::rank) return share_not_better(known);
  const double half = neutral_ > 0 ? static_cast<double>(neutral_) : top_;
  return static_cast<double>(known) / (static_cast<double>(known) + half);
}

}  // namespace newsrank::detail
