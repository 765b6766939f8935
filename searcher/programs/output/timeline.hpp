// SPDX-License-Identifier: GPL-2.0-or-later
// Timelines: how many matches there are of each day, week, month, quarter or year.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsrank/facets.hpp"

namespace newsrank::cli {

enum class TimeUnit : std::uint8_t { day, week, month, quarter, year };

// Their names, as options and facets have them; absent: there is no such unit.
std::string_view unit_name(TimeUnit unit);
std::optional<TimeUnit> parse_time_unit(std::string_view name);

struct Period {
  std::string label;  // "2024-05-03"; of a week its Monday; "2024-05", "2024-Q2", "2024"
  std::string since;  // the first day, "2024-05-01"
  std::string until;  // the last
  std::uint64_t count = 0;
};

struct Timeline {
  TimeUnit unit = TimeUnit::month;
  std::vector<Period> periods;  // upwards
  bool whole = true;            // false: periods without articles are left out, since there are too many
};

// The facet that timelines are made of.
FacetRequest timeline_request();

// From the first to the last day of a facet of days. Without a unit: the finest that makes at most `most` periods, or
// years.
Timeline make_timeline(const Facet& days, std::optional<TimeUnit> unit, std::size_t most);

// How many articles of other days there are in each period.
std::vector<std::uint64_t> counts_in(const Timeline& timeline, const std::vector<FacetValue>& days);

}  // namespace newsrank::cli
