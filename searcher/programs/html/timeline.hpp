// SPDX-License-Identifier: GPL-2.0-or-later
// Timelines: how many matches there are of each day, week, month or year.
#pragma once

#include <functional>
#include <string>

#include "newsrank/facets.hpp"
#include "programs/html/chart.hpp"

namespace newsrank::html {

// The facet that timelines are made of.
FacetRequest timeline_request();

// What a bar stands for.
struct Span {
  std::string since;  // the first day, "2024-05-01"
  std::string until;  // the last
};

// One series of the days' counts; the bars' unit fits the time from the first to the last day. `link` says where a bar
// leads; empty: nowhere.
Chart timeline(const Facet& days, const std::function<std::string(const Span& span)>& link);

// The same with a series for each facet of days, all over the time of the first, which counts all.
Chart stacked_timeline(const Facet& all, const std::vector<std::pair<std::string, Facet>>& parts);

}  // namespace newsrank::html
