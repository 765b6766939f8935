// SPDX-License-Identifier: GPL-2.0-or-later
// What programs say when something went wrong.
#pragma once

#include <string>
#include <string_view>

#include "newsrank/error.hpp"

namespace newsrank::cli {

// The error as lines for a terminal, without control characters.
std::string format_error(const Error& error, std::string_view program = "newsrank-search");

// Prints a remark to standard error; an empty one is none.
void print_remark(const std::string& remark);

// Prints it to standard error; the exit code that stands for it.
int fail(const Error& error, std::string_view program = "newsrank-search");

}  // namespace newsrank::cli
