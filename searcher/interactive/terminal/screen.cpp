// SPDX-License-Identifier: GPL-2.0-or-later
#include "interactive/terminal/screen.hpp"

#define NCURSES_NOMACROS  // its macros are words such as move and erase
#include <langinfo.h>
#include <ncurses.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <cwchar>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "interactive/terminal/capabilities.hpp"
#include "interactive/terminal/cell_text.hpp"
#include "interactive/terminal/key_decoder.hpp"
#include "interactive/terminal/terminal_rescue.hpp"

namespace newsrank::cli {
namespace {

// How long the rest of a key's sequence may take; a network may deliver it in pieces.
constexpr int kEscapeDelay = 100;

constexpr std::size_t kMaxSequence = 32;
constexpr std::array<short, 3> kColours{COLOR_BLUE, COLOR_YELLOW, COLOR_RED};
constexpr char32_t kEscape = 0x1B;

// Key sequences that descriptions of terminals leave out.
constexpr std::array<std::pair<const char*, int>, 6> kSequences{{
    {"\033[1;5D", kWordLeftCode},
    {"\033[1;5C", kWordRightCode},
    {"\033[1;3D", kWordLeftCode},
    {"\033[1;3C", kWordRightCode},
    {"\033[200~", kPasteBeginCode},
    {"\033[201~", kPasteEndCode},
}};

// Texts are UTF-8 whatever the locale says; ncurses shows them only in a locale of UTF-8.
void use_utf8() {
  std::setlocale(LC_CTYPE, "");
  if (std::string_view(nl_langinfo(CODESET)) != "UTF-8") std::setlocale(LC_CTYPE, "C.UTF-8");
}

attr_t attributes(Style style, bool colour) {
  switch (style) {
    case Style::prompt:
    case Style::title:
      return A_BOLD;
    case Style::selected:
      return A_REVERSE;
    case Style::dim:
      return A_DIM;
    case Style::link:
      return colour ? static_cast<attr_t>(COLOR_PAIR(COLOR_BLUE)) : A_UNDERLINE;
    case Style::match:
      return A_BOLD | (colour ? static_cast<attr_t>(COLOR_PAIR(COLOR_YELLOW)) : A_NORMAL);
    case Style::wrong:
      return A_UNDERLINE | (colour ? static_cast<attr_t>(COLOR_PAIR(COLOR_RED)) : A_NORMAL);
    case Style::plain:
      break;
  }
  return A_NORMAL;
}

Error no_terminal() {
  return {ErrorCode::invalid_argument, "an interactive search needs a terminal",
          "leave out --interactive where input or output is a file or a pipe"};
}

Error unfit_terminal() {
  const char* term = std::getenv("TERM");
  return {ErrorCode::invalid_argument,
          std::string("this terminal cannot show an interactive search (TERM is ") +
              (term == nullptr || *term == '\0' ? "not set" : term) + ")",
          "set TERM to the name of the terminal, for example xterm-256color"};
}

// What has arrived together with an escape character.
std::u32string rest_of_escape() {
  std::u32string rest;
  const auto ends = [&] {
    if (rest.empty()) return false;
    if (rest.front() != U'[' && rest.front() != U'O') return true;
    return rest.size() > 1 && rest.back() >= 0x40 && rest.back() <= 0x7E;
  };
  wint_t code = 0;
  while (!ends() && rest.size() < kMaxSequence && get_wch(&code) == OK) rest += static_cast<char32_t>(code);
  return rest;
}

struct Cursor {
  int row = 0;
  int column = 0;
};

// One line from its left end; what does not fit is left out.
void draw_line(int row, const std::vector<Span>& spans, bool colour, Cursor& cursor) {
  const int columns = getmaxx(stdscr);
  int column = 0;
  for (const Span& span : spans) {
    std::wstring fitting;
    const int start = column;
    for (const wchar_t cell : cell_text(span.text)) {
      const int width = wcwidth(cell);
      if (column + width > columns) break;
      fitting += cell;
      column += width;
    }
    attrset(static_cast<int>(attributes(span.style, colour)));
    mvaddnwstr(row, start, fitting.c_str(), static_cast<int>(fitting.size()));
    if (span.cursor) cursor = {row, std::min(column, columns - 1)};
  }
}

}  // namespace

struct Screen::Private {
  Private(SCREEN* its_screen, Capabilities its_terminal, bool with_colour)
      : screen(its_screen), terminal(std::move(its_terminal)), colour(with_colour && has_colors()) {}

