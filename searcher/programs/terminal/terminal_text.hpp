// SPDX-License-Identifier: GPL-2.0-or-later
// Text for terminals: free of control characters, measured and wrapped by display columns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/printable.hpp"

namespace newsrank::cli {

using detail::display_width;
using detail::grouped;
using detail::printable;

// `text` as one word without blanks, for formats of columns.
std::string column_text(std::string_view text);

// Marks in texts that are wrapped; printable texts have none of their own, and they take no column.
inline constexpr char kMarkBegin = '\x01';
inline constexpr char kMarkEnd = '\x02';

// Lines of at most `width` columns, broken at blanks, inside a word only if it alone is longer. At most `max_lines`; a
// cut is shown by "…".
std::vector<std::string> wrap(std::string_view text, std::size_t width, std::size_t max_lines);

}  // namespace newsrank::cli
