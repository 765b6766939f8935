// SPDX-License-Identifier: GPL-2.0-or-later
// Prints judged runs as an aligned table or as JSON.
#pragma once

#include <string>
#include <vector>

#include "evaluation/concordance.hpp"
#include "evaluation/judging.hpp"

namespace newsrank::detail {

// A table for each half: a line for each measure, with `per_query` also one for each query and measure; with two runs
// also their difference (second minus first) and the p-value.
std::string format_text(const std::vector<HalfReport>& reports, bool per_query);

// The same as one JSON object, documented in README.md beside this file; `per_query` adds every query's figures.
std::string format_json(const std::vector<HalfReport>& reports, bool per_query);

struct ConcordanceRow {
  std::string name;  // of the profile, or the index
  QueryHalf half = QueryHalf::all;
  Concordance concordance;
};

// A line for each row; the same as one JSON object.
std::string format_text(const std::vector<ConcordanceRow>& rows);
std::string format_json(const std::vector<ConcordanceRow>& rows);

}  // namespace newsrank::detail
