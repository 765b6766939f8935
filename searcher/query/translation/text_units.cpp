// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/translation/text_units.hpp"

#include <algorithm>
#include <cstdint>

#include "analysis/capitals.hpp"
#include "analysis/english_spellings.hpp"

namespace newsrank::detail {
namespace {

std::uint32_t last_position(const TextUnit& unit) {
  std::uint32_t last = unit.parts.empty() ? 0 : unit.parts.back().position;
  for (const Token* token : {&unit.whole, &unit.joined}) {
    if (!token->text.empty()) last = std::max(last, token->position + token->span - 1);
  }
  return last;
}

void add_other(TextUnit& unit, std::string stem) {
  const bool known =
      unit.parts.front().stem == stem || std::find(unit.others.begin(), unit.others.end(), stem) != unit.others.end();
  if (!known) unit.others.push_back(std::move(stem));
}

bool is_one_word(const TextUnit& unit) {
  return unit.parts.size() == 1 && unit.whole.text.empty();
}

// A variant is another spelling of a word, a piece of it, or a piece that reaches into the words beside it.
void add_variant(const Token& variant, std::vector<TextUnit>& units) {
  for (TextUnit& unit : units) {
    if (!is_one_word(unit)) continue;
    const Token& word = unit.parts.front();
    const bool in_word = variant.begin >= word.begin && variant.end <= word.end;
    const bool covers = variant.begin <= word.begin && variant.end >= word.end;
    if (covers) {
      add_other(unit, variant.stem);
    } else if (in_word) {
      unit.grams.push_back(variant.stem);
    }
  }
}

// A version is written with a v and without: PHP v8 and PHP 8.
void add_version(TextUnit& unit) {
  constexpr std::size_t kMostDigits = 3;
  const std::string& word = unit.parts.front().text;
  const auto is_number = [](std::string_view text) {
    return !text.empty() && text.size() <= kMostDigits && std::all_of(text.begin(), text.end(), is_digit_byte);
  };
  if (is_number(word)) add_other(unit, 'v' + word);
  if (word.starts_with('v') && is_number(std::string_view(word).substr(1))) add_other(unit, word.substr(1));
}

void add_spellings(TextUnit& unit, Analyzer& analyzer) {
  if (!is_one_word(unit)) return;
  add_version(unit);
  if (analyzer.options().language != "english") return;
  for (const std::string& spelling : english_spellings(unit.parts.front().text))
    add_other(unit, analyzer.stem(spelling));
}

}  // namespace

std::vector<TextUnit> text_units(Analyzer& analyzer, std::string_view text, std::vector<Token>& tokens) {
  analyzer.analyze(text, tokens);
  std::vector<TextUnit> units;
  // A compound starts where its whole or joined form starts and takes in every word it covers.
  bool open = false;
  for (const Token& token : tokens) {
    if (token.kind == TokenKind::base || token.kind == TokenKind::variant) continue;
    if (!open || token.position > last_position(units.back())) units.emplace_back();
    open = true;
    TextUnit& unit = units.back();
    if (token.kind == TokenKind::word) unit.parts.push_back(token);
    if (token.kind == TokenKind::whole) unit.whole = token;
    if (token.kind == TokenKind::joined) unit.joined = token;
    unit.capitals = is_in_capitals(text, token);
  }
  std::erase_if(units, [](const TextUnit& unit) { return unit.parts.empty(); });
  for (const Token& token : tokens) {
    if (token.kind == TokenKind::variant) add_variant(token, units);
  }
  for (TextUnit& unit : units) add_spellings(unit, analyzer);
  return units;
}

}  // namespace newsrank::detail
