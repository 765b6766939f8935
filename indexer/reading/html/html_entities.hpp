// SPDX-License-Identifier: GPL-2.0-or-later
// Named HTML character references.
#pragma once

#include <string_view>

namespace newsrank {

// The code point that `&name;` stands for, or 0 if the name is unknown. Knows the names of HTML 4 and the commonest of
// HTML 5.
char32_t html_entity(std::string_view name);

}  // namespace newsrank
