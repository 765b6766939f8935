// SPDX-License-Identifier: GPL-2.0-or-later
// Files of this folder that are compiled into the program.
#pragma once

#include <string_view>

namespace newsrank::server {

// The OpenAPI document.
extern const std::string_view kDescription;

}  // namespace newsrank::server
