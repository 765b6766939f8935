// SPDX-License-Identifier: GPL-2.0-or-later
// What the text and the name of an article file say of its title.
#pragma once

#include <string>
#include <string_view>

namespace newsrank {

// The first heading of a text in Markdown (`# …`, underlined), AsciiDoc (`= …`), Org (`#+title:`) or HTML
// (<title>, <h1>) that stands before any paragraph longer than a few lines; empty if there is none.
std::string first_heading(std::string_view body);

// The name without folder, extension and a date before it, `-` and `_` as spaces; of an index file its folder's name.
std::string title_of_file(std::string_view path);

}  // namespace newsrank
