// SPDX-License-Identifier: GPL-2.0-or-later
// Names as parts of an address, as the generators write them. Letters outside ASCII stay.
#pragma once

#include <string>
#include <string_view>

namespace newsrank {

// Letters and digits in lower case with single `-` between.
std::string slug_of(std::string_view text);

// Hugo's: blanks become `-`; of other characters `.`, `/`, `_`, `#`, `+`, `~`, `@` and `-` stay, the rest goes.
std::string hugo_slug(std::string_view text);

// Jekyll's for `:title`: case and the characters `._~!$&'()+,;=@` stay, the rest becomes `-`.
std::string jekyll_title_slug(std::string_view text);

}  // namespace newsrank
