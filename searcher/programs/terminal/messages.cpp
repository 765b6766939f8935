// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/terminal/messages.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "programs/exit_codes.hpp"
#include "programs/terminal/terminal_text.hpp"

namespace newsrank::cli {

std::string format_error(const Error& error, std::string_view program) {
  // Names of files are part of it, and have to be found again.
  const auto shown = [](std::string_view text) { return printable(text, detail::Unshown::hex); };
  std::string text = fmt::format("{}: {}\n", program, shown(error.message));
  if (!error.hint.empty()) text += fmt::format("hint: {}\n", shown(error.hint));
  return text;
}

void print_remark(const std::string& remark) {
  if (!remark.empty()) fmt::print(stderr, "note: {}\n", printable(remark));
}

int fail(const Error& error, std::string_view program) {
  fmt::print(stderr, "{}", format_error(error, program));
  return exit_code_of(error.code);
}

}  // namespace newsrank::cli
