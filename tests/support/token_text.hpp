// SPDX-License-Identifier: GPL-2.0-or-later
// Tokens as one line of text, for tables of expectations.
#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

#include "newsrank/analyzer.hpp"

namespace newsrank::test {

// Each token as kind:text@position, then +span if it covers more than one position: "whole:gpt-3@0+2". The kind of
// words is left out.
inline std::string token_text(const std::vector<Token>& tokens) {
  std::string line;
  for (const Token& token : tokens) {
    if (!line.empty()) line += ' ';
    if (token.kind == TokenKind::base) line += "base:";
    if (token.kind == TokenKind::whole) line += "whole:";
    if (token.kind == TokenKind::joined) line += "joined:";
    if (token.kind == TokenKind::variant) line += "variant:" + token.stem + '=';
    line += fmt::format("{}@{}", token.text, token.position);
    if (token.span != 1) line += fmt::format("+{}", token.span);
  }
  return line;
}

}  // namespace newsrank::test
