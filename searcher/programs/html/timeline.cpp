// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/html/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>

#include "newsrank/article.hpp"

namespace newsrank::html {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

enum class Unit { day, week, month, year };

struct Counted {
  sys_days day;
  std::uint64_t count = 0;
};

std::vector<Counted> counted_days(const Facet& facet) {
  std::vector<Counted> counted;
  for (const FacetValue& value : facet.values) {
    const auto seconds = parse_date_time(value.value);
    if (!seconds) continue;
    const std::chrono::sys_seconds moment{std::chrono::seconds(*seconds)};
    counted.push_back({std::chrono::floor<days>(moment), value.count});
  }
  std::sort(counted.begin(), counted.end(), [](const Counted& a, const Counted& b) { return a.day < b.day; });
  return counted;
}

Unit unit_for(days span) {
  constexpr days kMostDays{45};
  constexpr days kMostInWeeks{400};
  constexpr days kMostInMonths{12 * 366};
  if (span <= kMostDays) return Unit::day;
  if (span <= kMostInWeeks) return Unit::week;
  return span <= kMostInMonths ? Unit::month : Unit::year;
}

sys_days first_of(sys_days day, Unit unit) {
  const year_month_day date(day);
  switch (unit) {
    case Unit::day:
      return day;
    case Unit::week:
      return day - (std::chrono::weekday(day) - std::chrono::Monday);
    case Unit::month:
      return date.year() / date.month() / 1;
    case Unit::year:
      break;
  }
  return date.year() / std::chrono::January / 1;
}

sys_days next_after(sys_days first, Unit unit) {
  const year_month_day date(first);
  switch (unit) {
    case Unit::day:
      return first + days(1);
    case Unit::week:
      return first + days(7);
    case Unit::month:
      return sys_days((date.year() / date.month() + std::chrono::months(1)) / 1);
    case Unit::year:
      break;
  }
  return sys_days((date.year() + std::chrono::years(1)) / std::chrono::January / 1);
}

std::string day_text(sys_days day) {
  const year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string label_of(sys_days first, Unit unit) {
  const std::string text = day_text(first);
  if (unit == Unit::year) return text.substr(0, 4);
  return unit == Unit::month ? text.substr(0, 7) : text;
}

std::string_view unit_name(Unit unit) {
  switch (unit) {
    case Unit::day:
      return "day";
    case Unit::week:
      return "week from";
    case Unit::month:
      return "month";
    case Unit::year:
      break;
  }
  return "year";
}

struct Axis {
  Unit unit = Unit::month;
  std::vector<sys_days> begins;  // and behind the last one its end
};

Axis axis_of(const std::vector<Counted>& counted) {
  Axis axis;
  if (counted.empty()) return axis;
  axis.unit = unit_for(counted.back().day - counted.front().day);
  for (sys_days begin = first_of(counted.front().day, axis.unit);; begin = next_after(begin, axis.unit)) {
    axis.begins.push_back(begin);
    if (begin > counted.back().day) return axis;
  }
}

std::vector<double> counts_on(const Axis& axis, const std::vector<Counted>& counted) {
  std::vector<double> counts(axis.begins.empty() ? 0 : axis.begins.size() - 1, 0);
  for (const Counted& each : counted) {
    const auto behind = std::upper_bound(axis.begins.begin(), axis.begins.end(), each.day);
    if (behind == axis.begins.begin() || behind == axis.begins.end()) continue;
    counts[static_cast<std::size_t>(behind - axis.begins.begin()) - 1] += static_cast<double>(each.count);
  }
  return counts;
}

Chart empty_chart(const Axis& axis) {
  Chart chart{"Articles over time", std::string(unit_name(axis.unit)), {}, {}, {}, 720};
  for (std::size_t i = 0; i + 1 < axis.begins.size(); ++i) chart.labels.push_back(label_of(axis.begins[i], axis.unit));
  return chart;
}

}  // namespace

FacetRequest timeline_request() {
  return {"day", kMaxFacetValues, FacetOrder::value, false};
}

Chart timeline(const Facet& facet, const std::function<std::string(const Span& span)>& link) {
  const auto counted = counted_days(facet);
  const Axis axis = axis_of(counted);
  Chart chart = empty_chart(axis);
  chart.series.push_back({"articles", counts_on(axis, counted)});
  for (std::size_t i = 0; link && i + 1 < axis.begins.size(); ++i)
    chart.links.push_back(link({day_text(axis.begins[i]), day_text(axis.begins[i + 1] - days(1))}));
  return chart;
}

Chart stacked_timeline(const Facet& all, const std::vector<std::pair<std::string, Facet>>& parts) {
  const Axis axis = axis_of(counted_days(all));
  Chart chart = empty_chart(axis);
  for (const auto& [name, facet] : parts) chart.series.push_back({name, counts_on(axis, counted_days(facet))});
  return chart;
}

}  // namespace newsrank::html
