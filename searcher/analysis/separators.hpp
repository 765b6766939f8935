// SPDX-License-Identifier: GPL-2.0-or-later
// Separators: what may stand between two atoms that belong together.
#pragma once

#include <string_view>

namespace newsrank::detail {

// Separators in their ASCII form: ' - . / & _ @ : , and three that have none.
inline constexpr char kNoSeparator = '\0';  // the atoms do not belong together
inline constexpr char kGlue = '\1';         // nothing visible, or a mark inside one word: the atoms are one word
inline constexpr char kNothing = '\2';      // nothing at all, as in C++20

// The separator that `gap` is, whatever its typographic variant; characters of no width beside it do not count.
// kNoSeparator unless it is exactly one.
char separator_of(std::string_view gap);

}  // namespace newsrank::detail
