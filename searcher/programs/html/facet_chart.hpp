// SPDX-License-Identifier: GPL-2.0-or-later
// Facets as charts.
#pragma once

#include <string>

#include "newsrank/facets.hpp"
#include "programs/html/chart.hpp"

namespace newsrank::html {

// A label for each value, one series of their counts.
Chart facet_chart(const Facet& facet, std::string title);

// A series for each value, a label for each of their children.
Chart crossed_chart(const Facet& facet);

}  // namespace newsrank::html
