// SPDX-License-Identifier: GPL-2.0-or-later
// How a word is written: whether its looks tell that it is a name, a number or a part of something.
#pragma once

#include <cstddef>
#include <string_view>

namespace newsrank::detail {

// Whether text[begin, end) is what stands between two blanks, but for quotes, brackets and the signs that end or part
// sentences. Requires begin <= end <= text.size().
bool stands_alone(std::string_view text, std::size_t begin, std::size_t end);

// Whether none of its letters is a capital. Requires the same.
bool is_in_small_letters(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace newsrank::detail
