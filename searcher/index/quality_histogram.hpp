// SPDX-License-Identifier: GPL-2.0-or-later
// QualityHistogram: how many articles have which quality, small enough to keep with every shard and exact under
// merging.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "newsrank/error.hpp"

namespace newsrank::detail {

// The form in which qualities are compared and kept beside a shard: a float, finite and not negative.
float quality_as_float(double quality) noexcept;

// Counts by quality, rounded to 13 significant binary digits (integers up to 8,192 are exact). The order and grouping
// of add, remove and merge do not matter.
class QualityHistogram {
 public:
  struct Entry {
    float quality;
    std::uint64_t count;

    friend bool operator==(const Entry&, const Entry&) = default;
  };

  void add(float quality);
  // Of a quality that was added.
  void remove(float quality);
  void merge(const QualityHistogram& other);

  // In ascending order of quality, counts > 0.
  std::vector<Entry> entries() const;
  std::uint64_t total() const noexcept { return total_; }

  std::string encode() const;
  // Error: index_corrupt for anything encode() does not write.
  static Result<QualityHistogram> decode(std::string_view bytes);

  friend bool operator==(const QualityHistogram&, const QualityHistogram&) = default;

 private:
  std::map<std::uint32_t, std::uint64_t> counts_;  // by the leading bits of the float
  std::uint64_t total_ = 0;
};

}  // namespace newsrank::detail
