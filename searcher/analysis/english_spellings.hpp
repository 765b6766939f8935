// SPDX-License-Identifier: GPL-2.0-or-later
// English spellings: how else an English word is written, British for American and the other way round.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace newsrank::detail {

// The other spellings of a folded word, by rules with exceptions: centre for center, organize for organise. Empty for
// most words. A rule may make a form that is no word; the caller checks whether articles have it.
std::vector<std::string> english_spellings(std::string_view word);

}  // namespace newsrank::detail
