// Understanding: from a request's text to the query that the engine runs.
#pragma once

#include <cstdint>

#include "newsrank/error.hpp"
#include "newsrank/searcher.hpp"
#include "query/translation/translator.hpp"
#include "search/search_state.hpp"

namespace newsrank::detail {

// Parses, corrects and translates the request's query, and adds what an article to be like asks for, and the filters.
// Fills the query, profile, diagnostics and suggestion of `response`. Errors: invalid_query, invalid_argument (the
// profile, a filter). Throws Xapian::Error (callers guard).
Result<TranslatedQuery> understand(SearchState& state, const SearchRequest& request, std::int64_t now,
                                   SearchResponse& response);

// Another tree, made of the one that understand() answered, as the engine's query. Throws likewise.
TranslatedQuery translate_tree(SearchState& state, const SearchRequest& request, const RankingProfile& profile,
                               const Query& tree);

}  // namespace newsrank::detail
