// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/terminal/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "core/text/ascii.hpp"

namespace newsrank::cli {
namespace {

// Lines of text longer than this are hard to read, and what is narrower has no room for them.
constexpr std::size_t kMaxWidth = 100;
constexpr std::size_t kMinWidth = 40;

constexpr unsigned kVteWithLinks = 5000;          // 0.50
constexpr unsigned kKonsoleWithLinks = 20'12'00;  // 20.12

// By $TERM.
constexpr std::array<std::string_view, 8> kTypes{"xterm-kitty", "xterm-ghostty", "alacritty", "contour",
                                                 "foot",        "foot-extra",    "wezterm",   "rio"};
// By $TERM_PROGRAM.
constexpr std::array<std::string_view, 7> kPrograms{"iTerm.app", "WezTerm", "vscode", "ghostty",
                                                    "Hyper",     "Tabby",   "rio"};

unsigned number(const std::string& text) {
  return detail::parse_number<unsigned>(text).value_or(0);
}

template <typename List>
bool contains(const List& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

// Others may print the sequence as garbage, so only these.
bool makes_links(const Environment& environment) {
  const std::string type = environment("TERM");
  // A multiplexer stands between, whatever the terminal behind it told.
  if (type.empty() || type == "dumb" || type.starts_with("screen") || type.starts_with("tmux")) return false;
  return contains(kTypes, type) || contains(kPrograms, environment("TERM_PROGRAM")) ||
         !environment("WT_SESSION").empty() || number(environment("VTE_VERSION")) >= kVteWithLinks ||
         number(environment("KONSOLE_VERSION")) >= kKonsoleWithLinks;
}

bool wants_colour(const Environment& environment) {
  const std::string type = environment("TERM");
  return environment("NO_COLOR").empty() && !type.empty() && type != "dumb";
}

// The locale of the variables C or POSIX; of none it is not known.
bool is_ascii(const Environment& environment) {
  for (const char* const name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string locale = environment(name);
    if (!locale.empty()) return locale == "C" || locale == "POSIX";
  }
  return false;
}

bool decide(When when, bool automatic) {
  return when == When::automatic ? automatic : when == When::always;
}

}  // namespace

OutputPlace output_place(std::FILE* out) {
  const int descriptor = fileno(out);
  OutputPlace place{isatty(descriptor) == 1, 0};
  winsize size{};
  if (place.terminal && ioctl(descriptor, TIOCGWINSZ, &size) == 0) place.columns = size.ws_col;
  return place;
}

TerminalStyle terminal_style(const OutputPlace& place, const TerminalChoice& choice, const Environment& environment) {
  TerminalStyle style;
  style.decorated = place.terminal;
  style.colour = decide(choice.colour, place.terminal && wants_colour(environment));
  style.hyperlinks = decide(choice.hyperlinks, place.terminal && makes_links(environment));
  style.ascii = is_ascii(environment);
  if (place.columns > 0) style.width = std::clamp(place.columns, kMinWidth, kMaxWidth);
  return style;
}

}  // namespace newsrank::cli
