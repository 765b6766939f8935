// SPDX-License-Identifier: GPL-2.0-or-later
// Text units: the tokens of a piece of query text, grouped so that a compound and its parts are one thing to search
// for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "newsrank/analyzer.hpp"

namespace newsrank::detail {

// A word, or a compound with the words it is made of.
struct TextUnit {
  std::vector<Token> parts;  // kind word, by position; at least one
  Token whole;               // the compound as written; text empty if there is none
  Token joined;              // without separators; text empty if there is none
  bool is_compound() const { return parts.size() > 1 && !joined.text.empty(); }
};

// The units of `text` in order. `tokens` is scratch space.
std::vector<TextUnit> text_units(Analyzer& analyzer, std::string_view text, std::vector<Token>& tokens);

}  // namespace newsrank::detail
