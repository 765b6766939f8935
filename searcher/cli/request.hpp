// SPDX-License-Identifier: GPL-2.0-or-later
// From options to what the library takes.
#pragma once

#include "cli/options.hpp"
#include "newsrank/error.hpp"
#include "newsrank/searcher.hpp"

namespace newsrank::cli {

// Everything of a request that is the same for all queries of a run. Reads the files that the settings name. Errors:
// invalid_argument.
Result<SearchRequest> make_request(const Options& options);

// The article that `--like` names: an address of the index, or a file. Errors: as Searcher::find(), invalid_argument.
Result<Article> find_like(Searcher& searcher, const std::string& like);

}  // namespace newsrank::cli
