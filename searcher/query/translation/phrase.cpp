// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/translation/phrase.hpp"

#include <algorithm>
#include <utility>

#include "index/terms.hpp"
#include "query/translation/part.hpp"
#include "query/translation/splitting.hpp"

namespace newsrank::detail {
namespace {

// One spelling of a phrase: a term per place, and how many further places joined words take in the index.
struct Spelling {
  std::vector<std::string> terms;
  std::uint32_t slack = 0;
};

constexpr std::size_t kMaxSpellings = 8;

std::vector<std::string_view> positional_prefixes(const Field* field, const FieldTable& fields) {
  if (field != nullptr) return {field->prefix};
  std::vector<std::string_view> prefixes;
  fields.for_each([&](const Field& each) {
    if (each.kind == FieldKind::text) prefixes.push_back(each.prefix);
  });
  prefixes.push_back(kTopicTextPrefix);
  return prefixes;
}

// The index keeps a joined form at the first and last place of its compound; between two other words it is one place
// short.
std::uint32_t slack_of(const TermSource& database, const Spelling& spelling) {
  std::uint32_t slack = 0;
  for (std::size_t i = 1; i + 1 < spelling.terms.size(); ++i) {
    if (database.term_exists(prefixed_term(kJoinedPrefix, spelling.terms[i]))) ++slack;
  }
  return slack;
}

Spelling by_parts(const std::vector<TextUnit>& units) {
  Spelling spelling;
  for (const TextUnit& unit : units) {
    for (const Token& part : unit.parts) spelling.terms.push_back(part.text);
  }
  return spelling;
}

Spelling by_compounds(const std::vector<TextUnit>& units) {
  Spelling spelling;
  for (const TextUnit& unit : units) {
    if (unit.is_compound()) {
      spelling.terms.push_back(unit.as_one().text);
      spelling.slack += unit.as_one().span - 1;
    } else {
      spelling.terms.push_back(unit.parts.front().text);
    }
  }
  return spelling;
}

// All ways the phrase may be written: by parts, with compounds joined, with two neighbouring words joined, with a word
// apart.
std::vector<Spelling> spellings_of(const TermSource& database, const std::vector<TextUnit>& units) {
  std::vector<Spelling> spellings{by_parts(units)};
  if (std::any_of(units.begin(), units.end(), [](const TextUnit& unit) { return unit.is_compound(); })) {
    spellings.push_back(by_compounds(units));
  }
  const std::vector<std::string> words = spellings.front().terms;
  for (std::size_t i = 0; i + 1 < words.size() && spellings.size() < kMaxSpellings; ++i) {
    const std::string joined = words[i] + words[i + 1];
    if (!database.term_exists(joined)) continue;
    Spelling spelling{words, 1};
    spelling.terms[i] = joined;
    spelling.terms.erase(spelling.terms.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    spellings.push_back(std::move(spelling));
  }
  for (std::size_t i = 0; i < words.size() && spellings.size() < kMaxSpellings; ++i) {
    if (!may_stand_apart(database, words[i])) continue;
    for (const auto& [first, second] : two_words(database, words[i])) {
      Spelling spelling{words, 0};
      spelling.terms[i] = first;
      spelling.terms.insert(spelling.terms.begin() + static_cast<std::ptrdiff_t>(i) + 1, second);
      spellings.push_back(std::move(spelling));
    }
  }
  for (Spelling& spelling : spellings) spelling.slack += slack_of(database, spelling);
  return spellings;
}

// How many positions it may take.
std::uint32_t window_of(const Spelling& spelling, std::uint32_t slop) {
  return static_cast<std::uint32_t>(spelling.terms.size()) + slop + spelling.slack;
}

TextForm form_of(const Spelling& spelling, std::uint32_t slop, const Field* field) {
  TextForm form;
  form.kind = slop > 0 ? TextFormKind::near : TextFormKind::phrase;
  form.words = spelling.terms;
  form.window = window_of(spelling, slop);
  form.field = field;
  return form;
}

// One spelling in one field; without terms if a word does not occur there.
PhraseTerms in_field(const TermSource& database, const Spelling& spelling, std::uint32_t slop,
                     std::string_view prefix) {
  PhraseTerms phrase{{}, window_of(spelling, slop)};
  for (const std::string& word : spelling.terms) {
    phrase.terms.push_back(prefixed_term(prefix, word));
    if (!database.term_exists(phrase.terms.back())) return {};
  }
  return phrase;
}

std::vector<PhraseTerms> phrases_of(const TermSource& database, const std::vector<Spelling>& spellings,
                                    std::uint32_t slop, const Field* field, const FieldTable& fields) {
  std::vector<PhraseTerms> phrases;
  for (const Spelling& spelling : spellings) {
    for (const std::string_view prefix : positional_prefixes(field, fields)) {
      PhraseTerms phrase = in_field(database, spelling, slop, prefix);
      if (!phrase.terms.empty()) phrases.push_back(std::move(phrase));
    }
  }
  return phrases;
}

// Where words need not be in order, they stand near.
Xapian::Query any_phrase(const std::vector<PhraseTerms>& phrases, std::uint32_t slop) {
  if (phrases.empty()) return Xapian::Query::MatchNothing;
  std::vector<Xapian::Query> matches;
  for (const PhraseTerms& phrase : phrases) {
    matches.push_back(
        slop == 0 || phrase.terms.size() == 1
            ? phrase_match(phrase)
            : Xapian::Query(Xapian::Query::OP_NEAR, phrase.terms.begin(), phrase.terms.end(), phrase.window));
  }
  return Xapian::Query(Xapian::Query::OP_OR, matches.begin(), matches.end());
}

// Field terms carry no weight of their own (wdf 0), so the phrase decides what matches and `scorers` what it is worth.
Xapian::Query scored_by(const Xapian::Query& match, const std::vector<Xapian::Query>& scorers) {
  return Xapian::Query(Xapian::Query::OP_AND_MAYBE, match,
                       Xapian::Query(Xapian::Query::OP_OR, scorers.begin(), scorers.end()));
}

}  // namespace

FormedQuery phrase_query(const TermSource& database, const std::vector<TextUnit>& units, std::uint32_t slop,
                         const Field* field, const FieldTable& fields) {
  std::vector<Xapian::Query> scorers;
  for (const TextUnit& unit : units) {
    std::vector<Xapian::Query> parts;
    for (const Token& part : unit.parts) parts.emplace_back(part.text);
    Xapian::Query scorer(Xapian::Query::OP_OR, parts.begin(), parts.end());
    if (unit.is_compound()) {
      scorer = Xapian::Query(Xapian::Query::OP_OR, scorer,
                             Xapian::Query(Xapian::Query::OP_AND_NOT, Xapian::Query(unit.as_one().text), scorer));
    }
    scorers.push_back(std::move(scorer));
  }
  const bool one_word = units.size() == 1 && !units.front().is_compound();
  if (one_word && field == nullptr) return {scorers.front(), {form_of(by_parts(units), 0, nullptr)}};
  const std::vector<Spelling> spellings = spellings_of(database, units);
  std::vector<PhraseTerms> phrases = phrases_of(database, spellings, slop, field, fields);
  FormedQuery phrase{scored_by(any_phrase(phrases, slop), scorers), {}};
  const bool of_words = std::none_of(units.begin(), units.end(),
                                     [](const TextUnit& unit) { return unit.is_compound() || unit.parts.size() > 1; });
  if (slop == 0 && of_words) {
    phrase.phrases = std::move(phrases);
    for (const TextUnit& unit : units) phrase.weighed_by.push_back(unit.parts.front().text);
  }
  for (const Spelling& spelling : spellings) phrase.forms.push_back(form_of(spelling, slop, field));
  return phrase;
}

FormedQuery phrase_of_parts(const TermSource& database, const TextUnit& unit, const FieldTable& fields) {
  std::vector<Xapian::Query> scorers;
  std::vector<std::string> weighed_by;
  for (const Token& part : unit.parts) {
    if (!database.term_exists(part.text)) return {};
    weighed_by.push_back(prefixed_term(kStemPrefix, part.stem));
    scorers.emplace_back(weighed_by.back());
  }
  TextUnit parts_only;
  parts_only.parts = unit.parts;
  const Spelling spelling = by_parts({parts_only});
  std::vector<PhraseTerms> phrases = phrases_of(database, {spelling}, 0, nullptr, fields);
  if (phrases.empty()) return {};
  Xapian::Query query = scored_by(any_phrase(phrases, 0), scorers);
  return {std::move(query), {form_of(spelling, 0, nullptr)}, std::move(phrases), std::move(weighed_by)};
}

Xapian::Query field_filter(const TermSource& database, Analyzer& analyzer, const TextUnit& unit, const Field& field) {
  const Token& token = unit.is_compound() ? unit.as_one() : unit.whole.text.empty() ? unit.parts.front() : unit.whole;
  const bool apart = unit.is_compound() || (unit.whole.text.empty() && may_stand_apart(database, token.text));
  std::vector<Xapian::Query> forms;
  if (apart)
    forms.push_back(
        any_phrase(phrases_of(database, spellings_of(database, {unit}), 0, &field, FieldTable::built_in()), 0));
  if (field.name == "title") {
    forms.emplace_back(prefixed_term(kTitleStemPrefix, token.stem));
    for (const std::string& other : unit.others) forms.emplace_back(prefixed_term(kTitleStemPrefix, other));
    return combine(Xapian::Query::OP_OR, forms);
  }
  if (unit.is_compound()) return forms.front();
  // Other fields keep exact forms only: take those of the same stem, which nearly always share its beginning.
  const auto differs = std::mismatch(token.text.begin(), token.text.end(), token.stem.begin(), token.stem.end()).first;
  const std::string start = prefixed_term(
      field.prefix, std::string_view(token.text.data(), static_cast<std::size_t>(differs - token.text.begin())));
  forms.emplace_back(prefixed_term(field.prefix, token.text));
  const std::string stem = analyzer.stem(token.text);
  constexpr std::size_t kMaxForms = 200;
  if (database.guesses()) return forms.front();
  for (auto term = database.database().allterms_begin(start);
       term != database.database().allterms_end(start) && forms.size() < kMaxForms; ++term) {
    const std::string form = (*term).substr(field.prefix.size());
    if (form != token.text && analyzer.stem(form) == stem) forms.emplace_back(*term);
  }
  return Xapian::Query(Xapian::Query::OP_OR, forms.begin(), forms.end());
}

}  // namespace newsrank::detail
