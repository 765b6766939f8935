// SPDX-License-Identifier: GPL-2.0-or-later
// What is the same for every text: blanks at its ends, ASCII letters in lower case, numbers.
#pragma once

#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>

namespace newsrank::detail {

// Without the blanks, tabs and ends of lines at both ends.
inline std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

// Other letters than those of ASCII stay as they are.
inline std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

// The number that is all of the text, as in "2", "-1" or, if a Number has fractions, "2.5" and "3e2"; absent for any
// other text, for what a Number cannot hold, and for what is not finite.
template <typename Number>
std::optional<Number> parse_number(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if constexpr (std::is_floating_point_v<Number>) {
    if (!std::isfinite(number)) return std::nullopt;
  }
  return number;
}

// The same within bounds.
template <typename Number>
std::optional<Number> parse_number(std::string_view text, Number lowest, Number highest) {
  const auto number = parse_number<Number>(text);
  return number && *number >= lowest && *number <= highest ? number : std::nullopt;
}

// The same, where a plus sign may come before it.
template <typename Number>
std::optional<Number> parse_signed_number(std::string_view text) {
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  return parse_number<Number>(text);
}

}  // namespace newsrank::detail
