// SPDX-License-Identifier: GPL-2.0-or-later
// Signals as events of the program's loop.
#pragma once

#include <sys/types.h>

#include <csignal>
#include <initializer_list>
#include <optional>

namespace newsrank::cli {

// While it exists, the signals that end, stop or wake an interactive program are held back, and arrive only in wait():
// nothing else is ever interrupted. One at a time; to be made before threads are started, which then never see them.
class Signals {
 public:
  Signals();
  ~Signals();  // everything is as it was
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  // Waits until one of the files can be read, or a signal arrives. False if one of the files has been closed.
  bool wait(std::initializer_list<int> files) const;

  // The signal that asked the program to end (SIGINT, SIGTERM, SIGHUP, SIGQUIT), if one has come.
  std::optional<int> ending() const;
  // Whether the program was asked to stop for a while (SIGTSTP), or has been and goes on (SIGCONT), since the last
  // call.
  bool take_stop();
  bool take_continue();

  // Stops the program's process group, as Ctrl-Z does for other programs; returns when it goes on.
  void stop();

  // Waits for a program that shares the terminal, whose keys Ctrl-C and Ctrl-Z are for it meanwhile. Its exit status.
  int wait_for(pid_t process);

 private:
  sigset_t previous_mask_{};
};

}  // namespace newsrank::cli
