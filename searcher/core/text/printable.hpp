// SPDX-License-Identifier: GPL-2.0-or-later
// Text for terminals, logs and messages: nothing in it moves the cursor, colours, or reorders what is shown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace newsrank::detail {

// The C0, C1 and DEL characters, separators of lines and paragraphs, and what overrides or marks the direction of
// writing.
bool is_control(char32_t c);

// What stands in the place of what cannot be shown.
enum class Unshown : std::uint8_t {
  blank,  // a blank for a control character, nothing for a mark of direction, U+FFFD for bytes that are no UTF-8: text
  replacement,  // U+FFFD for either: places in the text stay visible
  hex,          // "\x1b" for each byte: names of files
  percent,      // "%1B" for each byte, also of white space: one word without blanks
};

std::string printable(std::string_view text, Unshown unshown = Unshown::blank);

// The beginning of a text, for a message: at most so many bytes, then "…" if there is more.
std::string printable_start(std::string_view text, std::size_t bytes);

// Columns that a character takes in a terminal: a wide one two, a combining mark or a control character none.
std::size_t display_width(char32_t c);
std::size_t display_width(std::string_view text);

// 1234567 as "1,234,567".
std::string grouped(std::uint64_t number);

}  // namespace newsrank::detail
