// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/translation/text_units.hpp"

#include <cstdint>

namespace newsrank::detail {
namespace {

std::uint32_t last_position(const TextUnit& unit) {
  std::uint32_t last = unit.parts.empty() ? 0 : unit.parts.back().position;
  for (const Token* token : {&unit.whole, &unit.joined}) {
    if (!token->text.empty()) last = std::max(last, token->position + token->span - 1);
  }
  return last;
}

}  // namespace

std::vector<TextUnit> text_units(Analyzer& analyzer, std::string_view text, std::vector<Token>& tokens) {
  analyzer.analyze(text, tokens);
  std::vector<TextUnit> units;
  // A compound starts where its whole or joined form starts and takes in every word it covers.
  bool open = false;
  for (const Token& token : tokens) {
    if (token.kind == TokenKind::base) continue;
    if (!open || token.position > last_position(units.back())) units.emplace_back();
    open = true;
    TextUnit& unit = units.back();
    if (token.kind == TokenKind::word) unit.parts.push_back(token);
    if (token.kind == TokenKind::whole) unit.whole = token;
    if (token.kind == TokenKind::joined) unit.joined = token;
  }
  std::erase_if(units, [](const TextUnit& unit) { return unit.parts.empty(); });
  return units;
}

}  // namespace newsrank::detail
