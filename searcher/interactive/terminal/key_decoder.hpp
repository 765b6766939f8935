// SPDX-License-Identifier: GPL-2.0-or-later
// From what a terminal sends to what the user means.
#pragma once

#include <cstdint>
#include <string_view>

#include "interactive/model/key.hpp"

namespace newsrank::cli {

// Key codes beyond those that ncurses gives, for sequences that it does not know by itself. It keeps 16 bits.
inline constexpr int kWordLeftCode = 0x7001;
inline constexpr int kWordRightCode = 0x7002;
inline constexpr int kPasteBeginCode = 0x7003;
inline constexpr int kPasteEndCode = 0x7004;

// A function key by its code (KEY_UP, ..., and those above).
KeyPress decode_function_key(int code);

// A character: text, or a control character.
KeyPress decode_character(char32_t character);

// A character of pasted text: never a command.
KeyPress decode_pasted(char32_t character);

// What followed an escape character at once: nothing is the Escape key, a letter is Alt and that letter. Sequences of
// keys that are not known mean nothing.
KeyPress decode_escape(std::u32string_view rest);

}  // namespace newsrank::cli
