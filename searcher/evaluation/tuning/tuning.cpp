// SPDX-License-Identifier: GPL-2.0-or-later
#include "evaluation/tuning/tuning.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>
#include <utility>

namespace newsrank::detail {

namespace {

class Ascent {
 public:
  Ascent(const std::vector<TuningParameter>& parameters, const TuningObjective& objective, const TuningOptions& options)
      : parameters_(parameters), objective_(objective), options_(options) {}

  TuningResult run() && {
    start();
    while (!result_.converged && result_.sweeps < options_.max_sweeps && !std::isnan(result_.objective)) {
      ++result_.sweeps;
      result_.converged = !sweep();
    }
    return std::move(result_);
  }

 private:
  void start() {
    for (const auto& parameter : parameters_) result_.values.push_back(parameter.start);
    result_.objective = objective_(result_.values);
    seen_.insert(result_.values);
    result_.trajectory.push_back({.values = result_.values, .objective = result_.objective, .taken = true});
  }

  // True if a better point was found.
  bool sweep() {
    bool improved = false;
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
      for (const double candidate : parameters_[i].candidates) improved |= try_candidate(i, candidate);
    }
    return improved;
  }

  bool try_candidate(std::size_t parameter, double candidate) {
    auto values = result_.values;
    values[parameter] = candidate;
    if (!seen_.insert(values).second) return false;
    const double objective = objective_(values);
    const bool taken = objective > result_.objective + options_.min_improvement;
    result_.trajectory.push_back({result_.sweeps, parameter, values, objective, taken});
    if (taken) {
      result_.values = std::move(values);
      result_.objective = objective;
    }
    return taken;
  }

  const std::vector<TuningParameter>& parameters_;
  const TuningObjective& objective_;
  const TuningOptions& options_;
  TuningResult result_;
  std::set<std::vector<double>> seen_;
};

}  // namespace

Result<std::vector<double>> candidate_range(double lower, double upper, double step) {
  const double count = std::floor((upper - lower) / step * (1 + 1e-12) + 1e-9) + 1;
  if (!std::isfinite(lower) || !std::isfinite(upper) || !(step > 0) || lower > upper ||
      !(count <= static_cast<double>(kMaxCandidates))) {
    return Error{ErrorCode::invalid_argument, fmt::format("no candidates from {} to {} by {}", lower, upper, step),
                 fmt::format("give lower <= upper and a positive step that makes at most {} values", kMaxCandidates)};
  }
  std::vector<double> candidates;
  // Counted, not added up, so that rounding cannot lose the last one.
  for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
    candidates.push_back(lower + static_cast<double>(i) * step);
  }
  return candidates;
}

Result<TuningResult> coordinate_ascent(const std::vector<TuningParameter>& parameters, const TuningObjective& objective,
                                       const TuningOptions& options) {
  if (parameters.empty()) return Error{ErrorCode::invalid_argument, "nothing to tune", "name at least one parameter"};
  for (const auto& parameter : parameters) {
    for (const double candidate : parameter.candidates) {
      if (std::isfinite(candidate)) continue;
      return Error{ErrorCode::invalid_argument,
                   fmt::format("parameter '{}' has a candidate that is not finite", parameter.name), ""};
    }
  }
  TuningResult result = Ascent(parameters, objective, options).run();
  if (std::isnan(result.objective)) {
    return Error{ErrorCode::invalid_argument, "the objective has no value at the start",
                 "start from settings that work"};
  }
  return result;
}

}  // namespace newsrank::detail
