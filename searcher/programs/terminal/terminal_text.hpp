// SPDX-License-Identifier: GPL-2.0-or-later
// Text for terminals: free of control characters, measured and wrapped by display columns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace newsrank::cli {

// `text` with C0, C1 and DEL characters, line and paragraph separators and bidirectional overrides replaced by blanks,
// and invalid UTF-8 by U+FFFD: nothing in it can move the cursor, colour or reorder the terminal.
std::string printable(std::string_view text);

// `text` as one word without blanks, for formats of columns: what printable() replaces, invalid UTF-8 and white space
// are percent-encoded.
std::string column_text(std::string_view text);

// Marks in texts that are wrapped; printable texts have none of their own, and they take no column.
inline constexpr char kMarkBegin = '\x01';
inline constexpr char kMarkEnd = '\x02';

// Columns that a printable text takes: wide characters two, combining marks none.
std::size_t display_width(std::string_view text);

// Lines of at most `width` columns, broken at blanks, inside a word only if it alone is longer. At most `max_lines`; a
// cut is shown by "…".
std::vector<std::string> wrap(std::string_view text, std::size_t width, std::size_t max_lines);

}  // namespace newsrank::cli
