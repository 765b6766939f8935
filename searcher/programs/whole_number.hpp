// SPDX-License-Identifier: GPL-2.0-or-later
// Whole numbers that users write.
#pragma once

#include <charconv>
#include <cstddef>
#include <optional>
#include <string_view>
#include <system_error>

namespace newsrank::cli {

// The number that the text is, if it is one within these bounds.
inline std::optional<std::size_t> whole_number(std::string_view text, std::size_t lowest, std::size_t highest) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < lowest || number > highest)
    return std::nullopt;
  return number;
}

}  // namespace newsrank::cli
