// SPDX-License-Identifier: GPL-2.0-or-later
// Reading UTF-8 one character at a time; bytes that are no character read as U+FFFD.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace newsrank::detail {

struct Utf8Character {
  char32_t code_point = 0;
  std::size_t size = 0;  // in bytes, at least 1
};

// The character at offset `at` < text.size(), which begins a character.
Utf8Character utf8_character_at(std::string_view text, std::size_t at);

// The character that ends at offset `end` > 0.
Utf8Character utf8_character_before(std::string_view text, std::size_t end);

// Appends one Unicode scalar value.
void append_utf8(char32_t code_point, std::string& text);

}  // namespace newsrank::detail
