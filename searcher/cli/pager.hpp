// SPDX-License-Identifier: GPL-2.0-or-later
// A pager for output that is longer than the terminal.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "programs/environment.hpp"

namespace newsrank::cli {

// The command that is to show output on a terminal: what was chosen, else $PAGER, else less. Empty: none.
std::string pager_command(const std::optional<std::string>& chosen, const Environment& environment);

// While one exists, what is written to standard output is shown by the pager. A pager that cannot be started leaves
// standard output as it is.
class Pager {
 public:
  explicit Pager(const std::string& command);
  // Lets the pager finish: it ends when its user leaves it.
  ~Pager();
  Pager(const Pager&) = delete;
  Pager& operator=(const Pager&) = delete;

 private:
  pid_t process_ = -1;
};

}  // namespace newsrank::cli
