// SPDX-License-Identifier: GPL-2.0-or-later
// ProgressLine: one line on a terminal that is redrawn while a run goes on.
#pragma once

#include <chrono>
#include <string>

#include "run/progress.hpp"

namespace newsrank {

// The line for a state reached after `seconds` in its stage.
std::string format_progress(const RunProgress& progress, double seconds);

// Draws on standard error, at most 10 times a second; nothing at all if that is no terminal or `enabled` is false.
// Threads: one at a time.
class ProgressLine {
 public:
  explicit ProgressLine(bool enabled);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const RunProgress& progress);

  // Takes the line away, so that other output can follow.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  bool enabled_;
  bool drawn_ = false;
  RunProgress::Stage stage_ = RunProgress::Stage::reading;
  Clock::time_point stage_begin_ = Clock::now();
  Clock::time_point last_;
};

}  // namespace newsrank
