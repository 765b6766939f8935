// SPDX-License-Identifier: GPL-2.0-or-later
// What must hold for the tokens of any text; shared by the property tests and the fuzz target.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "analysis/atom.hpp"
#include "core/text/utf8.hpp"
#include "newsrank/analyzer.hpp"

namespace newsrank::test {

// Whether no valid character of the text begins before `at` and ends behind it.
inline bool is_character_boundary(std::string_view text, std::size_t at) {
  for (std::size_t back = 1; back <= 3 && back <= at; ++back) {
    std::size_t end = at - back;
    detail::next_character(text, end);
    if (end > at) return false;
  }
  return true;
}

// Folded text without ASCII punctuation, white space and the marks that are dropped inside words: what a token and its
// source have in common.
inline std::string letters_of(std::string_view folded) {
  constexpr std::u32string_view kDropped = U"\u00B7\u05F3\u05F4\u2027";
  std::string letters;
  detail::for_each_character(folded, [&](char32_t c, std::string_view bytes) {
    const bool kept = c < 0x80 ? detail::is_word_byte(bytes.front()) : kDropped.find(c) == std::u32string_view::npos;
    if (kept) letters += bytes;
  });
  return letters;
}

// Whether a token's letters are those of its source; a compound may have lost a possessive 's in the middle.
inline bool is_made_from(const Token& token, std::string_view source) {
  const std::string letters = letters_of(token.text);
  if (token.kind < TokenKind::whole || token.kind == TokenKind::variant) return letters == source;
  std::size_t found = 0;
  for (const char c : source) found += found < letters.size() && letters[found] == c ? 1 : 0;
  return found == letters.size();
}

// The first broken promise of `tokens`, the tokens of `text`; empty if all are kept.
inline std::string broken_promise(Analyzer& analyzer, std::string_view text, const std::vector<Token>& tokens) {
  const auto key = [](const Token& token) { return std::tuple(token.position, token.begin, token.kind); };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.text.empty() || token.text.size() > kMaxTokenBytes) return "length of \"" + token.text + '"';
    if (token.begin >= token.end || token.end > text.size()) return "offsets of \"" + token.text + '"';
    if (!is_character_boundary(text, token.begin) || !is_character_boundary(text, token.end)) {
      return "\"" + token.text + "\" cuts a character";
    }
    if (i > 0 && key(token) < key(tokens[i - 1])) return "\"" + token.text + "\" is out of order";
    const bool compound = token.kind == TokenKind::whole || token.kind == TokenKind::joined;
    if (token.span < 1 || (token.span > 1) > compound) return "span of \"" + token.text + '"';
    // Endings are told by the marks that folding drops.
    const auto own = text.substr(token.begin, token.end - token.begin);
    const bool ascii = std::all_of(own.begin(), own.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (token.kind != TokenKind::variant && ascii && token.stem != analyzer.stem(token.text))
      return "stem of \"" + token.text + '"';
    if (analyzer.fold(token.text) != token.text) return "folding \"" + token.text + "\" again gives another text";
    const std::string source = analyzer.fold(text.substr(token.begin, token.end - token.begin));
    if (!is_made_from(token, letters_of(source))) return "\"" + token.text + "\" is not in \"" + source + '"';
  }
  return {};
}

}  // namespace newsrank::test
