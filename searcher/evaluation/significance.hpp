// SPDX-License-Identifier: GPL-2.0-or-later
// The paired randomisation test: could the difference between two runs be chance?
//
// Under the null hypothesis the two runs are alike, so each query's two figures could as well be swapped. The p-value
// is the share of all ways of swapping whose mean difference is at least as large, in either direction, as the observed
// one (Fisher 1935; for retrieval: Smucker, Allan and Carterette, CIKM 2007).
#pragma once

#include <cstdint>
#include <vector>

#include "newsrank/error.hpp"

namespace newsrank::detail {

struct RandomisationOptions {
  std::uint64_t permutations = 10'000;  // drawn when there are too many ways to try them all; 1..kMaxPermutations
  std::uint64_t seed = 1;               // of the Mersenne Twister (64 bits) that draws them
};

inline constexpr std::uint64_t kMaxPermutations = 10'000'000;

// With at most this many queries that differ, all ways of swapping are tried and the p-value is exact.
inline constexpr std::size_t kMaxExactPairs = 16;

struct RandomisationTest {
  double difference = 0;  // mean of second minus first
  double p_value = 1;     // two-sided, in (0, 1]
  bool exact = true;      // all ways were tried
};

// Compares the figures of the same queries in two runs. Queries with equal figures count in the mean but need no
// swapping. When permutations are drawn, the observed one is counted among them, so the p-value is never zero; the same
// input, seed and count give the same p-value everywhere. Errors: invalid_argument (sizes differ, permutations).
Result<RandomisationTest> randomisation_test(const std::vector<double>& first, const std::vector<double>& second,
                                             const RandomisationOptions& options = {});

}  // namespace newsrank::detail
