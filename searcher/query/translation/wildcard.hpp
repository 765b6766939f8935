// SPDX-License-Identifier: GPL-2.0-or-later
// Wildcards: the words of the collection that a pattern with `*` and `?` stands for.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "index/term_source.hpp"
#include "newsrank/analyzer.hpp"
#include "newsrank/query.hpp"

namespace newsrank::detail {

struct WildcardExpansion {
  std::vector<std::string> words;             // folded exact forms, the most frequent first
  std::vector<Xapian::doccount> frequencies;  // how many articles hold each
  bool cut = false;                           // there were more than allowed
  bool refused = false;                       // the pattern has nothing before its first wildcard
};

// At most `limit` words. Cost: one pass over the words that begin with what stands before the first wildcard.
WildcardExpansion expand_wildcard(const TermSource& terms, Analyzer& analyzer, std::string_view pattern,
                                  std::size_t limit);

// Articles that hold any of the words under `prefix`: a filter.
Xapian::Query any_word(const WildcardExpansion& expansion, std::string_view prefix);

// Whether `text` matches a pattern, character by character in UTF-8.
bool wildcard_matches(std::string_view pattern, std::string_view text);

// ---- All wildcards of a query: what they cost is bounded together.

// How many wildcards the tree has.
std::size_t count_patterns(const Query& tree);

// The same query, in which equal wildcards side by side are one with their boosts added up.
Query with_patterns_merged(Query tree);

// How many terms each of the wildcards may stand for, if one alone may stand for `most`: all together for four times as
// many.
std::size_t terms_of_each(std::size_t most, std::size_t patterns);

}  // namespace newsrank::detail
