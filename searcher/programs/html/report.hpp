// SPDX-License-Identifier: GPL-2.0-or-later
// The report of a search: one page that needs nothing else, to be mailed or printed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "newsrank/searcher.hpp"

namespace newsrank::html {

// What a report counts besides its hits.
std::vector<FacetRequest> report_facets();

// The query, its filters, remarks, charts of the facets, and the hits. Of report_facets() the response has those that
// are drawn, the days last.
std::string write_report(std::string_view query, const std::vector<SearchFilter>& filters,
                         const SearchResponse& response);

}  // namespace newsrank::html
