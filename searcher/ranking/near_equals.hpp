// SPDX-License-Identifier: GPL-2.0-or-later
// Near equals: articles about as relevant, of similar titles, are in the order of their quality.
#pragma once

#include <vector>

#include "index/index_reader.hpp"
#include "ranking/exact_ranking.hpp"

namespace newsrank::detail {

// So many of the best articles by score are put into order among each other, whatever page is wanted.
inline constexpr std::size_t kNearWindow = 40;
// Titles are similar from this cosine of their words on.
inline constexpr double kNearTitles = 0.6;

// Whether a request asks for it.
bool orders_near_equals(const RankingRequest& request);

// Takes the first kNearWindow of `ranked`, which are in the order of their scores, from the best on. Each passes those
// before it, one after another, as long as it is as relevant (its score is less by profile.near_share at most), is the
// better (by quality, then date) and has a similar title. Only an article whose title is the query passes another such.
// Depends on the query, the articles and their scores alone. Throws Xapian::Error.
void order_near_equals(const IndexReader& index, const RankingRequest& request, std::vector<RankedArticle>& ranked);

}  // namespace newsrank::detail
