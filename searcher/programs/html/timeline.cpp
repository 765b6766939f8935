// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/html/timeline.hpp"

#include <cstddef>

namespace newsrank::html {
namespace {

constexpr std::size_t kMostBars = 60;

Chart empty_chart(const cli::Timeline& timeline) {
  const bool week = timeline.unit == cli::TimeUnit::week;
  Chart chart{"Articles over time", week ? "week from" : std::string(cli::unit_name(timeline.unit)), {}, {}, {}, 720};
  for (const cli::Period& period : timeline.periods) chart.labels.push_back(period.label);
  return chart;
}

}  // namespace

Chart timeline_chart(const cli::Timeline& timeline, const std::function<std::string(const cli::Period& period)>& link) {
  Chart chart = empty_chart(timeline);
  Series series{"articles", {}};
  for (const cli::Period& period : timeline.periods) {
    series.values.push_back(static_cast<double>(period.count));
    if (link) chart.links.push_back(link(period));
  }
  chart.series.push_back(std::move(series));
  return chart;
}

Chart timeline_chart(const Facet& days, const std::function<std::string(const cli::Period& period)>& link) {
  return timeline_chart(cli::make_timeline(days, std::nullopt, kMostBars), link);
}

Chart stacked_timeline(const Facet& all, const Facet& by_days) {
  const cli::Timeline timeline = cli::make_timeline(all, std::nullopt, kMostBars);
  Chart chart = empty_chart(timeline);
  for (const FacetValue& value : by_days.values) {
    const auto counts = cli::counts_in(timeline, value.children);
    chart.series.push_back({value.label, {counts.begin(), counts.end()}});
  }
  return chart;
}

}  // namespace newsrank::html
