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
  // Stems by which its one word is found as well: without its marks, as it is spelt elsewhere (centre and center), by
  // its characters where the segmenter may cut it off from its neighbours otherwise.
  std::vector<std::string> others;
  // What a long word of a script without spaces is made of, to find it where it was cut otherwise.
  std::vector<std::string> grams;
  bool capitals = false;  // it is written so

  bool is_compound() const { return parts.size() > 1 && !as_one().text.empty(); }
  // A compound in one word.
  const Token& as_one() const { return joined.text.empty() ? whole : joined; }
};

// The units of `text` in order. `tokens` is scratch space.
std::vector<TextUnit> text_units(Analyzer& analyzer, std::string_view text, std::vector<Token>& tokens);

}  // namespace newsrank::detail
