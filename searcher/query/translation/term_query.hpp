// SPDX-License-Identifier: GPL-2.0-or-later
// TermQuery: a query of single words as plain data, for a ranking that reads posting lists itself.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace newsrank::detail {

// A term of the index.
struct WeightedTerm {
  std::string term;
  double articles = 0;  // how many hold it
  double factor = 1;    // on its weight
};

// Terms that stand in this order within so many positions; of one term: wherever it stands.
struct PhraseTerms {
  std::vector<std::string> terms;  // at least one
  std::uint32_t window = 0;
};

// One word of the query: its stem decides whether an article holds it; of a pattern, the words it stands for, which
// weigh as if they were one. The boosters raise the score, and stand only in articles that hold the stem (its exact
// form, the stem in the title). An article also holds it if one of `phrases` stands there (a word that is written
// apart, words in quotes); where none of the forms does, it weighs what `phrase_terms` do.
struct QueryWord {
  std::vector<WeightedTerm> forms;  // all with the factor of the first; at least one, if there is no phrase
  std::vector<WeightedTerm> boosters;
  std::uint64_t mass = 0;  // see TermQuery::least_mass
  bool added = false;      // by feedback; nobody asked for it
  bool joins = false;      // the two words before it in one: it stands for both, and weighs where neither is
  std::vector<PhraseTerms> phrases{};
  std::vector<WeightedTerm> phrase_terms{};  // at least one, if there is a phrase; all with the factor of the first
  double phrase_articles = 0;                // about how many hold a phrase
};

// Articles that hold one of the words (`any`; `least_mass` may ask for more) or all of them, and none of the terms of
// `excluded`. The relevance is the sum of the weights of words, boosters and `loose` terms that the article holds; the
// latter may stand anywhere.
struct TermQuery {
  enum class Matching : std::uint8_t { any, all };

  Matching matching = Matching::any;
  std::vector<QueryWord> words;  // at least one
  // Of the alternatives an article must hold words of that mass; at most that of all words together.
  std::uint64_t least_mass = 0;
  bool rest = false;  // the alternatives that do not hold as much, instead
  std::vector<WeightedTerm> loose;
  std::vector<std::string> excluded;
};

inline bool has_phrases(const TermQuery& query) {
  return std::any_of(query.words.begin(), query.words.end(),
                     [](const QueryWord& word) { return !word.phrases.empty(); });
}

// Multiplies all factors.
inline void scale(TermQuery& query, double factor) {
  for (QueryWord& word : query.words) {
    for (WeightedTerm& form : word.forms) form.factor *= factor;
    for (WeightedTerm& booster : word.boosters) booster.factor *= factor;
    for (WeightedTerm& term : word.phrase_terms) term.factor *= factor;
  }
  for (WeightedTerm& term : query.loose) term.factor *= factor;
}

}  // namespace newsrank::detail
