// SPDX-License-Identifier: GPL-2.0-or-later
// From settings to what the library takes.
#pragma once

#include "newsrank/error.hpp"
#include "newsrank/searcher.hpp"
#include "programs/options/settings.hpp"

namespace newsrank::cli {

// Puts into a request what settings say of searches, but for the files that they name.
void apply_settings(const Settings& settings, SearchRequest& request);

// A request with all that settings say; reads the files that they name. Errors: invalid_argument.
Result<SearchRequest> make_request(const Settings& settings);

}  // namespace newsrank::cli
