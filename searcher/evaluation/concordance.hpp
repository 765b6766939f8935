// SPDX-License-Identifier: GPL-2.0-or-later
// Concordance: how far a ranking puts equally useful articles in the order of their quality.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace newsrank::detail {

// A result as it is judged.
struct JudgedResult {
  int gain = 0;  // 0: not useful, or not judged
  std::optional<double> quality;
};

// No more results of a query are looked at.
inline constexpr std::size_t kConcordanceDepth = 20;

// Of pairs of results with the same gain above 0 and different qualities: in how many the better one comes first.
struct Concordance {
  std::size_t pairs = 0;
  std::size_t in_order = 0;

  // 0..1; 0 without pairs.
  double share() const { return pairs == 0 ? 0 : static_cast<double>(in_order) / static_cast<double>(pairs); }
};

// Adds the pairs among the first results of one query, which are in their order.
void add_pairs(std::span<const JudgedResult> results, Concordance& concordance);

}  // namespace newsrank::detail
