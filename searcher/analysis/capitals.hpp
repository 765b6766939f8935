// SPDX-License-Identifier: GPL-2.0-or-later
// Capitals: words that are written in capitals and may mean something else so (US, IT, WHO).
#pragma once

#include <algorithm>
#include <string_view>

#include "analysis/atom.hpp"
#include "newsrank/analyzer.hpp"

namespace newsrank::detail {

// Whether a token is a word of two to five ASCII letters that its text, in which its offsets are, writes in capitals:
// US or U.S.
inline bool is_in_capitals(std::string_view text, const Token& token) {
  constexpr std::size_t kMost = 5;
  if (token.kind != TokenKind::word && token.kind != TokenKind::joined) return false;
  if (token.text.size() < 2 || token.text.size() > kMost) return false;
  const auto source = text.substr(token.begin, token.end - token.begin);
  return std::all_of(token.text.begin(), token.text.end(), is_letter_byte) &&
         std::all_of(source.begin(), source.end(), [](char c) { return byte_class(c) == kUpperByte || c == '.'; });
}

}  // namespace newsrank::detail
