// SPDX-License-Identifier: GPL-2.0-or-later
// The figures of several tasks side by side.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evaluation/live_task.hpp"

namespace newsrank::detail {

struct TaskFigures {
  std::string task;
  std::string measure;
  std::size_t queries = 0;
  double all = 0;
  std::optional<double> even;  // absent if a half has no queries, or their ids no numbers
  std::optional<double> odd;
};

// One line for each task, with its first measure; without a profile every index is searched by the one that fits it.
Result<std::vector<TaskFigures>> judge_tasks(std::vector<LiveTask>& tasks,
                                             const std::optional<RankingProfile>& profile);

// A table, each line after `margin`.
std::string format_text(const std::vector<TaskFigures>& figures, std::string_view margin = "");

// The same as JSON, documented in README.md beside this file.
std::string format_json(const std::vector<TaskFigures>& figures);

}  // namespace newsrank::detail
