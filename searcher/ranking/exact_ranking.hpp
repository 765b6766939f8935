// SPDX-License-Identifier: GPL-2.0-or-later
// Exact ranking: the best articles by the product of relevance, quality and recency, proven complete over all matches.
//
// Queries of words are ranked from their posting lists (term_ranking.hpp), others by the engine; the answers are the
// same. The engine ranks by BM25 alone. Its best n are scored with the product; an article it did not return has a BM25
// of at most the last one's, so a product of at most last * (1 + lambda * Qmax) * (1 + rho). Where that bound does not
// stay below the k-th best product, the engine is asked again for more.
//
// The engine weighs every match. Left to itself it passes over those that cannot be among its best, and while doing so
// Xapian 1.4.22 loses others: where OP_AND_MAYBE, or OP_OR of several, turns into OP_AND, it goes on behind the article
// at which the optional list stands, without looking at it (AndMaybePostList::next). Of 60 documents and three lists
// one in ten answers lacked one of the best.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "index/index_reader.hpp"
#include "newsrank/ranking.hpp"
#include "newsrank/searcher.hpp"
#include "query/evidence/evidence.hpp"
#include "query/translation/runnable_query.hpp"

namespace newsrank::detail {

// Beyond the first `places` only articles whose scores are at least that share of the last of these's are wanted.
struct Depth {
  std::size_t places = 0;  // 0: as many as are wanted
  double share = 0;
};

struct RankingRequest {
  RunnableQuery query;
  Evidence evidence;   // raises the relevance of what `query` finds
  bool scores = true;  // false: filters only; every match has relevance 1
  RankingProfile profile;
  std::size_t wanted = 10;  // best articles to return
  // Candidates asked for beyond twice the wanted, so that the first answer mostly suffices. Any value gives the same
  // ranking; to look at all matches again costs more than to score a thousand.
  std::size_t margin = 1000;
  SortOrder sort = SortOrder::relevance;
  // Of an own field to sort by in place of what `sort` names, which is then not the relevance.
  std::optional<Xapian::valueno> own_sort_slot{};
  bool ascending = false;            // the least first; of these
  std::int64_t now = 0;              // for recency
  Xapian::doccount count_up_to = 0;  // totals below this are exact, if not all are
  Xapian::Query all_words;           // what holds every word; empty: as many as match
  Depth depth;
};

struct RankedArticle {
  Xapian::docid document = 0;  // in the combined database of the reader
  double score = 0;
  double relevance = 0;  // rounded, see round_relevance()
  double quality_factor = 1;
  double recency_factor = 1;
  double sort_key = 0;  // the value sorted by; 0 for relevance
  float quality = 0;    // an unknown one replaced by the neutral
};

struct Ranking {
  std::vector<RankedArticle> documents;  // at most `wanted`, best first; ties by quality, date (newest first), id
  std::uint64_t total = 0;
  std::uint64_t all_words = 0;  // of these, hold every word of the query
  bool total_exact = true;      // both
  unsigned passes = 0;          // times the engine was asked
};

// Throws Xapian::Error (callers guard).
Ranking rank_exactly(const IndexReader& index, const RankingRequest& request);

}  // namespace newsrank::detail
