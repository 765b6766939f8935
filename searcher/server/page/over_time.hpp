// SPDX-License-Identifier: GPL-2.0-or-later
// The timeline of a search: one series, or stacked by the most frequent values of a field (the parameter `by`).
#pragma once

#include <string_view>
#include <vector>

#include "newsrank/error.hpp"
#include "newsrank/facets.hpp"
#include "programs/html/chart.hpp"
#include "programs/html/timeline.hpp"
#include "server/page/page_state.hpp"

namespace newsrank::server {

// What the timeline is stacked by.
struct Stacking {
  std::string_view field;  // empty: by nothing
  bool single = true;      // an article has one value of it: the rest can be told
};

// Error: invalid_argument if the parameter is none of the fields.
Result<Stacking> read_stacking(const Parameters& parameters);

// The facets that it is made of; they are to be the last of a search.
std::vector<FacetRequest> over_time_request(const Stacking& stacking);
html::Chart over_time_chart(const std::vector<Facet>& facets, const Stacking& stacking, const html::PeriodLink& link);

// With links that stack it by something else; nothing where all articles are of one time.
html::Html over_time_figure(const std::vector<Facet>& facets, const Stacking& stacking, const PageState& state);

}  // namespace newsrank::server
