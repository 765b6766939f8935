// SPDX-License-Identifier: GPL-2.0-or-later
// One search of a request, whose article to be like is looked up.
#pragma once

#include "newsrank/searcher.hpp"
#include "server/serving/search_parameters.hpp"

namespace newsrank::server {

// Puts the article of `parameters.like` into its request. Errors: as Searcher::find(), invalid_argument where the index
// does not hold it.
Result<void> resolve_like(Searcher& searcher, SearchParameters& parameters);

}  // namespace newsrank::server
