// SPDX-License-Identifier: GPL-2.0-or-later
// The facets of a search: which matches each of them counts.
#pragma once

#include <xapian.h>

#include <functional>
#include <vector>

#include "newsrank/error.hpp"
#include "newsrank/facets.hpp"
#include "newsrank/searcher.hpp"
#include "query/translation/translator.hpp"
#include "search/search_state.hpp"
#include "search/understanding.hpp"

namespace newsrank::detail {

// What a search leaves out of the matches of a translated tree.
using Restriction = std::function<Xapian::Query(const TranslatedQuery& translated)>;

// The facets of the request, which are checked. `matches` is what was run for the understood query. Errors:
// index_corrupt. Throws Xapian::Error (callers guard).
Result<std::vector<Facet>> run_facets(SearchState& state, const SearchRequest& request,
                                      const UnderstoodQuery& understood, const RunnableQuery& matches,
                                      const Restriction& restricted);

}  // namespace newsrank::detail
