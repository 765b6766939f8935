// SPDX-License-Identifier: GPL-2.0-or-later
// Text for the cells of a screen.
#pragma once

#include <string>
#include <string_view>

namespace newsrank::cli {

// UTF-8 as wide characters, each of which has a width that the C library and the terminal agree about: what joins or
// restyles emoji is left out (the parts are shown side by side), what the C library does not know becomes U+FFFD.
std::wstring cell_text(std::string_view text);

}  // namespace newsrank::cli
