// SPDX-License-Identifier: GPL-2.0-or-later
// Timelines as charts.
#pragma once

#include <functional>
#include <string>

#include "newsrank/facets.hpp"
#include "programs/html/chart.hpp"
#include "programs/output/timeline.hpp"

namespace newsrank::html {

// Where the bar of a period leads; empty: nowhere.
using PeriodLink = std::function<std::string(const cli::Period& period)>;

// One series of the days' counts.
Chart timeline_chart(const cli::Timeline& timeline, const PeriodLink& link);

// The same of a facet of days, in a unit that fits the width of a page.
Chart timeline_chart(const Facet& days, const PeriodLink& link);

// A series for each value of a facet by days, all over the time of `all`; with `others` also one of what `all` has
// beyond them, for fields of which an article has one value.
Chart stacked_timeline(const Facet& all, const Facet& by_days, bool others = false, const PeriodLink& link = {});

}  // namespace newsrank::html
