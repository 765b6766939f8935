// SPDX-License-Identifier: GPL-2.0-or-later
// --compare: what several queries find, counted side by side.
#pragma once

#include "cli/options.hpp"
#include "newsrank/error.hpp"
#include "newsrank/searcher.hpp"
#include "programs/output/comparison.hpp"

namespace newsrank::cli {

// Each of options.compare, joined to the query, by `request`; the counts are of options.facets, or else of providers,
// topics and time. Errors as Searcher::search().
Result<Comparison> compare(Searcher& searcher, const SearchRequest& request, const Options& options);

}  // namespace newsrank::cli
