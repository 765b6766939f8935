// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/html/timeline.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace newsrank::html {
namespace {

constexpr std::size_t kMostBars = 60;

Chart empty_chart(const cli::Timeline& timeline, const PeriodLink& link) {
  const bool week = timeline.unit == cli::TimeUnit::week;
  Chart chart{"Articles over time", week ? "week from" : std::string(cli::unit_name(timeline.unit)), {}, {}, {}, 720};
  for (const cli::Period& period : timeline.periods) {
    chart.labels.push_back(period.label);
    if (link) chart.links.push_back(link(period));
  }
  return chart;
}

// What the periods have beyond the series that there are.
Series others_of(const cli::Timeline& timeline, const Chart& chart) {
  Series others{"others", {}};
  for (std::size_t i = 0; i < timeline.periods.size(); ++i) {
    double rest = static_cast<double>(timeline.periods[i].count);
    for (const Series& each : chart.series) rest -= each.values[i];
    others.values.push_back(std::max(rest, 0.0));
  }
  return others;
}

}  // namespace

Chart timeline_chart(const cli::Timeline& timeline, const PeriodLink& link) {
  Chart chart = empty_chart(timeline, link);
  Series series{"articles", {}};
  for (const cli::Period& period : timeline.periods) series.values.push_back(static_cast<double>(period.count));
  chart.series.push_back(std::move(series));
  return chart;
}

Chart timeline_chart(const Facet& days, const PeriodLink& link) {
  return timeline_chart(cli::make_timeline(days, std::nullopt, kMostBars), link);
}

Chart stacked_timeline(const Facet& all, const Facet& by_days, bool others, const PeriodLink& link) {
  const cli::Timeline timeline = cli::make_timeline(all, std::nullopt, kMostBars);
  Chart chart = empty_chart(timeline, link);
  for (const FacetValue& value : by_days.values) {
    const auto counts = cli::counts_in(timeline, value.children);
    chart.series.push_back({value.label, {counts.begin(), counts.end()}});
  }
  if (others) chart.series.push_back(others_of(timeline, chart));
  return chart;
}

}  // namespace newsrank::html
