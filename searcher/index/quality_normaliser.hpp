// SPDX-License-Identifier: GPL-2.0-or-later
// QualityNormaliser: quality on any scale to Q in 0..1, by the collection's own distribution.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "index/quality_histogram.hpp"
#include "newsrank/ranking.hpp"

namespace newsrank::detail {

// See QualityNormalisation for the ways. An unknown quality counts as the median of the known ones. Immutable and
// thread-safe.
class QualityNormaliser {
 public:
  // Without a distribution every Q is 0.
  QualityNormaliser() = default;
  QualityNormaliser(const QualityHistogram& distribution, QualityNormalisation way);

  // NaN: unknown.
  double operator()(float quality) const {
    if (way_ != QualityNormalisation::linear || top_ == 0) return curved(quality);
    return std::clamp(static_cast<double>(std::isnan(quality) ? neutral_ : quality) / top_, 0.0, 1.0);
  }

  // The quality an unknown one counts as.
  float neutral() const { return neutral_; }

  // The quality from which on Q is 1 when it is linear, the 99th percentile; 0: none is known.
  double top() const { return top_; }

  // No article has a greater Q.
  double maximum() const { return top_ > 0 ? 1 : 0; }

 private:
  double curved(float quality) const;
  double share_not_better(float quality) const;

  QualityNormalisation way_ = QualityNormalisation::linear;
  float neutral_ = 0;
  double top_ = 0;                // of linear; 0: every Q is 0
  std::vector<float> qualities_;  // of rank: ascending, with
  std::vector<double> shares_;    // the share of articles up to each
};

}  // namespace newsrank::detail