  SCREEN* screen;
  Capabilities terminal;
  bool colour;
  bool pasting = false;
};

Result<std::unique_ptr<Screen>> Screen::open(bool colour) {
  if (isatty(STDIN_FILENO) == 0 || isatty(STDOUT_FILENO) == 0) return no_terminal();
  use_utf8();
  const Capabilities terminal = read_capabilities();
  if (terminal.place_cursor.empty() || terminal.plain_text.empty()) return unfit_terminal();
  auto rescue = std::make_unique<TerminalRescue>(STDOUT_FILENO, terminal.paste_off + terminal.screen_off);
  SCREEN* screen = newterm(nullptr, stdout, stdin);
  if (screen == nullptr) return unfit_terminal();
  return std::unique_ptr<Screen>(new Screen(std::make_unique<Private>(screen, terminal, colour), std::move(rescue)));
}

Screen::Screen(std::unique_ptr<Private> self, std::unique_ptr<TerminalRescue> rescue)
    : self_(std::move(self)), rescue_(std::move(rescue)) {
  raw();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  nodelay(stdscr, TRUE);
  set_escdelay(kEscapeDelay);
  for (const auto& [sequence, code] : kSequences) define_key(sequence, code);
  if (self_->colour) {
    start_color();
    use_default_colors();
    for (const short each : kColours) init_pair(each, each, -1);
  }
  send(self_->terminal.paste_on);
}

Screen::~Screen() {
  leave();
  delscreen(self_->screen);
}

ScreenSize Screen::size() const {
  return {static_cast<std::size_t>(std::max(getmaxy(stdscr), 0)),
          static_cast<std::size_t>(std::max(getmaxx(stdscr), 0))};
}

void Screen::draw(const Frame& frame) {
  erase();
  Cursor cursor;
  const int rows = getmaxy(stdscr);
  for (int row = 0; row < rows && row < static_cast<int>(frame.lines.size()); ++row)
    draw_line(row, frame.lines[static_cast<std::size_t>(row)], self_->colour, cursor);
  move(cursor.row, cursor.column);
  refresh();
}

std::optional<KeyPress> Screen::next_key() {
  wint_t code = 0;
  const int kind = get_wch(&code);
  if (kind == ERR) return std::nullopt;
  if (kind == KEY_CODE_YES) {
    const int key = static_cast<int>(code);
    if (key == kPasteBeginCode || key == kPasteEndCode) self_->pasting = key == kPasteBeginCode;
    return self_->pasting ? KeyPress{} : decode_function_key(key);
  }
  const auto character = static_cast<char32_t>(code);
  if (self_->pasting) return decode_pasted(character);
  return character == kEscape ? decode_escape(rest_of_escape()) : decode_character(character);
}

void Screen::copy(std::string_view text) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string coded;
  for (std::size_t at = 0; at < text.size(); at += 3) {
    std::uint32_t bits = 0;
    const std::size_t count = std::min<std::size_t>(3, text.size() - at);
    for (std::size_t i = 0; i < 3; ++i) bits = bits << 8U | (i < count ? static_cast<unsigned char>(text[at + i]) : 0U);
    for (std::size_t i = 0; i < 4; ++i) coded += i <= count ? kDigits[bits >> (18 - 6 * i) & 0x3FU] : '=';
  }
  send("\x1b]52;c;" + coded + "\x1b\\");
}

void Screen::leave() {
  send(self_->terminal.paste_off);
  if (!isendwin()) endwin();
}

void Screen::enter() {
  if (!isendwin()) endwin();
  reset_prog_mode();
  clearok(curscr, TRUE);
  refresh();
  send(self_->terminal.paste_on);
}

}  // namespace newsrank::cli
