// SPDX-License-Identifier: GPL-2.0-or-later
// The lexer: cuts pieces, phrases, signs and operators off the front of a query text, at the parser's demand.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "query/syntax/diagnostics.hpp"

namespace newsrank::detail {

// A run of text: what was written, without its escapes.
struct Piece {
  std::string text;     // UTF-8
  std::string escaped;  // as long as text; '\1' for bytes of escaped characters, which have no special meaning
  Place place;

  bool special(std::size_t at, char c) const { return text[at] == c && escaped[at] == '\0'; }
  bool empty() const { return text.empty(); }
};

// What follows a phrase or group directly: `~3`, `^2`.
struct Suffix {
  char mark = 0;  // '~' or '^'; 0: there is none
  std::string_view value;
  Place place;
};

// Keeps a position in the text; every function that reads moves it. Total cost over a text: linear.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::size_t position() const { return at_; }
  void rewind(std::size_t position) { at_ = position; }
  bool at_end() const { return at_ >= text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[at_]; }
  std::string_view slice(Place place) const { return text_.substr(place.begin, place.end - place.begin); }

  void skip_blanks();

  bool accept(char expected);

  // An operator word that stands alone.
  bool at_operator(std::string_view word) const;
  bool accept_operator(std::string_view word);

  // '+' or '-' directly before something else, or '\0'. `stray` is set when the sign stands alone (and is read).
  char accept_sign(bool& stray);

  // The name of `name:` directly before a value; the position is then behind the colon.
  std::optional<std::string_view> accept_field();

  // Whether a quotation starts here.
  bool at_quote();

  // A quotation with its quotes: blanks inside count as one space, none at the ends. `closed` tells whether it has an
  // end; without one it is the rest of the text.
  Piece read_phrase(bool& closed);

  // Everything up to a blank, bracket or quote; in a list also to a comma that does not stand between digits.
  Piece read_piece(bool in_list);

  Suffix read_suffix();

 private:
  char32_t character_at(std::size_t at) const;  // U+0000 at the end
  bool ends_piece(char32_t c) const;
  bool is_within_hebrew(std::size_t at) const;
  bool comma_separates(std::size_t at) const;

  std::string_view text_;
  std::size_t at_ = 0;
  bool no_single_quote_ahead_ = false;  // a search for a closing single quote came to the end
};

}  // namespace newsrank::detail
