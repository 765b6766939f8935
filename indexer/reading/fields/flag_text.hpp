// SPDX-License-Identifier: GPL-2.0-or-later
// parse_flag: true and false as files write them.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace newsrank {

// The words of YAML 1.1, all lower case, all upper case or capitalised.
inline std::optional<bool> parse_flag(std::string_view text) {
  constexpr std::array<std::string_view, 11> kTrue{"true", "True", "TRUE", "yes", "Yes", "YES",
                                                   "on",   "On",   "ON",   "y",   "Y"};
  constexpr std::array<std::string_view, 11> kFalse{"false", "False", "FALSE", "no", "No", "NO",
                                                    "off",   "Off",   "OFF",   "n",  "N"};
  if (std::find(kTrue.begin(), kTrue.end(), text) != kTrue.end()) return true;
  if (std::find(kFalse.begin(), kFalse.end(), text) != kFalse.end()) return false;
  return std::nullopt;
}

}  // namespace newsrank
