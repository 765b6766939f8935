// SPDX-License-Identifier: GPL-2.0-or-later
// Stories: the copies of one article among ranked hits, folded under the best of them.
//
// Hits are taken in their order; each joins the earlier hits of its story, which the index knows, or begins it. Only
// articles of different databases are compared here.
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
  bool also = false;                  // see Hit::also
};

struct StoryRanking {
  std::vector<Story> stories;  // at most `wanted`, by the rank of their best article
  Ranking ranking;             // of the articles that were looked at
};

// Articles of different databases behind this rank are not compared: this bounds the work of deep pages.
inline constexpr std::size_t kComparedRanks = 10'000;

// The best request.wanted stories. Copies are folded as far as the ranking is looked at: half as many articles more
// than wanted, or as many as it takes to find the stories. Error: index_corrupt. Throws Xapian::Error (callers guard).
Result<StoryRanking> rank_stories(const IndexReader& index, const RankingRequest& request, Analyzer& analyzer);

}  // namespace newsrank::detail
