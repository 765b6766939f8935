// SPDX-License-Identifier: GPL-2.0-or-later
#include "interactive/terminal/terminal_rescue.hpp"

#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>

namespace newsrank::cli {
namespace {

constexpr std::array kFatal{SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

// Plain memory that the handler may read at any moment.
struct Saved {
  int terminal = -1;
  termios modes{};
  std::array<char, 256> farewell{};
  std::size_t farewell_size = 0;
};
Saved saved;
std::array<struct sigaction, kFatal.size()> previous_actions;

// Calls what is safe in a handler only. SA_RESETHAND has put the default back, which ends the process.
extern "C" void on_fatal_signal(int signal) {
  tcsetattr(saved.terminal, TCSANOW, &saved.modes);
  [[maybe_unused]] const auto written = ::write(saved.terminal, saved.farewell.data(), saved.farewell_size);
  ::raise(signal);
}

}  // namespace

TerminalRescue::TerminalRescue(int terminal, const std::string& farewell) {
  saved.terminal = terminal;
  tcgetattr(terminal, &saved.modes);
  saved.farewell_size = std::min(farewell.size(), saved.farewell.size());
  std::copy_n(farewell.begin(), saved.farewell_size, saved.farewell.begin());
  struct sigaction action {};
  action.sa_handler = on_fatal_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigemptyset(&action.sa_mask);
  for (std::size_t i = 0; i < kFatal.size(); ++i) sigaction(kFatal[i], &action, &previous_actions[i]);
}

TerminalRescue::~TerminalRescue() {
  for (std::size_t i = 0; i < kFatal.size(); ++i) sigaction(kFatal[i], &previous_actions[i], nullptr);
}

}  // namespace newsrank::cli
