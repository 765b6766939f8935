// SPDX-License-Identifier: GPL-2.0-or-later
#include "results/facets/quality_bands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace newsrank::detail {
namespace {

constexpr double kMaxBands = 10;
constexpr double kSmallestTop = 1e-15;

// A multiple of a power of ten, rounded once: the double that its decimal form is read as.
double scaled(double number, int exponent) {
  return exponent < 0 ? number / std::pow(10, -exponent) : number * std::pow(10, exponent);
}

}  // namespace

QualityBands::QualityBands(double top) : lower_{0} {
  if (!(top > kSmallestTop)) return;
  const int exponent = static_cast<int>(std::floor(std::log10(top / kMaxBands)));
  double step = 1;
  for (const double larger : {2, 5, 10}) {
    if (scaled(step * kMaxBands, exponent) < top) step = larger;
  }
  for (double multiple = step; scaled(multiple, exponent) <= top; multiple += step) {
    lower_.push_back(scaled(multiple, exponent));
  }
}

std::size_t QualityBands::band_of(double quality) const {
  const auto above = std::upper_bound(lower_.begin() + 1, lower_.end(), quality);
  return static_cast<std::size_t>(above - lower_.begin()) - 1;
}

std::string QualityBands::range(std::size_t band) const {
  return band + 1 == lower_.size() ? fmt::format("{}..", lower_[band])
                                   : fmt::format("{}..<{}", lower_[band], lower_[band + 1]);
}

}  // namespace newsrank::detail
