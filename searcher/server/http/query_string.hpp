// SPDX-License-Identifier: GPL-2.0-or-later
// The query string of an address: names and values, decoded and checked.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsrank/error.hpp"

namespace newsrank::server {

// One name=value.
struct Parameter {
  std::string name;
  std::string value;

  friend bool operator==(const Parameter&, const Parameter&) = default;
};

// In the order of the address. Empty values are left out: forms send them for what was not filled in.
using Parameters = std::vector<Parameter>;

inline constexpr std::size_t kMaxParameters = 100;

// `a=1&b=x%20y`; a plus sign is a blank. Errors: invalid_argument for a broken escape, invalid UTF-8, a control
// character other than tab and line ends, and for more than kMaxParameters.
Result<Parameters> parse_query_string(std::string_view text);

// The text with escapes (%20) replaced, a plus sign kept. Nothing for a broken escape, invalid UTF-8 or a NUL.
std::optional<std::string> decode_path(std::string_view text);

// The text with all but letters, digits and -._~ escaped.
std::string encode_component(std::string_view text);

// The way back: `a=1&b=x%20y`.
std::string format_query_string(const Parameters& parameters);

// The value that counts of a parameter that is given once; the last, if it is not.
std::optional<std::string> value_of(const Parameters& parameters, std::string_view name);
std::vector<std::string> values_of(const Parameters& parameters, std::string_view name);

// The same parameters without those of that name.
Parameters without(const Parameters& parameters, std::string_view name);

}  // namespace newsrank::server
