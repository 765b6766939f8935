// SPDX-License-Identifier: GPL-2.0-or-later
// Words of commands that messages propose.
#pragma once

#include <string>
#include <string_view>

namespace newsrank::cli {

// The text as one word of a shell's command line: between single quotes if need be.
std::string shell_word(std::string_view text);

}  // namespace newsrank::cli
