// SPDX-License-Identifier: GPL-2.0-or-later
// Slips: how one word may have become another under somebody's fingers.
#pragma once

#include <cstdint>
#include <string_view>

namespace newsrank::detail {

// What has to be put right to come from the written word to the one that may be meant.
enum class Slip : std::uint8_t {
  likely,      // one edit: letters swapped, left out, doubled or put between others, a vowel for a vowel
  consonant,   // one consonant for another: such words are as often two names
  first,       // another first letter: people mostly get it right
  ending,      // one letter too many at the end: as often a name (macron, macro)
  two_likely,  // two edits that keep the first letter and nearly all letters, as in baterry
  two,         // any other two edits
};

// The words differ by `distance` edits, one or two.
Slip slip_between(std::string_view written, std::string_view meant, unsigned distance);

}  // namespace newsrank::detail
