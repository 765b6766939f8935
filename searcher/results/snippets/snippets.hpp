// SPDX-License-Identifier: GPL-2.0-or-later
// Snippets of hits: finds the query's words in their texts and cuts out what shows them best.
#pragma once

#include <xapian.h>

#include <string_view>
#include <vector>

#include "newsrank/analyzer.hpp"
#include "newsrank/error.hpp"
#include "newsrank/searcher.hpp"
#include "newsrank/snippet.hpp"
#include "query/translation/translator.hpp"

namespace newsrank::detail {

// Whether the options can be met; invalid_argument names the first that cannot.
Result<void> check_snippets(const SnippetOptions& options);

// Fills Hit::snippets. `clauses` are those of the query, the options are checked, `database` tells how rare words are.
// Cost: the analysis of the hits' texts, 64 KiB of each at most. Throws Xapian::Error (callers guard).
void add_snippets(const Xapian::Database& database, const std::vector<Clause>& clauses, const SnippetOptions& options,
                  Analyzer& analyzer, std::vector<Hit>& hits);

}  // namespace newsrank::detail
