// SPDX-License-Identifier: GPL-2.0-or-later
// Runs made by searching an index.
#pragma once

#include <cstddef>
#include <vector>

#include "evaluation/judgements/qrels.hpp"
#include "evaluation/measures.hpp"
#include "newsrank/searcher.hpp"

namespace newsrank::detail {

// The first so many results of a query that judging looks at: `depth` (0: kDefaultSearchDepth), or less if every
// measure is cut before.
std::size_t search_depth(std::size_t depth, const std::vector<Measure>& measures);

inline constexpr std::size_t kDefaultSearchDepth = 1000;

// Searches for each query as `request` says, but with the query's own text, and with as many more results as are to be
// excluded. A document is known by its article's URL. A query that holds nothing to search for has no results. Errors:
// those of Searcher::search().
Result<Run> search_all(Searcher& searcher, const std::vector<JudgedQuery>& queries, const Exclusions& exclusions,
                       SearchRequest request);

}  // namespace newsrank::detail
