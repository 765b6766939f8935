// SPDX-License-Identifier: GPL-2.0-or-later
// The terminal of an interactive search; the only code that draws by ncurses.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "interactive/model/key.hpp"
#include "interactive/model/layout.hpp"
#include "interactive/terminal/frame.hpp"
#include "interactive/terminal/terminal_rescue.hpp"
#include "newsrank/error.hpp"

namespace newsrank::cli {

// Takes the terminal of standard input and output, and gives it back as it was in the destructor. One at a time.
class Screen {
 public:
  // Error invalid_argument if there is no terminal, or it cannot place a cursor.
  static Result<std::unique_ptr<Screen>> open(bool colour);
  ~Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  ScreenSize size() const;
  void draw(const Frame& frame);
  // The next key that has been pressed, if there is one; does not wait (but for the rest of a key's sequence).
  std::optional<KeyPress> next_key();

  // Puts a text into the clipboard, by OSC 52: also over ssh, where the terminal allows it.
  void copy(std::string_view text);

  // Gives the terminal back for a while.
  void leave();
  // Takes it again, whatever has happened to it meanwhile; the next draw() paints everything.
  void enter();

 private:
  struct Private;
  Screen(std::unique_ptr<Private> self, std::unique_ptr<TerminalRescue> rescue);
  std::unique_ptr<Private> self_;
  std::unique_ptr<TerminalRescue> rescue_;
};

}  // namespace newsrank::cli
