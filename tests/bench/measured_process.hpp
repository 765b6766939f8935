// SPDX-License-Identifier: GPL-2.0-or-later
// Runs of programs, with what they took.
#pragma once

#include <string>
#include <vector>

namespace newsrank::bench {

struct ProcessCost {
  double wall_seconds = 0;
  double cpu_seconds = 0;
  double peak_megabytes = 0;  // of resident memory
  std::string output;         // what it wrote to standard output
};

// Runs the program command[0] to its end. Throws std::runtime_error if it cannot be run or fails; the exit code 5 of
// newsrank-index, some articles skipped, is no failure.
ProcessCost run_measured(const std::vector<std::string>& command);

}  // namespace newsrank::bench
