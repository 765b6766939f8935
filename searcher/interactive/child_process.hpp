// SPDX-License-Identifier: GPL-2.0-or-later
// Programs that are started beside the interactive search.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "interactive/browser_command.hpp"
#include "newsrank/error.hpp"

namespace newsrank::cli {

// Starts a program that shares the terminal; to be waited for. Error io.
Result<pid_t> start_on_terminal(const Command& command);

// What an exit status says, if it is not success: "w3m failed with exit code 3".
std::optional<std::string> describe_failure(const std::string& program, int status);

// Programs in sessions of their own, which neither read nor write the terminal and live on when this one ends.
class BackgroundPrograms {
 public:
  Result<void> start(const Command& command);

  // How one of them has failed since the last call.
  std::optional<std::string> take_failure();

 private:
  std::vector<std::pair<pid_t, std::string>> running_;
};

}  // namespace newsrank::cli
