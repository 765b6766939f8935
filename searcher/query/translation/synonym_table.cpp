// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/translation/synonym_table.hpp"

#include <algorithm>
#include <utility>

namespace newsrank::detail {
namespace {

// Short joined forms are other words: U.S. is not us.
constexpr std::size_t kMinJoinedBytes = 3;

const std::string& stem_of(const TextUnit& unit) {
  if (!unit.whole.text.empty()) return unit.whole.stem;
  return unit.is_compound() ? unit.as_one().stem : unit.parts.front().stem;
}

std::vector<const TextUnit*> without_stop_words(const std::vector<TextUnit>& units, const Analyzer& analyzer) {
  std::vector<const TextUnit*> kept;
  for (const TextUnit& unit : units) {
    if (unit.is_compound() || !analyzer.is_stop_word(unit.parts.front().text)) kept.push_back(&unit);
  }
  if (kept.empty()) {
    for (const TextUnit& unit : units) kept.push_back(&unit);
  }
  return kept;
}

std::string key_of(const std::vector<const TextUnit*>& units) {
  std::string key;
  for (const TextUnit* unit : units) key += (key.empty() ? "" : " ") + stem_of(*unit);
  return key;
}

}  // namespace

SynonymTable::SynonymTable(const Synonyms& synonyms, Analyzer& analyzer) {
  std::vector<Token> tokens;
  for (const SynonymRule& rule : synonyms.rules()) {
    const auto units = text_units(analyzer, rule.from, tokens);
    const auto kept = without_stop_words(units, analyzer);
    if (kept.empty() || kept.size() > kMaxSynonymWords) continue;
    max_words_ = std::max(max_words_, kept.size());
    add(key_of(kept), rule.to);
    const TextUnit& first = *kept.front();
    const bool joinable = kept.size() == 1 && first.is_compound() && first.joined.text.size() >= kMinJoinedBytes;
    if (joinable && !first.whole.text.empty()) add(first.joined.stem, rule.to);
  }
}

void SynonymTable::add(const std::string& key, const std::vector<std::string>& to) {
  std::vector<std::string>& known = alternatives_[key];
  for (const std::string& text : to) {
    if (known.size() < kMaxAlternatives && std::find(known.begin(), known.end(), text) == known.end())
      known.push_back(text);
  }
}

const std::vector<std::string>* SynonymTable::find(const std::vector<TextUnit>& words, const Analyzer& analyzer) const {
  const auto kept = without_stop_words(words, analyzer);
  if (kept.empty() || kept.size() > max_words_) return nullptr;
  auto found = alternatives_.find(key_of(kept));
  if (found == alternatives_.end() && kept.size() == 1 && kept.front()->is_compound()) {
    found = alternatives_.find(kept.front()->as_one().stem);
  }
  return found == alternatives_.end() ? nullptr : &found->second;
}

}  // namespace newsrank::detail
