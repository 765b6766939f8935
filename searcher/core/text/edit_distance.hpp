// SPDX-License-Identifier: GPL-2.0-or-later
// Edit distance with an upper limit, for "did you mean".
#pragma once

#include <cstdint>
#include <string_view>

namespace newsrank::detail {

inline constexpr std::size_t kMaxEditLength = 64;  // longer texts are never close

// How many insertions, deletions, replacements and swaps of neighbours turn `a` into `b`, counted over characters, no
// stretch edited twice (optimal string alignment); `limit + 1` if it is more than `limit`. Cost: O(limit * length),
// ends early, no allocation. Texts longer than kMaxEditLength characters are more than any limit apart, unless equal.
unsigned edit_distance(std::u32string_view a, std::u32string_view b, unsigned limit);

// The same over UTF-8; invalid bytes count as U+FFFD.
unsigned edit_distance(std::string_view a, std::string_view b, unsigned limit);

}  // namespace newsrank::detail
