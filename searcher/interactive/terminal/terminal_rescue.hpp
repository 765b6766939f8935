// SPDX-License-Identifier: GPL-2.0-or-later
// The terminal is given back even when the process breaks down.
#pragma once

#include <string>

namespace newsrank::cli {

// While it exists, a fatal signal (SIGSEGV, SIGABRT, ...) first puts the terminal's modes back to those at construction
// and writes `farewell` (the control sequences that leave the screen), then takes its course. One at a time.
class TerminalRescue {
 public:
  TerminalRescue(int terminal, const std::string& farewell);
  ~TerminalRescue();
  TerminalRescue(const TerminalRescue&) = delete;
  TerminalRescue& operator=(const TerminalRescue&) = delete;
};

}  // namespace newsrank::cli
