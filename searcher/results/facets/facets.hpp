// SPDX-License-Identifier: GPL-2.0-or-later
// Facets: counting what the matches of a query have in their value slots.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

#include "core/field_table.hpp"
#include "index/index_reader.hpp"
#include "newsrank/analyzer.hpp"
#include "newsrank/error.hpp"
#include "newsrank/facets.hpp"

namespace newsrank::detail {

// Whether all the requests can be answered; invalid_argument names the first that cannot.
Result<void> check_facets(const std::vector<FacetRequest>& requests, const FieldTable& fields);

// The field of the query language that filters by the values of the facet: `date` for `month`.
std::string_view filter_field(std::string_view facet_field, const FieldTable& fields);

// Whether its values have an order of their own: dates, numbers and qualities.
bool is_ordered(std::string_view facet_field, const FieldTable& fields);

struct WantedFacet {
  const FacetRequest& request;      // checked
  std::vector<std::string> chosen;  // values that the search filters by
};

// The facets of all articles that match, in the order in which they are wanted; FacetRequest::by is left out. Cost: see
// tally_matches(); the query runs once for all. Errors: index_corrupt. Throws Xapian::Error (callers guard).
Result<std::vector<Facet>> count_facets(const IndexReader& index, Analyzer& analyzer, const Xapian::Query& matches,
                                        const std::vector<WantedFacet>& wanted);

}  // namespace newsrank::detail
