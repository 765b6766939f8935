// SPDX-License-Identifier: GPL-2.0-or-later
// What the terminal's description says beyond what ncurses uses by itself.
#pragma once

#include <string>

namespace newsrank::cli {

// Control sequences; empty if the terminal has none.
struct Capabilities {
  std::string place_cursor;
  std::string paste_on;  // bracketed paste: pasted text is told from typed text
  std::string paste_off;
  std::string screen_off;
  std::string plain_text;  // ends bold and reverse; without it nothing can be marked
};

// Of the terminal of standard output, by TERM; nothing for one that is not known.
Capabilities read_capabilities();

// Writes a sequence to the terminal at once.
void send(const std::string& sequence);

}  // namespace newsrank::cli
