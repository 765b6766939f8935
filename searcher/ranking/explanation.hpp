// SPDX-License-Identifier: GPL-2.0-or-later
// Explanations: the parts of a hit's score, measured by the engine clause by clause.
#pragma once

#include <vector>

#include "index/index_reader.hpp"
#include "newsrank/analyzer.hpp"
#include "newsrank/article.hpp"
#include "newsrank/ranking.hpp"
#include "query/translation/translator.hpp"
#include "ranking/exact_ranking.hpp"

namespace newsrank::detail {

// Why `document` (whose article is given) has its score for a request that was made of `clauses`. Cost: one engine
// query a clause. Throws Xapian::Error (callers guard).
Explanation explain(const IndexReader& index, const RankingRequest& request, const std::vector<Clause>& clauses,
                    const RankedArticle& document, const Article& article, Analyzer& analyzer);

// One sentence: what puts a hit above the next one.
std::string compare(const Explanation& hit, const Explanation& next);

}  // namespace newsrank::detail
