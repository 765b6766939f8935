// SPDX-License-Identifier: GPL-2.0-or-later
// TermQuery: a query of single words as plain data, for a ranking that reads posting lists itself.
#pragma once

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

// One word of the query: its stem decides whether an article holds it; of a pattern, the words it stands for, which
// weigh as if they were one. The boosters raise the score, and stand only in articles that hold the stem (its exact
// form, the stem in the title).
struct QueryWord {
  std::vector<WeightedTerm> forms;  // at least one; all with the factor of the first
  std::vector<WeightedTerm> boosters;
  std::uint64_t mass = 0;  // see TermQuery::least_mass
  bool added = false;      // by feedback; nobody asked for it
  bool joins = false;      // the two words before it in one: it stands for both, and weighs where neither is
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

// Multiplies all factors.
inline void scale(TermQuery& query, double factor) {
  for (QueryWord& word : query.words) {
    for (WeightedTerm& form : word.forms) form.factor *= factor;
    for (WeightedTerm& booster : word.boosters) booster.factor *= factor;
  }
  for (WeightedTerm& term : query.loose) term.factor *= factor;
}

}  // namespace newsrank::detail
