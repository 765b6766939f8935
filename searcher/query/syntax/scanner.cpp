// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/syntax/scanner.hpp"

#include "core/text/characters.hpp"

namespace newsrank::detail {
namespace {

void append(Piece& piece, char32_t c, bool escaped) {
  append_utf8(piece.text, c);
  piece.escaped.resize(piece.text.size(), escaped ? '\1' : '\0');
}

}  // namespace

char32_t Scanner::character_at(std::size_t at) const {
  return at < text_.size() ? next_character(text_, at) : U'\0';
}

bool Scanner::ends_piece(char32_t c) const {
  return is_blank(c) || c == U'(' || c == U')' || is_double_quote(c);
}

// The gershayim of a Hebrew word are typed as a quotation mark.
bool Scanner::is_within_hebrew(std::size_t at) const {
  constexpr auto is_hebrew = [](char32_t c) { return c >= 0x05D0 && c <= 0x05EA; };
  return at > 0 && text_[at] == '"' && is_hebrew(last_character(text_.substr(0, at))) &&
         is_hebrew(character_at(at + 1));
}

void Scanner::skip_blanks() {
  for (std::size_t next = at_; next < text_.size(); at_ = next) {
    if (!is_blank(next_character(text_, next))) return;
  }
}

bool Scanner::accept(char expected) {
  if (at_end() || text_[at_] != expected) return false;
  ++at_;
  return true;
}

bool Scanner::at_operator(std::string_view word) const {
  return text_.substr(at_, word.size()) == word && ends_piece(character_at(at_ + word.size()));
}

bool Scanner::accept_operator(std::string_view word) {
  if (!at_operator(word)) return false;
  at_ += word.size();
  return true;
}

char Scanner::accept_sign(bool& stray) {
  stray = false;
  const char sign = peek();
  if (sign != '+' && sign != '-') return '\0';
  const char32_t next = character_at(at_ + 1);
  if (next == U'+' || next == U'-') return '\0';
  stray = is_blank(next) || next == U')';
  ++at_;
  return stray ? '\0' : sign;
}

std::optional<std::string_view> Scanner::accept_field() {
  std::size_t colon = at_;
  while (colon < text_.size() && (is_ascii_letter(static_cast<unsigned char>(text_[colon])) || text_[colon] == '_')) {
    ++colon;
  }
  if (colon < at_ + 2 || colon >= text_.size() || text_[colon] != ':') return std::nullopt;
  const char32_t next = character_at(colon + 1);
  // `http://` and `std::vector` are words.
  if (next == U':' || text_.substr(colon + 1, 2) == "//") return std::nullopt;
  const std::string_view name = text_.substr(at_, colon - at_);
  at_ = colon + 1;
  return name;
}

bool Scanner::at_quote() {
  const char32_t c = character_at(at_);
  if (is_double_quote(c)) return true;
  if (c != kLeftSingleQuote || no_single_quote_ahead_) return false;
  std::size_t next = at_;
  next_character(text_, next);
  while (next < text_.size()) {
    if (next_character(text_, next) == kRightSingleQuote && ends_piece(character_at(next))) return true;
  }
  no_single_quote_ahead_ = true;
  return false;
}

Piece Scanner::read_phrase(bool& closed) {
  Piece phrase;
  phrase.place.begin = at_;
  const bool single = next_character(text_, at_) == kLeftSingleQuote;
  closed = false;
  bool blank = false;
  while (!at_end() && !closed) {
    const std::size_t at = at_;
    char32_t c = next_character(text_, at_);
    bool escaped = false;
    if (single) {
      closed = c == kRightSingleQuote && ends_piece(character_at(at_));
    } else {
      closed = is_double_quote(c) && !is_within_hebrew(at);
    }
    if (closed) break;
    if (c == U'\\' && !at_end()) {
      c = next_character(text_, at_);
      escaped = true;
    }
    if (is_blank(c)) {
      blank = !phrase.empty();
      continue;
    }
    if (blank) append(phrase, U' ', true);
    blank = false;
    append(phrase, c, escaped);
  }
  phrase.place.end = at_;
  return phrase;
}

bool Scanner::comma_separates(std::size_t at) const {
  const bool after_digit = at > 0 && is_ascii_digit(static_cast<unsigned char>(text_[at - 1]));
  return !(after_digit && is_ascii_digit(character_at(at + 1)));
}

Piece Scanner::read_piece(bool in_list) {
  Piece piece;
  piece.place.begin = at_;
  while (!at_end()) {
    std::size_t next = at_;
    char32_t c = next_character(text_, next);
    if ((ends_piece(c) && !is_within_hebrew(at_)) || (in_list && c == U',' && comma_separates(at_))) break;
    const bool escaped = c == U'\\' && next < text_.size();
    if (escaped) c = next_character(text_, next);
    append(piece, c, escaped);
    at_ = next;
  }
  piece.place.end = at_;
  return piece;
}

Suffix Scanner::read_suffix() {
  Suffix suffix;
  if (peek() != '~' && peek() != '^') return suffix;
  suffix.place.begin = at_;
  suffix.mark = text_[at_++];
  const std::size_t begin = at_;
  while (!at_end()) {
    const char c = text_[at_];
    const bool number = is_ascii_digit(static_cast<unsigned char>(c)) || (suffix.mark == '^' && (c == '.' || c == '-'));
    if (!number) break;
    ++at_;
  }
  suffix.value = text_.substr(begin, at_ - begin);
  suffix.place.end = at_;
  return suffix;
}

}  // namespace newsrank::detail
