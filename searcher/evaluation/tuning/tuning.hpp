// SPDX-License-Identifier: GPL-2.0-or-later
// Coordinate ascent: improve one parameter at a time over a list of candidate values, until none helps.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "newsrank/error.hpp"

namespace newsrank::detail {

struct TuningParameter {
  std::string name;
  double start = 0;                // where the search begins; need not be a candidate
  std::vector<double> candidates;  // in the order in which they are tried
};

// Candidates lower, lower + step, ... up to and including upper. Errors: invalid_argument (not finite, step <= 0,
// lower > upper, more than kMaxCandidates values).
Result<std::vector<double>> candidate_range(double lower, double upper, double step);

inline constexpr std::size_t kMaxCandidates = 1000;

// What is made as large as possible; gets one value for each parameter, in their order.
using TuningObjective = std::function<double(const std::vector<double>&)>;

struct TuningOptions {
  std::size_t max_sweeps = 10;  // over all parameters
  double min_improvement = 0;   // a value is taken only when the objective rises by more than this
};

// One evaluation of the objective.
struct TuningStep {
  std::size_t sweep = 0;      // from 1; 0: the start
  std::size_t parameter = 0;  // the one that was changed; meaningless for the start
  std::vector<double> values;
  double objective = 0;
  bool taken = false;  // the best so far
};

struct TuningResult {
  std::vector<double> values;  // the best found
  double objective = 0;
  std::size_t sweeps = 0;              // done
  bool converged = false;              // the last sweep changed nothing
  std::vector<TuningStep> trajectory;  // every evaluation, in order
};

// Deterministic: parameters in their order, candidates in theirs, no restarts; of equal objectives the first found is
// kept; no point is evaluated twice. A value of the objective that is not a number is never taken. What the objective
// throws passes through. Errors: invalid_argument (no parameters, or no objective value at the start).
Result<TuningResult> coordinate_ascent(const std::vector<TuningParameter>& parameters, const TuningObjective& objective,
                                       const TuningOptions& options = {});

}  // namespace newsrank::detail
