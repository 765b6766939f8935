// SPDX-License-Identifier: GPL-2.0-or-later
// Files of this folder that are compiled into the program.
#pragma once

#include <string_view>

namespace newsrank::server {

extern const std::string_view kScript;
extern const std::string_view kIcon;

}  // namespace newsrank::server
