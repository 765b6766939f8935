// SPDX-License-Identifier: GPL-2.0-or-later
// Understanding: from a request's text to the query that is run. What stands where: the text is parsed by query/syntax,
// its misspelt words are corrected by query/spelling, the tree becomes a query by query/translation.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "newsrank/error.hpp"
#include "newsrank/query.hpp"
#include "newsrank/ranking.hpp"
#include "newsrank/searcher.hpp"
#include "query/translation/translator.hpp"
#include "search/search_state.hpp"

namespace newsrank::detail {

// What a request asks for; everything that follows works with this and reads no text of the request again.
struct UnderstoodQuery {
  Query tree;              // corrected if the request says so, with the filters and what an article to be like asks for
  RankingProfile profile;  // with what the request overrides
  std::vector<QueryDiagnostic> diagnostics;  // of all stages, in order of their place
  std::optional<std::string> suggestion;     // as SearchResponse::suggestion
  Demand demand;                             // what it demands
  TranslatedQuery translated;                // of `tree`; its diagnostics are in `diagnostics`
};

// Errors: invalid_query, invalid_argument (the profile, a filter). Throws Xapian::Error (callers guard).
Result<UnderstoodQuery> understand(SearchState& state, const SearchRequest& request, std::int64_t now);

// What the request demands of its words.
Demand demand_of(const SearchRequest& request, const RankingProfile& profile);

// Another tree, made of the understood one, or another demand on its words. Throws likewise.
TranslatedQuery translate_tree(SearchState& state, const SearchRequest& request, const RankingProfile& profile,
                               const Query& tree, const Demand& demand);

}  // namespace newsrank::detail
