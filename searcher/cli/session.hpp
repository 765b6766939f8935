// SPDX-License-Identifier: GPL-2.0-or-later
// One run of newsrank-search: opens the index, runs queries, prints what is found.
#pragma once

#include "cli/options.hpp"
#include "newsrank/error.hpp"
#include "newsrank/searcher.hpp"
#include "programs/environment.hpp"

namespace newsrank::cli {

// What a run works with.
struct Opened {
  Searcher searcher;
  SearchRequest request;  // what is the same for all queries
};

// Reads what the options name and opens the index. Errors: as make_request() and Searcher::open(), with advice.
Result<Opened> open_session(const Options& options);

// Runs the queries; prints to standard output, and to standard error what went wrong. The exit code.
int run_session(Opened opened, const Options& options, const Environment& environment);

}  // namespace newsrank::cli
