// SPDX-License-Identifier: GPL-2.0-or-later
// The terminal that output goes to, and what may be done there.
#pragma once

#include <cstddef>
#include <cstdio>

#include "programs/environment.hpp"

namespace newsrank::cli {

// What is known about the place where output goes.
struct OutputPlace {
  bool terminal = false;
  std::size_t columns = 0;  // 0: not known
};

OutputPlace output_place(std::FILE* out);

// Whether something is done: if the place where the output goes is fit for it, or in any case.
enum class When { automatic, always, never };

// What the user chose.
struct TerminalChoice {
  When colour = When::automatic;
  When hyperlinks = When::automatic;
};

// How text is written there. What a pipe gets is plain and the same at any time: decoration is for terminals.
struct TerminalStyle {
  bool decorated = false;   // relative dates, bars, marked words
  bool colour = false;      // of the terminal's palette
  bool hyperlinks = false;  // OSC 8
  bool ascii = false;       // bars of ASCII, where the locale says that nothing else is shown
  std::size_t width = 80;
};

// Colours and links where the choice says so; where it is left open, colours on terminals that want them (NO_COLOR,
// TERM=dumb), links on terminals that are known to make them of OSC 8. The width is the terminal's, 40 to 100 columns.
TerminalStyle terminal_style(const OutputPlace& place, const TerminalChoice& choice, const Environment& environment);

}  // namespace newsrank::cli
