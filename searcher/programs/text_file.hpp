// SPDX-License-Identifier: GPL-2.0-or-later
// Text files that options and settings name.
#pragma once

#include <cstddef>
#include <string>

#include "newsrank/error.hpp"

namespace newsrank::cli {

// The file's contents, at most `max_bytes`. Errors: invalid_argument for a file that cannot be read or is longer.
Result<std::string> read_text_file(const std::string& name, std::size_t max_bytes);

// Puts a file with this text in place of the one of that name, at once: whoever reads it sees the old or the new one.
// Error: io.
Result<void> replace_text_file(const std::string& name, const std::string& text);

}  // namespace newsrank::cli
