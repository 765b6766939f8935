// SPDX-License-Identifier: GPL-2.0-or-later
// Files of this folder that are compiled into the programs.
#pragma once

#include <string_view>

namespace newsrank::html {

// The whole style sheet of pages and reports; what of it charts need.
extern const std::string_view kStyle;
extern const std::string_view kChartStyle;

}  // namespace newsrank::html
