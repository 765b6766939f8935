// SPDX-License-Identifier: GPL-2.0-or-later
// Quality bands: round steps that divide a collection's qualities for people.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace newsrank::detail {

// Bands of one width, 1, 2 or 5 times a power of ten, up to about `top`, the quality that few articles exceed; the last
// one is open. 5 to 11 of them, or one if `top` is 0.
class QualityBands {
 public:
  explicit QualityBands(double top);

  std::size_t size() const { return lower_.size(); }
  // Of a quality that is not negative.
  std::size_t band_of(double quality) const;
  // As the query language writes its range: `40..<60`, `100..`.
  std::string range(std::size_t band) const;

 private:
  std::vector<double> lower_;  // ascending, from 0
};

}  // namespace newsrank::detail
