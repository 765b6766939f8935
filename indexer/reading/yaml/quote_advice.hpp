// SPDX-License-Identifier: GPL-2.0-or-later
// What to do about the commonest mistakes of authors in YAML.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace newsrank {

// ": put the value of "title" in quotes", and the like, for a text that the parser refuses at `offset`; empty if
// nothing is known that helps.
std::string quote_advice(std::string_view text, std::size_t offset);

}  // namespace newsrank
