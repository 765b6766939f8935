// SPDX-License-Identifier: GPL-2.0-or-later
// One search, from the request to the response: understand the query, rank, fold stories, read the hits.
#pragma once

#include "newsrank/error.hpp"
#include "newsrank/query_explanation.hpp"
#include "newsrank/searcher.hpp"
#include "search/search_state.hpp"

namespace newsrank::detail {

// What Searcher::search() returns on the snapshot of `state`. Throws Xapian::Error (callers guard).
Result<SearchResponse> run_search(SearchState& state, const SearchRequest& request);

// What Searcher::explain_query() returns. Throws likewise.
Result<QueryExplanation> run_explain_query(SearchState& state, const SearchRequest& request);

}  // namespace newsrank::detail
