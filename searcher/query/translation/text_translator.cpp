// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/translation/text_translator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "index/terms.hpp"
#include "newsrank/schema.hpp"
#include "query/translation/phrase.hpp"
#include "query/translation/splitting.hpp"
#include "query/translation/wildcard.hpp"
#include "query/translation/word_group.hpp"

namespace newsrank::detail {
namespace {

// Weighs as `first` where that matches, otherwise as `second`. (OP_MAX, which says it more directly, crashes in
// Xapian 1.4.22 when its branches are groups.)
Xapian::Query either(const Xapian::Query& first, const Xapian::Query& second) {
  return {Xapian::Query::OP_OR, first, Xapian::Query(Xapian::Query::OP_AND_NOT, second, first)};
}

TextForm stems_form(std::vector<std::string> stems) {
  TextForm form;
  form.words = std::move(stems);
  return form;
}

std::string in_capitals(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return text;
}

// The words that a pattern stands for.
TermQuery words_of(const WildcardExpansion& expansion) {
  QueryWord word;
  for (std::size_t i = 0; i < expansion.words.size(); ++i)
    word.forms.push_back({prefixed_term("", expansion.words[i]), static_cast<double>(expansion.frequencies[i]), 1});
  TermQuery query;
  query.words.push_back(std::move(word));
  return query;
}

}  // namespace

bool TextTranslator::is_common(const Query& node) {
  if (node.kind != QueryKind::word || !node.field.empty()) return false;
  const auto units = text_units(analyzer_, node.text, tokens_);
  return !units.empty() && std::all_of(units.begin(), units.end(), [&](const TextUnit& unit) {
    if (mixed_case_ && unit.capitals) return false;
    return !unit.is_compound() && analyzer_.is_stop_word(unit.parts.front().text);
  });
}

void TextTranslator::add_exact_form(const Token& exact, Part& part) {
  if (options_.exact_weight <= 0) return;
  part.boosters.push_back({ClauseKind::exact, exact.text, exact.text, 1, Xapian::Query(exact.text)});
  scale(part.boosters.back(), options_.exact_weight);
}

WeightedTerm TextTranslator::as_term(const std::string& term) const {
  return {term, static_cast<double>(database_.get_termfreq(term)), 1};
}

WeightedTerm TextTranslator::as_term(const Clause& clause) const {
  WeightedTerm term = as_term(clause.term);
  term.factor = clause.scale;
  return term;
}

// How many articles hold the rarest of the words.
double TextTranslator::rarest(const std::vector<std::string>& words) const {
  double articles = database_.get_doccount();
  for (const std::string& word : words) articles = std::min<double>(articles, database_.get_termfreq(word));
  return articles;
}

// A word by its stems alone, with its boosters.
TermQuery TextTranslator::as_terms(const Part& part, const std::vector<std::string>& terms) const {
  QueryWord word;
  for (const std::string& term : terms) {
    word.forms.push_back(as_term(term));
    word.forms.back().factor = part.required.front().scale;
  }
  for (const Clause& booster : part.boosters) word.boosters.push_back(as_term(booster));
  TermQuery query;
  query.words.push_back(std::move(word));
  return query;
}

void TextTranslator::add_phrases(FormedQuery&& found, double articles, double factor, QueryWord& word) const {
  word.phrases = std::move(found.phrases);
  word.phrase_articles = articles;
  for (const std::string& term : found.weighed_by) {
    word.phrase_terms.push_back(as_term(term));
    word.phrase_terms.back().factor = factor;
  }
}

// What no article has exactly may still be there by its stem: then it is no word to be cut up.
FormedQuery TextTranslator::written_apart_form(const Token& token) {
  if (as_written_) return {};
  const bool inflected =
      !database_.term_exists(token.text) && database_.term_exists(prefixed_term(kStemPrefix, token.stem));
  if (inflected || !may_stand_apart(database_, token.text)) return {};
  return written_apart(database_, analyzer_, token, terms_.fields());
}

// Whatever else the word is found by; of these what the collection has.
std::vector<std::string> TextTranslator::stems_of(const TextUnit& unit, const std::string& stem,
                                                  const std::vector<std::string>& synonym_stems) const {
  std::vector<std::string> stems{stem};
  for (const std::string& other : unit.others) {
    if (database_.term_exists(prefixed_term(kStemPrefix, other))) stems.push_back(other);
  }
  for (const std::string& synonym : synonym_stems) {
    if (std::find(stems.begin(), stems.end(), synonym) == stems.end()) stems.push_back(synonym);
  }
  return stems;
}

// Whether articles that write the word in capitals are meant.
bool TextTranslator::means_capitals(const TextUnit& unit) const {
  return mixed_case_ && unit.capitals && database_.term_exists(prefixed_term(kCapitalPrefix, unit.parts.front().text));
}

// Where a word has one form only in the collection, its exact form weighs what its stem does: then the stem is scaled
// instead of reading a second, equal posting list.
void TextTranslator::add_boosters(const TextUnit& unit, const Token& token, bool one_stem, Part& part) {
  if (options_.exact_weight <= 0) return;
  const Xapian::termcount exact_count = database_.get_collection_freq(token.text);
  if (exact_count > 0 && one_stem &&
      exact_count == database_.get_collection_freq(prefixed_term(kStemPrefix, token.stem))) {
    scale(part.required.back(), 1 + options_.exact_weight);
  } else if (exact_count > 0) {
    add_exact_form(token, part);
  }
  if (means_capitals(unit)) add_capital_form(token, part);
}

// Weighs the more, the more articles write the word in small letters: where nearly none do, there is nothing to prefer.
void TextTranslator::add_capital_form(const Token& token, Part& part) {
  const std::string term = prefixed_term(kCapitalPrefix, token.text);
  const double written_so = database_.get_termfreq(term);
  const double otherwise = 1 - written_so / std::max(1.0, part.articles);
  if (otherwise <= 0) return;
  part.boosters.push_back({ClauseKind::exact, in_capitals(token.text), term, 1, Xapian::Query(term)});
  scale(part.boosters.back(), otherwise);
}

// A stop word in capitals (IT) is what articles write so.
Part TextTranslator::capital_word(const TextUnit& unit) {
  const Token& token = unit.parts.front();
  Part part;
  const std::string term = prefixed_term(kCapitalPrefix, token.text);
  TextForm form;
  form.kind = TextFormKind::exact;
  form.words = {token.text};
  part.required.push_back(
      {ClauseKind::exact, in_capitals(token.text), term, 1, Xapian::Query(term), {std::move(form)}});
  part.articles = database_.get_termfreq(term);
  part.query = as_terms(part, {term});
  return part;
}

Part TextTranslator::simple_unit(const TextUnit& unit, const std::vector<std::string>& synonym_stems) {
  const Token& token = unit.whole.text.empty() ? unit.parts.front() : unit.whole;
  if (means_capitals(unit) && analyzer_.is_stop_word(token.text)) return capital_word(unit);
  Part part;
  TextForm form = stems_form(stems_of(unit, token.stem, synonym_stems));
  std::vector<std::string> terms;
  for (const std::string& stem : form.words) terms.push_back(prefixed_term(kStemPrefix, stem));
  const bool one_stem = terms.size() == 1;
  const ClauseKind kind = synonym_stems.empty() ? ClauseKind::stem : ClauseKind::synonym;
  part.required.push_back({kind, token.stem, one_stem ? terms.front() : "", 1, any_of(terms), {std::move(form)}});
  part.articles = articles_of_any(terms);
  add_boosters(unit, token, one_stem, part);
  FormedQuery apart = written_apart_form(token);
  double articles_apart = apart.empty() ? 0 : rarest(apart.forms.front().words);
  if (apart.empty() && !unit.grams.empty()) apart = all_grams(unit, articles_apart);
  if (apart.empty()) {
    part.query = as_terms(part, terms);
    return part;
  }
  // One word must not weigh as several: they count with their mean.
  const Xapian::Query together = part.required.back().query;
  const Xapian::Query alternative(Xapian::Query::OP_AND_NOT, apart.query, together);
  part.articles = std::max(part.articles, articles_apart);
  const auto pieces = static_cast<double>(apart.forms.front().words.size());
  part.required.push_back({ClauseKind::phrase, token.text, {}, 1, alternative, std::move(apart.forms)});
  scale(part.required.back(), 1 / pieces);
  if (apart.phrases.empty()) {
    part.query = Xapian::Query(Xapian::Query::OP_OR, together, part.required.back().query);
  } else {
    TermQuery query = as_terms(part, terms);
    add_phrases(std::move(apart), articles_apart, 1 / pieces, query.words.front());
    part.query = std::move(query);
  }
  return part;
}

Xapian::Query TextTranslator::any_of(const std::vector<std::string>& terms) const {
  if (terms.size() == 1) return Xapian::Query(terms.front());
  std::vector<WeightedTerm> forms;
  for (const std::string& term : terms) forms.push_back(as_term(term));
  return any_as_one(forms);
}

double TextTranslator::articles_of_any(const std::vector<std::string>& terms) const {
  if (terms.size() == 1) return database_.get_termfreq(terms.front());
  std::vector<WeightedTerm> forms;
  for (const std::string& term : terms) forms.push_back(as_term(term));
  return estimate_union(forms, database_.get_doccount());
}

// The articles that hold all pieces of a word of a script without spaces, where it may have been cut otherwise.
FormedQuery TextTranslator::all_grams(const TextUnit& unit, double& articles) const {
  std::vector<Xapian::Query> grams;
  articles = database_.get_doccount();
  for (const std::string& gram : unit.grams) {
    const std::string term = prefixed_term(kStemPrefix, gram);
    articles = std::min<double>(articles, database_.get_termfreq(term));
    grams.emplace_back(term);
  }
  if (articles <= 0) return {};
  return {combine(Xapian::Query::OP_AND, grams), {stems_form(unit.grams)}};
}

// A compound is found as written, joined, or by its parts one after another.
Part TextTranslator::compound_unit(const TextUnit& unit) {
  Part part;
  // One pair at most: frequencies do not matter.
  TextForm form = stems_form({unit.as_one().stem});
  if (!unit.joined.text.empty() && !unit.whole.text.empty()) form.words.push_back(unit.whole.stem);
  std::vector<WeightedTerm> forms;
  for (const std::string& stem : form.words) forms.push_back({prefixed_term(kStemPrefix, stem)});
  const Xapian::Query written = any_as_one(forms);
  FormedQuery parts = phrase_of_parts(database_, unit, terms_.fields());
  const Xapian::Query match = parts.empty() ? written : either(written, parts.query);
  const Token& exact = unit.whole.text.empty() ? unit.joined : unit.whole;
  part.articles = database_.get_termfreq(forms.front().term);
  if (!parts.empty()) part.articles = std::max(part.articles, rarest(parts.forms.front().words));
  const double articles_apart = parts.empty() ? 0 : rarest(parts.forms.front().words);
  std::vector<TextForm> all_forms = std::move(parts.forms);
  all_forms.push_back(std::move(form));
  part.required.push_back({ClauseKind::phrase, exact.text, {}, 1, match, std::move(all_forms)});
  add_exact_form(exact, part);
  std::vector<std::string> terms;
  for (const WeightedTerm& each : forms) terms.push_back(each.term);
  TermQuery query = as_terms(part, terms);
  if (!parts.empty()) add_phrases(std::move(parts), articles_apart, 1, query.words.front());
  part.query = std::move(query);
  return part;
}

// A word that is not looked for as two.
Part TextTranslator::unit_as_written(const TextUnit& unit, std::string_view field) {
  const bool before = std::exchange(as_written_, true);
  Part part = this->unit(unit, field);
  as_written_ = before;
  return part;
}

Part TextTranslator::unit(const TextUnit& unit, std::string_view field) {
  Part part = unit.is_compound() ? compound_unit(unit) : simple_unit(unit);
  if (!field.empty()) {
    const Field& in = *terms_.fields().find(field);
    part.query = Xapian::Query(Xapian::Query::OP_FILTER, part.matches(), field_filter(database_, analyzer_, unit, in));
    for (Clause& clause : part.required) {
      for (TextForm& form : clause.forms) form.field = &in;
    }
  }
  return part;
}

std::optional<Part> TextTranslator::word(const Query& node) {
  const auto units = text_units(analyzer_, node.text, tokens_);
  if (units.empty()) return std::nullopt;  // punctuation
  // A piece without blanks that falls into several words (1,000 or a URL) asks for all of them.
  Part result;
  std::vector<RunnableQuery> queries;
  for (const TextUnit& each : units) {
    Part part = unit(each, node.field);
    result.articles = queries.empty() ? part.articles : std::min(result.articles, part.articles);
    queries.push_back(std::move(part.query));
    take_clauses(result, std::move(part));
  }
  result.query = combined(TermQuery::Matching::all, std::move(queries));
  add_word_synonyms(node, units, result);
  return result;
}

std::optional<Part> TextTranslator::phrase(const Query& node) {
  const auto units = text_units(analyzer_, node.text, tokens_);
  if (units.empty()) {
    diagnostics_.push_back(remark(node, DiagnosticSeverity::warning, "no_words", "the phrase has no words"));
    return std::nullopt;
  }
  const Field* field = node.field.empty() ? nullptr : terms_.fields().find(node.field);
  FormedQuery found = phrase_query(database_, units, node.slop, field, terms_.fields());
  for (TextForm& form : found.forms) form.quoted = true;
  Part part{
      found.query, {{ClauseKind::phrase, node.text, {}, 1, found.query, std::move(found.forms)}}, {}, false, false};
  for (const TextForm& form : part.required.front().forms) part.articles = std::max(part.articles, rarest(form.words));
  if (!found.phrases.empty()) {
    TermQuery query;
    query.words.emplace_back();
    add_phrases(std::move(found), part.articles, 1, query.words.front());
    part.query = std::move(query);
  }
  return part;
}

std::optional<Part> TextTranslator::wildcard(const Query& node) {
  const std::size_t limit = terms_of_each(options_.max_expansions, patterns_);
  WildcardExpansion expansion = expand_wildcard(terms_, analyzer_, node.text, limit);
  if (expansion.refused) {
    diagnostics_.push_back(remark(node, DiagnosticSeverity::error, "wildcard_too_wide",
                                  fmt::format("\"{}\" stands for too many words", node.text),
                                  "write at least one letter before the first * or ?"));
    return std::nullopt;
  }
  if (expansion.cut) {
    diagnostics_.push_back(
        remark(node, DiagnosticSeverity::warning, "wildcard_cut",
               fmt::format("\"{}\" stands for more than {} words; the most frequent were used", node.text, limit),
               patterns_ > 1 ? "write more letters, or fewer wildcards" : "write more letters"));
  }
  TermQuery terms = words_of(expansion);
  const double articles =
      expansion.words.empty() ? 0 : estimate_union(terms.words.front().forms, database_.get_doccount());
  Xapian::Query match = any_as_one(terms.words.front().forms);
  TextForm form;
  form.kind = TextFormKind::exact;
  if (!node.field.empty()) {
    form.field = terms_.fields().find(node.field);
    match = Xapian::Query(Xapian::Query::OP_FILTER, match, any_word(expansion, form.field->prefix));
  }
  const bool of_terms = node.field.empty() && !expansion.words.empty();
  form.words = std::move(expansion.words);
  Part part{match, {{ClauseKind::wildcard, node.text, {}, 1, match, {std::move(form)}}}, {}, false, false};
  if (of_terms) part.query = std::move(terms);
  part.articles = articles;
  return part;
}

// Two neighbouring words that the collection also knows as one (multi cloud, multicloud) may stand joined.
std::optional<Part> TextTranslator::joined_pair(const Query& left, const Query& right) {
  if (left.kind != QueryKind::word || right.kind != QueryKind::word || left.field != right.field || left.boost != 1.0 ||
      right.boost != 1.0 || left.occur != Occur::should || right.occur != Occur::should) {
    return std::nullopt;
  }
  const auto first = text_units(analyzer_, left.text, tokens_);
  const auto second = text_units(analyzer_, right.text, tokens_);
  if (first.size() != 1 || second.size() != 1 || first[0].is_compound() || second[0].is_compound()) return std::nullopt;
  const std::string joined = first[0].parts.front().text + second[0].parts.front().text;
  if (!database_.term_exists(joined)) return std::nullopt;
  const auto as_one = text_units(analyzer_, joined, tokens_);
  if (as_one.size() != 1 || as_one[0].is_compound()) return std::nullopt;
  Part result = unit(first[0], left.field);
  Part other = unit(second[0], left.field);
  Part one = unit_as_written(as_one[0], left.field);
  one.boosters.clear();
  const Xapian::Query apart(Xapian::Query::OP_OR, result.matches(), other.matches());
  const Xapian::Query as_written(Xapian::Query::OP_AND_NOT, one.matches(), apart);
  result.telling = {{result.matches(), result.articles}, {other.matches(), other.articles}, {one.matches(), 0, true}};
  const bool of_terms = terms_of(one.query) != nullptr;
  std::vector<RunnableQuery> queries{std::move(result.query), std::move(other.query)};
  if (of_terms) {
    TermQuery& joined_terms = std::get<TermQuery>(one.query);
    joined_terms.words.front().joins = true;
    joined_terms.words.front().boosters.clear();
    queries.push_back(std::move(one.query));
  } else {
    queries.emplace_back(as_written);
  }
  result.query = combined(TermQuery::Matching::any, std::move(queries));
  take_clauses(result, std::move(other));
  TextForm side_by_side;
  side_by_side.kind = TextFormKind::phrase;
  side_by_side.words = {first[0].parts.front().text, second[0].parts.front().text};
  side_by_side.window = 2;
  std::vector<TextForm> forms = take_forms(std::move(one));
  forms.push_back(std::move(side_by_side));
  result.required.push_back({ClauseKind::phrase, joined, {}, 1, as_written, std::move(forms)});
  return result;
}

}  // namespace newsrank::detail
