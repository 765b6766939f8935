// SPDX-License-Identifier: GPL-2.0-or-later
// newsrank-search --interactive: results while the query is typed.
#pragma once

#include <string>

#include "newsrank/error.hpp"
#include "newsrank/searcher.hpp"

namespace newsrank::cli {

struct InteractiveOptions {
  std::string first_words;  // in the line at the start
  bool colour = true;
};

// Runs until the user leaves: the program's exit code (128 and the signal's number, if one ended it). `request` is what
// every search has besides text, page and what is for printed results only. Errors: invalid_argument without a
// terminal; io.
Result<int> search_interactively(Searcher searcher, SearchRequest request, const InteractiveOptions& options);

}  // namespace newsrank::cli
