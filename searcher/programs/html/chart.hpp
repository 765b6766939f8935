// SPDX-License-Identifier: GPL-2.0-or-later
// Charts: numbers by label and series, drawn as bars or as a map, and always also a table.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "programs/html/html.hpp"

namespace newsrank::html {

struct Series {
  std::string name;
  std::vector<double> values;  // one for each label
};

struct Chart {
  std::string title;
  std::string axis;                 // what the labels are: "month"
  std::vector<std::string> labels;  // along the chart
  std::vector<Series> series;       // stacked in bars; rows of a map
  std::vector<std::string> links;   // where the label leads; empty: nowhere
  double width = 720;               // of the drawing; the narrower, the larger its letters
};

// Upright bars, the series stacked. Each bar is a link where the chart has some.
Html bar_drawing(const Chart& chart);
// Lying bars, for long labels; the series side by side, each with a scale of its own.
Html lying_bar_drawing(const Chart& chart);
// A cell for each series and label, the darker the more.
Html map_drawing(const Chart& chart);
// The names of the series with their colours; empty for a single one.
Html legend(const Chart& chart);

Html chart_table(const Chart& chart);
// RFC 4180, with a head.
std::string chart_csv(const Chart& chart);
// A drawing as a file of its own.
std::string svg_file(const Html& drawing);

}  // namespace newsrank::html
