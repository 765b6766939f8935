// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/terminal/messages.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "programs/exit_codes.hpp"
#include "programs/terminal/terminal_text.hpp"

namespace newsrank::cli {

std::string format_error(const Error& error, std::string_view program) {
  std::string text = fmt::format("{}: {}\n", program, printable(error.message));
  if (!error.hint.empty()) text += fmt::format("hint: {}\n", printable(error.hint));
  return text;
}

void print_remark(const std::string& remark) {
  if (!remark.empty()) fmt::print(stderr, "note: {}\n", printable(remark));
}

int fail(const Error& error) {
  fmt::print(stderr, "{}", format_error(error));
  return exit_code_of(error.code);
}

}  // namespace newsrank::cli
