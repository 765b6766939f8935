// SPDX-License-Identifier: GPL-2.0-or-later
// Version texts of the programs.
#pragma once

#include <string>
#include <string_view>

namespace newsrank::cli {

// "1.0.0".
std::string_view version_number();

// "newsrank-search 1.0.0 (Xapian 1.4.22, ICU 72.1, index format 1)".
std::string version_text(std::string_view program);

}  // namespace newsrank::cli
