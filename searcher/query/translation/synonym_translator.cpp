// SPDX-License-Identifier: GPL-2.0-or-later
// The part of TextTranslator that knows synonyms.
#include <algorithm>
#include <iterator>
#include <utility>

#include "newsrank/schema.hpp"
#include "query/translation/phrase.hpp"
#include "query/translation/text_translator.hpp"

namespace newsrank::detail {
namespace {

bool can_run(const Query& first, const Query& next) {
  return next.kind == QueryKind::word && next.field == first.field && next.occur == first.occur && next.boost == 1.0;
}

}  // namespace

// A synonym of several words must not weigh as several: it counts with the mean of them.
FormedQuery TextTranslator::synonym(const std::string& text, std::string_view field) {
  const auto units = text_units(analyzer_, text, tokens_);
  if (units.empty()) return {};
  if (units.size() == 1) {
    Part part = unit(units.front(), field);
    const Xapian::Query match = part.matches();
    return {match, take_forms(std::move(part))};
  }
  const Field* in = field.empty() ? nullptr : terms_.fields().find(field);
  FormedQuery phrase = phrase_query(database_, units, 0, in, terms_.fields());
  phrase.query = scaled(phrase.query, 1.0 / static_cast<double>(units.size()));
  return phrase;
}

void TextTranslator::add_synonyms(const std::vector<std::string>& texts, std::string_view field,
                                  const Xapian::Query& unless, Part& part) {
  Xapian::Query seen = unless;
  for (const std::string& text : texts) {
    FormedQuery found = synonym(text, field);
    if (found.empty()) continue;
    const Xapian::Query alternative(Xapian::Query::OP_AND_NOT, found.query, seen);
    part.required.push_back({ClauseKind::synonym, text, {}, 1, alternative, std::move(found.forms)});
    part.query = Xapian::Query(Xapian::Query::OP_OR, part.matches(), alternative);
    for (TellingWord& word : part.telling) word.match = Xapian::Query(Xapian::Query::OP_OR, word.match, alternative);
    seen = Xapian::Query(Xapian::Query::OP_OR, seen, found.query);
  }
}

// Single words share one weight with their synonyms, as if they were one word: a rare synonym is no better than a
// frequent one.
std::vector<std::string> TextTranslator::single_stems(std::vector<std::string>& texts) {
  std::vector<std::string> stems;
  std::erase_if(texts, [&](const std::string& text) {
    const auto units = text_units(analyzer_, text, tokens_);
    const bool single = units.size() == 1 && !units.front().is_compound() && units.front().whole.text.empty();
    if (single) stems.push_back(units.front().parts.front().stem);
    return single;
  });
  return stems;
}

void TextTranslator::add_word_synonyms(const Query& node, const std::vector<TextUnit>& units, Part& part) {
  if (excluding_ || options_.synonyms == nullptr) return;
  const auto* found = options_.synonyms->find(units, analyzer_);
  if (found == nullptr) return;
  std::vector<std::string> texts = *found;
  const bool simple = units.size() == 1 && !units.front().is_compound() && units.front().whole.text.empty();
  if (simple && node.field.empty()) {
    const std::vector<std::string> stems = single_stems(texts);
    if (!stems.empty()) part = simple_unit(units.front(), stems);
  }
  add_synonyms(texts, node.field, part.matches(), part);
}

std::size_t TextTranslator::synonym_run(const std::vector<const Query*>& nodes, std::size_t first) {
  if (excluding_ || options_.synonyms == nullptr || nodes[first]->kind != QueryKind::word || nodes[first]->boost != 1.0)
    return 0;
  std::vector<std::size_t> ends{0};
  std::vector<TextUnit> units;
  for (std::size_t i = first; i < nodes.size() && i - first < options_.synonyms->max_words(); ++i) {
    if (i > first && !can_run(*nodes[first], *nodes[i])) break;
    auto next = text_units(analyzer_, nodes[i]->text, tokens_);
    std::move(next.begin(), next.end(), std::back_inserter(units));
    ends.push_back(units.size());
  }
  for (std::size_t count = ends.size() - 1; count > 1; --count) {
    units.resize(ends[count]);
    if (options_.synonyms->find(units, analyzer_) != nullptr) return count;
  }
  return 0;
}

std::optional<Part> TextTranslator::run_with_synonyms(const std::vector<const Query*>& nodes, std::size_t first,
                                                      std::size_t count) {
  Part result;
  std::vector<TextUnit> units;
  std::vector<Xapian::Query> matches;
  for (std::size_t i = first; i < first + count; ++i) {
    auto own = text_units(analyzer_, nodes[i]->text, tokens_);
    std::move(own.begin(), own.end(), std::back_inserter(units));
    auto part = word(*nodes[i]);
    if (!part) continue;
    matches.push_back(part->matches());
    result.telling.push_back({matches.back(), part->articles});
    take_clauses(result, std::move(*part));
  }
  const auto* texts = options_.synonyms->find(units, analyzer_);
  if (matches.empty() || texts == nullptr) return std::nullopt;
  const Xapian::Query all = combine(Xapian::Query::OP_AND, matches);
  result.query = nodes[first]->occur == Occur::must ? all : combine(Xapian::Query::OP_OR, matches);
  add_synonyms(*texts, nodes[first]->field, all, result);
  return result;
}

}  // namespace newsrank::detail
