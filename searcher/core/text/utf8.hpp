// SPDX-License-Identifier: GPL-2.0-or-later
// UTF-8: walking, writing, checking and cutting. Bytes that are no character read as U+FFFD.
#pragma once

#include <unicode/utf8.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace newsrank::detail {

inline constexpr char32_t kReplacement = 0xFFFD;

// The character at `at`, which is moved behind it. Requires at < text.size().
inline char32_t next_character(std::string_view text, std::size_t& at) {
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(bytes, at, text.size(), c);
  return static_cast<char32_t>(c);
}

// The character that begins at `at` < text.size().
inline char32_t character_at(std::string_view text, std::size_t at) {
  return next_character(text, at);
}

// The character that ends with a text that is not empty.
char32_t last_character(std::string_view text);

// Calls visit(character, bytes) for each character, `bytes` being those of the text.
template <typename Visit>
void for_each_character(std::string_view text, Visit visit) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_character(text, at);
    visit(c, text.substr(begin, at - begin));
  }
}

// How many characters the text has.
inline std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) next_character(text, at);
  return count;
}

// Requires a Unicode scalar value.
inline void append_utf8(std::string& out, char32_t c) {
  char bytes[U8_MAX_LENGTH];
  std::size_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, c);
  out.append(bytes, length);
}

// The offset of the first byte that is not part of well-formed UTF-8, or npos.
std::size_t find_invalid_utf8(std::string_view text);

inline bool is_utf8(std::string_view text) {
  return find_invalid_utf8(text) == std::string_view::npos;
}

// The longest beginning of at most `bytes` bytes that cuts no character.
std::string_view cut_utf8(std::string_view text, std::size_t bytes);

}  // namespace newsrank::detail
