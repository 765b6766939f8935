// SPDX-License-Identifier: GPL-2.0-or-later
// Colours of the terminal's own palette.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace newsrank::cli {

// Wraps texts in colour sequences, or leaves them as they are.
class Paint {
 public:
  explicit Paint(bool on) : on_(on) {}

  std::string bold(std::string_view text) const { return painted(text, "1"); }
  std::string dim(std::string_view text) const { return painted(text, "2"); }
  std::string blue(std::string_view text) const { return painted(text, "34"); }

 private:
  std::string painted(std::string_view text, std::string_view code) const {
    return on_ && !text.empty() ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
  }

  bool on_;
};

}  // namespace newsrank::cli
