// SPDX-License-Identifier: GPL-2.0-or-later
#include "evaluation/significance.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <numeric>
#include <random>

namespace newsrank::detail {

namespace {

// The absolute sum with the differences swapped whose bit is set in `swaps`, 64 to a word.
class SwappedSum {
 public:
  explicit SwappedSum(const std::vector<double>& differences) : differences_(differences) {}

  template <typename NextWord>
  double draw(NextWord&& next_word) const {
    double sum = 0;
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < differences_.size(); ++i) {
      if (i % 64 == 0) word = next_word();
      sum += (word & 1U) != 0 ? -differences_[i] : differences_[i];
      word >>= 1U;
    }
    return std::abs(sum);
  }

 private:
  const std::vector<double>& differences_;
};

double exact_p_value(const SwappedSum& sum, std::size_t pairs, double threshold) {
  const std::uint64_t ways = std::uint64_t{1} << pairs;
  std::uint64_t extreme = 0;
  for (std::uint64_t swaps = 0; swaps < ways; ++swaps) {
    if (sum.draw([swaps] { return swaps; }) >= threshold) ++extreme;
  }
  return static_cast<double>(extreme) / static_cast<double>(ways);
}

double drawn_p_value(const SwappedSum& sum, const RandomisationOptions& options, double threshold) {
  std::mt19937_64 random(options.seed);
  std::uint64_t extreme = 1;  // the observed assignment
  for (std::uint64_t i = 0; i < options.permutations; ++i) {
    if (sum.draw(random) >= threshold) ++extreme;
  }
  return static_cast<double>(extreme) / static_cast<double>(options.permutations + 1);
}

}  // namespace

Result<RandomisationTest> randomisation_test(const std::vector<double>& first, const std::vector<double>& second,
                                             const RandomisationOptions& options) {
  if (first.size() != second.size()) {
    return Error{ErrorCode::invalid_argument,
                 fmt::format("{} figures cannot be paired with {}", first.size(), second.size()),
                 "compare runs over the same queries"};
  }
  if (options.permutations < 1 || options.permutations > kMaxPermutations) {
    return Error{ErrorCode::invalid_argument, fmt::format("{} is no number of permutations", options.permutations),
                 fmt::format("give a number in 1..{}", kMaxPermutations)};
  }
  std::vector<double> differences;
  double magnitude = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    const double difference = second[i] - first[i];
    if (difference == 0) continue;
    differences.push_back(difference);
    magnitude += std::abs(difference);
  }
  if (differences.empty()) return RandomisationTest{};

  const double observed = std::accumulate(differences.begin(), differences.end(), 0.0);
  // Sums that are equal on paper may differ by rounding when their terms are added with other signs.
  const double threshold = std::abs(observed) - 1e-12 * magnitude;
  const SwappedSum sum(differences);
  RandomisationTest test;
  test.difference = observed / static_cast<double>(first.size());
  test.exact = differences.size() <= kMaxExactPairs;
  test.p_value =
      test.exact ? exact_p_value(sum, differences.size(), threshold) : drawn_p_value(sum, options, threshold);
  return test;
}

}  // namespace newsrank::detail
