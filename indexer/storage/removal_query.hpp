// SPDX-License-Identifier: GPL-2.0-or-later
// Removal query: which articles of a shard a request means that are to be removed.
#pragma once

#include <xapian.h>

#include "core/field_table.hpp"
#include "newsrank/analyzer.hpp"
#include "newsrank/error.hpp"
#include "newsrank/searcher.hpp"

namespace newsrank::detail {

// What a search for the request would find, read strictly: nothing is corrected, and a text that cannot be used as it
// is written is refused. Errors: invalid_query, invalid_argument. Throws Xapian::Error.
Result<Xapian::Query> removal_query(const SearchRequest& request, Analyzer& analyzer, const Xapian::Database& shard,
                                    const FieldTable& fields);

}  // namespace newsrank::detail
