// SPDX-License-Identifier: GPL-2.0-or-later
// The tokens and the tree of a query for people to read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/field_table.hpp"
#include "newsrank/analyzer.hpp"
#include "newsrank/query_explanation.hpp"

namespace newsrank::detail {

// `text` is what `tree` was parsed from.
std::vector<ExplainedToken> explain_tokens(const Query& tree, std::string_view text, Analyzer& analyzer);

std::string describe_tree(const Query& tree, const FieldTable& fields);

}  // namespace newsrank::detail
