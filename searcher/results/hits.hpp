// SPDX-License-Identifier: GPL-2.0-or-later
// Hits: what is shown of the ranked stories of a page.
#pragma once

#include <cstddef>
#include <vector>

#include "index/index_reader.hpp"
#include "newsrank/analyzer.hpp"
#include "newsrank/error.hpp"
#include "newsrank/searcher.hpp"
#include "query/translation/translator.hpp"
#include "ranking/exact_ranking.hpp"
#include "results/stories/stories.hpp"

namespace newsrank::detail {

// Reads these members of the articles of the stories, the first of which has rank `first_rank`. Errors: index_corrupt.
// Throws Xapian::Error (callers guard).
Result<std::vector<Hit>> read_hits(const IndexReader& index, const std::vector<Story>& stories, std::size_t first_rank,
                                   const MemberSet& wanted);

// Fills Hit::explanation of the hits that read_hits() made of `stories`. `clauses` are those of the request's query.
// Throws Xapian::Error (callers guard).
void explain_hits(const IndexReader& index, const RankingRequest& request, const std::vector<Clause>& clauses,
                  const std::vector<Story>& stories, Analyzer& analyzer, std::vector<Hit>& hits);

}  // namespace newsrank::detail
