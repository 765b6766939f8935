// SPDX-License-Identifier: GPL-2.0-or-later
// Stories: the copies of one article among ranked hits, folded under the best of them.
//
// Hits are taken in their order; each joins the best-ranked earlier story whose first article it is a copy of, or
// begins a story. Whether two articles are copies depends on them alone, so the stories depend on the ranking only: not
// on shards, the order of indexing, or the page.
#pragma once

#include <cstddef>
#include <vector>

#include "index/index_reader.hpp"
#include "newsrank/analyzer.hpp"
#include "newsrank/error.hpp"
#include "ranking/exact_ranking.hpp"

namespace newsrank::detail {

struct Story {
  RankedArticle best;
  std::vector<RankedArticle> copies;  // by rank
};

struct StoryRanking {
  std::vector<Story> stories;  // at most `wanted`, by the rank of their best article
  Ranking ranking;             // of the articles that were looked at
};

// Articles behind this rank are not compared any more, each is a story of its own: this bounds the work of deep pages
// (the worst case is a comparison of signatures for every pair of articles before).
inline constexpr std::size_t kGroupedRanks = 10'000;

// The best request.wanted stories. Copies are folded as far as the ranking is looked at: half as many articles more
// than wanted, or as many as it takes to find the stories. Error: index_corrupt. Throws Xapian::Error (callers guard).
Result<StoryRanking> rank_stories(const IndexReader& index, const RankingRequest& request, Analyzer& analyzer);

}  // namespace newsrank::detail
