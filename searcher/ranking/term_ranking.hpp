// SPDX-License-Identifier: GPL-2.0-or-later
// The exact ranking of a TermQuery, from the posting lists themselves.
//
// Articles are looked at in the order of their documents, each once, and only as far as they can still be among the
// best: with the greatest weights of the words it may hold, times its own quality. Words that could not lift an article
// that holds nothing else among the best are no longer read through, only looked up where another word stands
// (MaxScore; Turtle and Flood, Query evaluation: strategies and optimizations, 1995). The score of an article that is
// left behind is proven to be below the last wanted one's, so the ranking is the one of exact_ranking.hpp.
#pragma once

#include "index/index_reader.hpp"
#include "ranking/best_articles.hpp"
#include "ranking/exact_ranking.hpp"

namespace newsrank::detail {

// Whether rank_terms() can rank it: a query of terms, few of them patterns, ordered by score, on local shards only.
bool can_rank_terms(const IndexReader& index, const RankingRequest& request);

struct TermTotal {
  Xapian::doccount value = 0;
  Xapian::doccount all_words = 0;  // hold every word that was asked for
  bool exact = true;               // both
};

// Adds the best articles of request.query, which is one of terms, to `best`. How many articles match: exact of one
// word, and if fewer than `count_up_to`; otherwise estimated from the frequencies of the terms. Throws Xapian::Error
// (callers guard).
TermTotal rank_terms(const IndexReader& index, const RankingRequest& request, Xapian::doccount count_up_to,
                     BestArticles& best);

}  // namespace newsrank::detail
