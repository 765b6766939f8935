// SPDX-License-Identifier: GPL-2.0-or-later
// Dates as they are written in a query: spans of time, and back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace newsrank::detail {

// Bounds of the years 0001 to 9999, seconds since 1970-01-01T00:00:00Z; the last one is exclusive.
inline constexpr std::int64_t kFirstMoment = -62135596800;
inline constexpr std::int64_t kLastMoment = 253402300800;

// begin <= t < end.
struct DateSpan {
  std::int64_t begin = 0;
  std::int64_t end = 0;
  bool relative = false;  // a moment some time before now, such as 7d
};

// Reads `2022`, `2022-09`, `2022-09-12`, ISO 8601 date and time (one second), `today`, `yesterday`, and `7d` (h, d, w,
// m, y: so long before `now`, one second).
std::optional<DateSpan> parse_date_span(std::string_view text, std::int64_t now);

// The shortest form that is read back as a span that begins, or ends, at that moment.
std::string format_span_begin(std::int64_t begin);
std::string format_span_end(std::int64_t end);

}  // namespace newsrank::detail
