// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/output/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>

#include "newsrank/article.hpp"

namespace newsrank::cli {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::array<std::pair<std::string_view, TimeUnit>, 5> kTimeUnits{{{"day", TimeUnit::day},
                                                                           {"week", TimeUnit::week},
                                                                           {"month", TimeUnit::month},
                                                                           {"quarter", TimeUnit::quarter},
                                                                           {"year", TimeUnit::year}}};
constexpr unsigned kQuarter = 3;  // months

std::optional<sys_days> day_of(const FacetValue& value) {
  const auto seconds = parse_date_time(value.value);
  if (!seconds) return std::nullopt;
  return std::chrono::floor<days>(std::chrono::sys_seconds(std::chrono::seconds(*seconds)));
}

sys_days first_of(sys_days day, TimeUnit unit) {
  const year_month_day date(day);
  const auto month = static_cast<unsigned>(date.month());
  switch (unit) {
    case TimeUnit::day:
      return day;
    case TimeUnit::week:
      return day - (std::chrono::weekday(day) - std::chrono::Monday);
    case TimeUnit::month:
      return date.year() / date.month() / 1;
    case TimeUnit::quarter:
      return date.year() / std::chrono::month(month - (month - 1) % kQuarter) / 1;
    case TimeUnit::year:
      break;
  }
  return date.year() / std::chrono::January / 1;
}

sys_days next_after(sys_days first, TimeUnit unit) {
  constexpr days kWeek{7};
  const year_month_day date(first);
  const auto months_on = [&](unsigned count) {
    return sys_days((date.year() / date.month() + std::chrono::months(count)) / 1);
  };
  switch (unit) {
    case TimeUnit::day:
      return first + days(1);
    case TimeUnit::week:
      return first + kWeek;
    case TimeUnit::month:
      return months_on(1);
    case TimeUnit::quarter:
      return months_on(kQuarter);
    case TimeUnit::year:
      break;
  }
  return sys_days((date.year() + std::chrono::years(1)) / std::chrono::January / 1);
}

std::string day_text(sys_days day) {
  const year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string label_of(sys_days first, TimeUnit unit) {
  const std::string text = day_text(first);
  const std::string year = text.substr(0, text.find('-'));
  switch (unit) {
    case TimeUnit::month:
      return text.substr(0, text.rfind('-'));
    case TimeUnit::quarter:
      return fmt::format("{}-Q{}", year, static_cast<unsigned>(year_month_day(first).month()) / kQuarter + 1);
    case TimeUnit::year:
      return year;
    default:
      return text;
  }
}

// How many periods there are from one day to another, at most one more than `most`.
std::size_t periods_between(sys_days first, sys_days last, TimeUnit unit, std::size_t most) {
  std::size_t count = 0;
  for (sys_days begin = first_of(first, unit); begin <= last && count <= most; begin = next_after(begin, unit)) ++count;
  return count;
}

TimeUnit fitting_unit(sys_days first, sys_days last, std::size_t most) {
  for (const auto& [name, unit] : kTimeUnits) {
    if (periods_between(first, last, unit, most) <= most) return unit;
  }
  return TimeUnit::year;
}

Period period_of(sys_days first, TimeUnit unit, std::uint64_t count) {
  return {label_of(first, unit), day_text(first), day_text(next_after(first, unit) - days(1)), count};
}

}  // namespace

std::string_view unit_name(TimeUnit unit) {
  return kTimeUnits[static_cast<std::size_t>(unit)].first;
}

std::optional<TimeUnit> parse_time_unit(std::string_view name) {
  for (const auto& [known, unit] : kTimeUnits) {
    if (known == name) return unit;
  }
  return std::nullopt;
}

FacetRequest timeline_request() {
  return {"day", kMaxFacetValues, FacetOrder::value, false};
}

Timeline make_timeline(const Facet& facet, std::optional<TimeUnit> unit, std::size_t most) {
  constexpr std::size_t kMostWithGaps = 2'000;
  std::map<sys_days, std::uint64_t> counts;
  for (const FacetValue& value : facet.values) {
    if (const auto day = day_of(value)) counts[*day] += value.count;
  }
  Timeline timeline;
  if (counts.empty()) return timeline;
  const sys_days last = counts.rbegin()->first;
  timeline.unit = unit ? *unit : fitting_unit(counts.begin()->first, last, most);
  timeline.whole = periods_between(counts.begin()->first, last, timeline.unit, kMostWithGaps) <= kMostWithGaps;
  std::map<sys_days, std::uint64_t> periods;
  for (const auto& [day, count] : counts) periods[first_of(day, timeline.unit)] += count;
  for (const auto& [begin, count] : periods) {
    auto& all = timeline.periods;
    while (timeline.whole && !all.empty() && all.back().until < day_text(begin - days(1)))
      all.push_back(period_of(*day_of({all.back().until}) + days(1), timeline.unit, 0));
    all.push_back(period_of(begin, timeline.unit, count));
  }
  return timeline;
}

std::vector<std::uint64_t> counts_in(const Timeline& timeline, const std::vector<FacetValue>& days) {
  std::vector<std::uint64_t> counts(timeline.periods.size(), 0);
  for (const FacetValue& value : days) {
    const auto found = std::partition_point(timeline.periods.begin(), timeline.periods.end(),
                                            [&](const Period& period) { return period.until < value.value; });
    if (found != timeline.periods.end() && found->since <= value.value)
      counts[static_cast<std::size_t>(found - timeline.periods.begin())] += value.count;
  }
  return counts;
}

}  // namespace newsrank::cli
