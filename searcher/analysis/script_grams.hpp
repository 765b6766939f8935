// SPDX-License-Identifier: GPL-2.0-or-later
// Script grams: pieces of text that is written without spaces, beside its words. The segmenter cuts such text by a
// dictionary, and a word otherwise when others stand beside it: 知事 is found in 都知事 by its two characters.
#pragma once

#include <string_view>
#include <vector>

#include "analysis/folding.hpp"
#include "newsrank/analyzer.hpp"

namespace newsrank::detail {

// How many characters the grams of text with this first character have: two of Han and Kana, three of Thai, Lao, Khmer
// and Burmese; 0: it has none.
std::size_t gram_size(char32_t first);

// Adds the grams of `text` to its tokens, as variants, in the order of tokens. Grams that are a word of the text at
// their place are left out.
void add_script_grams(std::string_view text, const Folder& folder, std::vector<Token>& tokens);

}  // namespace newsrank::detail
