// SPDX-License-Identifier: GPL-2.0-or-later
// Named HTML character references.
#pragma once

#include <string_view>

namespace newsrank {

// What `&name;` stands for, in UTF-8; empty if HTML knows no such name.
std::string_view html_entity(std::string_view name);

// The longest name at the beginning of `text` that HTML understands without a semicolon, too; empty if there is none,
// and if a letter, a digit or `=` follows it, as in addresses.
std::string_view unended_entity(std::string_view text);

}  // namespace newsrank
