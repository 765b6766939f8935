// SPDX-License-Identifier: GPL-2.0-or-later
// Timelines as charts.
#pragma once

#include <functional>
#include <string>

#include "newsrank/facets.hpp"
#include "programs/html/chart.hpp"
#include "programs/output/timeline.hpp"

namespace newsrank::html {

// One series of the days' counts. `link` says where a bar leads; empty: nowhere.
Chart timeline_chart(const cli::Timeline& timeline, const std::function<std::string(const cli::Period& period)>& link);

// The same of a facet of days, in a unit that fits the width of a page.
Chart timeline_chart(const Facet& days, const std::function<std::string(const cli::Period& period)>& link);

// A series for each value of a facet by days, all over the time of `all`.
Chart stacked_timeline(const Facet& all, const Facet& by_days);

}  // namespace newsrank::html
