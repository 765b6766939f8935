// SPDX-License-Identifier: GPL-2.0-or-later
// Characters as the query language sees them.
#pragma once

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace newsrank::detail {

inline constexpr char32_t kReplacement = 0xFFFD;

// The character at `at`, which is moved behind it; U+FFFD for bytes that are not UTF-8. Requires at < text.size().
inline char32_t next_character(std::string_view text, std::size_t& at) {
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(bytes, at, text.size(), c);
  return static_cast<char32_t>(c);
}

// Requires a Unicode scalar value.
inline void append_utf8(std::string& out, char32_t c) {
  char bytes[U8_MAX_LENGTH];
  std::size_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, c);
  out.append(bytes, length);
}

inline bool is_control(char32_t c) {
  return u_charType(static_cast<UChar32>(c)) == U_CONTROL_CHAR || c == 0x2028 || c == 0x2029 ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

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
