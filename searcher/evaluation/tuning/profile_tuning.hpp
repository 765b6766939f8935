// SPDX-License-Identifier: GPL-2.0-or-later
// Tunes a ranking profile: coordinate ascent over its parameters, judged on indexes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "evaluation/live_task.hpp"
#include "evaluation/tuning/tuning.hpp"
#include "newsrank/ranking.hpp"

namespace newsrank::detail {

// The parameters that are tuned when none are named: those that `start` uses, except quality_weight, whose best value
// depends on how much of what is judged rewards quality.
std::vector<std::string> default_tuning_parameters(const RankingProfile& start);

struct ProfileTuning {
  RankingProfile start;
  RankingProfile best;
  std::vector<std::string> parameters;
  TuningResult search;
};

// Makes the mean of the tasks' first measures, weighted by their shares, as large as possible over the queries with
// even numbers. Errors: invalid_argument (an unknown parameter), and what judging returns.
Result<ProfileTuning> tune_profile(std::vector<LiveTask>& tasks, const RankingProfile& start,
                                   const std::vector<std::string>& parameters);

// The search as YAML comments: each point, `*` where it was the best so far.
std::string format_trajectory(const ProfileTuning& tuning);

}  // namespace newsrank::detail
