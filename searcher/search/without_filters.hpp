// SPDX-License-Identifier: GPL-2.0-or-later
// What would be found without the filters that leave nothing.
#pragma once

#include <vector>

#include "newsrank/query.hpp"
#include "newsrank/searcher.hpp"
#include "search/facet_run.hpp"
#include "search/search_state.hpp"
#include "search/understanding.hpp"

namespace newsrank::detail {

// Remarks for a query that found nothing: how many articles match without the filters by each field, or, where it is
// none in any case, without all filters. Each is a count of its own. Throws Xapian::Error (callers guard).
std::vector<QueryDiagnostic> without_filters(SearchState& state, const SearchRequest& request,
                                             const UnderstoodQuery& understood, const Restriction& restricted);

}  // namespace newsrank::detail
