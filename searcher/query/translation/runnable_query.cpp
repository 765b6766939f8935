// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/translation/runnable_query.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "query/translation/demand.hpp"
#include "query/translation/word_group.hpp"

namespace newsrank::detail {
namespace {

using XQuery = Xapian::Query;

XQuery of_term(const WeightedTerm& term) {
  return scaled(XQuery(term.term), term.factor);
}

XQuery of_forms(const QueryWord& word) {
  return word.forms.size() == 1 ? of_term(word.forms.front())
                                : scaled(any_as_one(word.forms), word.forms.front().factor);
}

// Terms of fields have no weight of their own (wdf 0): the phrases decide what matches, others what it is worth.
XQuery of_phrases(const QueryWord& word) {
  std::vector<XQuery> matches;
  for (const PhraseTerms& phrase : word.phrases) matches.push_back(phrase_match(phrase));
  std::vector<XQuery> weighed;
  for (const WeightedTerm& term : word.phrase_terms) weighed.emplace_back(term.term);
  return {XQuery::OP_AND_MAYBE, XQuery(XQuery::OP_OR, matches.begin(), matches.end()),
          XQuery(XQuery::OP_OR, weighed.begin(), weighed.end())};
}

XQuery of_word(const QueryWord& word) {
  if (word.phrases.empty()) return of_forms(word);
  const double factor = word.phrase_terms.front().factor;
  if (word.forms.empty()) return scaled(of_phrases(word), factor);
  const XQuery forms = of_forms(word);
  return {XQuery::OP_OR, forms, scaled(XQuery(XQuery::OP_AND_NOT, of_phrases(word), forms), factor)};
}

XQuery matches_of(const TermQuery& query) {
  std::vector<XQuery> words;
  std::vector<std::uint64_t> masses;
  std::vector<XQuery> weighed;
  for (const QueryWord& word : query.words) {
    words.push_back(of_word(word));
    masses.push_back(word.mass);
    weighed.push_back(words.back());
    const std::size_t count = words.size();
    if (word.joins && count > 2)
      weighed.back() =
          XQuery(XQuery::OP_AND_NOT, words.back(), XQuery(XQuery::OP_OR, words[count - 3], words[count - 2]));
  }
  XQuery matches = combine(query.matching == TermQuery::Matching::all ? XQuery::OP_AND : XQuery::OP_OR, weighed);
  if (query.least_mass == 0 || (words.size() == 1 && !query.rest)) return matches;
  return {query.rest ? XQuery::OP_AND_NOT : XQuery::OP_FILTER, matches,
          holding_enough(words, masses, query.least_mass)};
}

XQuery with_optional_terms(const XQuery& matches, const TermQuery& query) {
  std::vector<XQuery> optional;
  for (const QueryWord& word : query.words)
    std::transform(word.boosters.begin(), word.boosters.end(), std::back_inserter(optional), of_term);
  std::transform(query.loose.begin(), query.loose.end(), std::back_inserter(optional), of_term);
  return optional.empty() ? matches : XQuery(XQuery::OP_AND_MAYBE, matches, combine(XQuery::OP_OR, optional));
}

bool joins(const RunnableQuery& query, TermQuery::Matching matching) {
  const TermQuery* terms = terms_of(query);
  return terms != nullptr && terms->excluded.empty() && terms->least_mass == 0 &&
         (terms->words.size() == 1 || terms->matching == matching);
}

}  // namespace

XQuery phrase_match(const PhraseTerms& phrase) {
  if (phrase.terms.size() == 1) return XQuery(phrase.terms.front());
  return {XQuery::OP_PHRASE, phrase.terms.begin(), phrase.terms.end(), phrase.window};
}

XQuery engine_query(const RunnableQuery& query) {
  const TermQuery* terms = terms_of(query);
  if (terms == nullptr) return std::get<XQuery>(query);
  return without(with_optional_terms(matches_of(*terms), *terms), terms->excluded);
}

XQuery engine_matches(const RunnableQuery& query) {
  const TermQuery* terms = terms_of(query);
  if (terms == nullptr) return std::get<XQuery>(query);
  return without(matches_of(*terms), terms->excluded);
}

RunnableQuery combined(TermQuery::Matching matching, std::vector<RunnableQuery> queries) {
  if (!std::all_of(queries.begin(), queries.end(), [&](const RunnableQuery& each) { return joins(each, matching); })) {
    std::vector<XQuery> matches;
    matches.reserve(queries.size());
    for (const RunnableQuery& each : queries) matches.push_back(engine_matches(each));
    return combine(matching == TermQuery::Matching::all ? XQuery::OP_AND : XQuery::OP_OR, matches);
  }
  TermQuery together;
  together.matching = matching;
  for (RunnableQuery& each : queries) {
    TermQuery& terms = std::get<TermQuery>(each);
    std::move(terms.words.begin(), terms.words.end(), std::back_inserter(together.words));
    std::move(terms.loose.begin(), terms.loose.end(), std::back_inserter(together.loose));
  }
  return together;
}

void scale(RunnableQuery& query, double factor) {
  if (auto* terms = std::get_if<TermQuery>(&query)) return scale(*terms, factor);
  query = scaled(std::get<XQuery>(query), factor);
}

void exclude(RunnableQuery& query, const std::vector<std::string>& terms) {
  if (auto* of_words = std::get_if<TermQuery>(&query)) {
    of_words->excluded.insert(of_words->excluded.end(), terms.begin(), terms.end());
  } else {
    query = without(std::get<XQuery>(query), terms);
  }
}

}  // namespace newsrank::detail
