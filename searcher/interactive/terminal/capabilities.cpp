// SPDX-License-Identifier: GPL-2.0-or-later
#include "interactive/terminal/capabilities.hpp"

#define NCURSES_NOMACROS
#include <curses.h>
#include <term.h>
#include <unistd.h>

#include <cstdio>

namespace newsrank::cli {
namespace {

std::string capability(const char* name) {
  const char* sequence = tigetstr(name);
  return sequence == nullptr || sequence == reinterpret_cast<const char*>(-1) ? "" : sequence;
}

}  // namespace

Capabilities read_capabilities() {
  int status = 0;
  if (setupterm(nullptr, STDOUT_FILENO, &status) != OK) return {};
  Capabilities found{capability("cup"), capability("BE"), capability("BD"), capability("rmcup"), capability("sgr0")};
  del_curterm(cur_term);
  return found;
}

void send(const std::string& sequence) {
  if (!sequence.empty()) putp(sequence.c_str());
  std::fflush(stdout);
}

}  // namespace newsrank::cli
