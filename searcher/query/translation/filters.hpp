// SPDX-License-Identifier: GPL-2.0-or-later
// Filters: queries on keyword, flag, identity, number and date fields. They restrict and never score.
#pragma once

#include <xapian.h>

#include <optional>
#include <vector>

#include "newsrank/analyzer.hpp"
#include "newsrank/query.hpp"
#include "newsrank/schema.hpp"
#include "query/translation/part.hpp"

namespace newsrank::detail {

// A node of kind value in its field; absent if it cannot be used, with a diagnostic.
std::optional<Part> value_filter(const Query& node, const Field& field, Analyzer& analyzer,
                                 const Xapian::Database& database, std::vector<QueryDiagnostic>& diagnostics);

// A node of kind range.
Part range_filter(const Query& node, const Field& field);

}  // namespace newsrank::detail
