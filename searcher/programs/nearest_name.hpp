// SPDX-License-Identifier: GPL-2.0-or-later
// What a mistyped name was meant to be.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace newsrank::cli {

// The name within two edits of `name`, one edit for short ones, the nearest first; empty: none is.
std::string nearest_name(std::string_view name, const std::vector<std::string>& names);

}  // namespace newsrank::cli
