// SPDX-License-Identifier: GPL-2.0-or-later
// What -h and --help print, made from the table of options.
#pragma once

#include <string>
#include <string_view>

#include "programs/options/option_table.hpp"

namespace newsrank::cli {

// A text of the table for a terminal: without its backquotes.
std::string plain_text(std::string_view text);

// -h: the options that are used most, on one screen of 24 lines.
std::string short_help(const ProgramTable& table);

// --help: everything.
std::string long_help(const ProgramTable& table);

}  // namespace newsrank::cli
