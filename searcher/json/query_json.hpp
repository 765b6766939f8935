// SPDX-License-Identifier: GPL-2.0-or-later
// A query as it is understood, as JSON.
#pragma once

#include <string>
#include <string_view>

#include "json/json_writer.hpp"
#include "newsrank/query.hpp"
#include "newsrank/query_explanation.hpp"

namespace newsrank::detail {

// The members of a remark about a query.
void write_diagnostic(JsonWriter& out, const QueryDiagnostic& diagnostic);

// The syntax tree of `text`, the same query written plainly, and the remarks.
std::string parsed_query_json(std::string_view text, const ParsedQuery& parsed);

std::string query_explanation_json(std::string_view text, const QueryExplanation& explanation);

}  // namespace newsrank::detail
