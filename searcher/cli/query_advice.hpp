// SPDX-License-Identifier: GPL-2.0-or-later
// Remarks about what the shell made of a query before it reached the program.
#pragma once

#include <string>
#include <vector>

#include "newsrank/error.hpp"
#include "newsrank/query.hpp"

namespace newsrank::cli {

// The remark on arguments whose quotes or contents the shell seems to have taken; empty: none.
std::string argument_remark(const std::vector<std::string>& words);

// The remark on a query in which a quote is missing; empty: none is.
std::string quote_remark(const std::vector<QueryDiagnostic>& diagnostics);

// An error of a query that came as these arguments, with a hint about the shell where that helps.
Error with_query_advice(Error error, const std::vector<std::string>& words);

}  // namespace newsrank::cli
