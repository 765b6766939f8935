// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/html/facet_chart.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace newsrank::html {

Chart facet_chart(const Facet& facet, std::string title) {
  constexpr double kHalfWidth = 480;
  Chart chart{std::move(title), facet.field, {}, {{"articles", {}}}, {}, kHalfWidth};
  for (const FacetValue& value : facet.values) {
    chart.labels.push_back(value.label);
    chart.series.front().values.push_back(static_cast<double>(value.count));
  }
  return chart;
}

Chart crossed_chart(const Facet& facet) {
  // By value: dates in order.
  std::map<std::string, std::string> labels;
  for (const FacetValue& value : facet.values) {
    for (const FacetValue& child : value.children) labels.emplace(child.value, child.label);
  }
  Chart chart{facet.field, facet.field, {}, {}, {}, 720};
  for (const auto& [value, label] : labels) chart.labels.push_back(label);
  for (const FacetValue& value : facet.values) {
    Series series{value.label, {}};
    for (const auto& [wanted, label] : labels) {
      const auto found = std::find_if(value.children.begin(), value.children.end(),
                                      [&, &each = wanted](const FacetValue& child) { return child.value == each; });
      series.values.push_back(found == value.children.end() ? 0 : static_cast<double>(found->count));
    }
    chart.series.push_back(std::move(series));
  }
  return chart;
}

}  // namespace newsrank::html
