// SPDX-License-Identifier: GPL-2.0-or-later
// Demand: how much of a query's words an article must hold to count as found.
//
// With words as alternatives nearly every article matches. Found is one that holds a telling part of them: words of at
// least a share of their mass, their idfs added up. The idfs come from the frequencies in all shards, so that it does
// not depend on how articles are dealt out; they are whole millionths, so that sums in any order are equal.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "query/translation/runnable_query.hpp"

namespace newsrank::detail {

// A word of a bag of alternatives, or what stands for one.
struct TellingWord {
  Xapian::Query match;
  double articles = 0;  // how many hold it, at least about
  bool joins = false;   // it is the two words before it in one, and stands for both
};

struct Demand {
  enum class Kind : std::uint8_t {
    telling,  // all words of two, the share of more
    share,    // the share
    none,     // one word suffices
  };
  Kind kind = Kind::telling;
  double share = 0;   // of the words' mass; 0: one word suffices
  bool rest = false;  // what does not hold as much, instead
};

// No more words count, the most telling ones.
inline constexpr std::size_t kMaxTellingWords = 8;

// In millionths; 0 of a word that no article holds.
std::uint64_t telling_mass(double articles, double holding);

enum class DemandMade : std::uint8_t { none, share, both };

// Restricts the alternatives `query` to the articles that hold enough of `words`, if any article holds one. `articles`:
// how many there are.
DemandMade make_demand(RunnableQuery& query, const std::vector<TellingWord>& words, const Demand& demand,
                       double articles);

// Another demand on a query of terms on which make_demand() made one.
void demand_anew(TermQuery& query, const Demand& demand);

// What holds all of the words.
Xapian::Query holding_all(const std::vector<TellingWord>& words);

// The articles that hold words of that mass. `masses` are those of `words`; 0: it does not count.
Xapian::Query holding_enough(const std::vector<Xapian::Query>& words, const std::vector<std::uint64_t>& masses,
                             std::uint64_t least);

}  // namespace newsrank::detail
