// SPDX-License-Identifier: GPL-2.0-or-later
// Characters as the query language sees them.
#pragma once

#include <unicode/uchar.h>

#include "core/text/utf8.hpp"

namespace newsrank::detail {

// What separates pieces: white space (also no-break), control characters and the byte order mark.
inline bool is_blank(char32_t c) {
  if (c < 0x80) return c <= 0x20 || c == 0x7F;
  return c == 0xFEFF || u_isUWhiteSpace(static_cast<UChar32>(c)) ||
         u_charType(static_cast<UChar32>(c)) == U_CONTROL_CHAR;
}

// Any of these opens a phrase and any closes it: pasted text mixes them.
inline bool is_double_quote(char32_t c) {
  return c == U'"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0x201F || c == 0xAB || c == 0xBB || c == 0xFF02;
}

// Typographic single quotes: the first opens a phrase at the start of a piece; the second is mostly an apostrophe.
inline constexpr char32_t kLeftSingleQuote = 0x2018;
inline constexpr char32_t kRightSingleQuote = 0x2019;

inline bool is_ascii_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}
inline bool is_ascii_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

}  // namespace newsrank::detail
