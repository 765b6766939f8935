// SPDX-License-Identifier: GPL-2.0-or-later
// Comparisons: the counts of several queries side by side.
#pragma once

#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "newsrank/searcher.hpp"
#include "programs/output/printer_options.hpp"
#include "programs/output/timeline.hpp"
#include "programs/terminal/terminal.hpp"

namespace newsrank::cli {

// A value, and how many articles of each query have it.
struct ComparedRow {
  std::string value;
  std::string label;
  std::vector<std::uint64_t> counts;
};

struct ComparedFacet {
  std::string field;  // of a timeline its unit
  std::vector<ComparedRow> rows;
};

struct Comparison {
  std::vector<std::string> queries;
  std::vector<SearchResponse> responses;  // to each query
  std::vector<ComparedFacet> facets;
};

// The values of one facet of all responses: those with the most articles in all first, or in their order.
ComparedFacet compared(const std::vector<const Facet*>& sides, FacetOrder order);
// The periods from the first to the last day of any of the facets of days.
ComparedFacet compared_periods(const std::vector<const Facet*>& sides, std::optional<TimeUnit> unit);

// As text a column for each query, with its share of the articles of the query; as csv, tsv and markdown a row for each
// value; as json the answer to each query on a line of its own.
void print_comparison(std::FILE* out, const Comparison& comparison, Format format, const TerminalStyle& style);

}  // namespace newsrank::cli
