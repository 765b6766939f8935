// SPDX-License-Identifier: GPL-2.0-or-later
// Which command opens an address.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "newsrank/error.hpp"

namespace newsrank::cli {

// What the environment says.
struct BrowserSettings {
  std::string browser;     // $BROWSER: commands separated by colons, tried in turn; empty: xdg-open
  std::string path;        // $PATH
  bool graphical = false;  // there is a display to draw on ($DISPLAY, $WAYLAND_DISPLAY)
};

// A program and its arguments, to be run without a shell: no character of an address means anything to one.
using Command = std::vector<std::string>;

// All commands for an address. Words of $BROWSER are separated by blanks; "%s" in a word becomes the address, which
// ends a command without it.
std::vector<Command> browser_commands(std::string_view browser, std::string_view url);

// The first of them whose program there is. Errors, invalid_argument: the address is not of http or https; no such
// program.
Result<Command> choose_browser(const BrowserSettings& settings, std::string_view url);

// Whether the browser draws on the terminal: one that is known for it, or any if there is no display.
bool draws_on_terminal(const Command& command, bool graphical);

}  // namespace newsrank::cli
