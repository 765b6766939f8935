// SPDX-License-Identifier: GPL-2.0-or-later
// Story signatures: a few bytes by which near copies of a text are recognised without reading it.
//
// MinHash (Broder, 1997): of each of 32 random orders of all words, which of the text's words comes first? Two texts
// agree in a share of the orders that estimates the Jaccard similarity of their word sets. Four bits of each answer are
// kept, so that unrelated words agree in one of sixteen.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "newsrank/analyzer.hpp"

namespace newsrank::detail {

inline constexpr std::size_t kMinHashes = 32;
inline constexpr std::size_t kMinHashBytes = kMinHashes / 2;

// The 16 bytes of a text, from its folded words; empty if it has none. Depends on neither the order of the words nor
// how often they occur, nor on the machine.
std::string min_hashes(std::span<const Token> tokens);

// An article's signature is the bytes of its title, then those of its excerpt. Whether two articles by their
// signatures may tell one story: the titles or the excerpts seem to share most words. An empty or damaged signature
// never does.
bool may_be_one_story(std::string_view a, std::string_view b);

}  // namespace newsrank::detail
