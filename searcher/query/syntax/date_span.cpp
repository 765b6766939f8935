// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/syntax/date_span.hpp"

#include <date/date.h>

#include <algorithm>
#include <chrono>

#include "core/text/ascii.hpp"
#include "newsrank/article.hpp"

namespace newsrank::detail {
namespace {

constexpr std::int64_t kDay = 86400;

std::int64_t to_seconds(date::sys_days day) {
  return std::chrono::seconds(day.time_since_epoch()).count();
}

std::optional<int> parse_digits(std::string_view text) {
  return text.starts_with('-') ? std::nullopt : parse_number<int>(text);
}

std::int64_t floor_day(std::int64_t moment) {
  return moment - ((moment % kDay) + kDay) % kDay;
}

// Calendar months before a moment; the 31st becomes the last day of a shorter month.
std::int64_t months_before(std::int64_t moment, int months) {
  const std::int64_t midnight = floor_day(moment);
  const date::sys_days day{date::days(static_cast<int>(midnight / kDay))};
  date::year_month_day when = date::year_month_day(day) - date::months(months);
  if (!when.ok()) when = when.year() / when.month() / date::last;
  return to_seconds(date::sys_days(when)) + (moment - midnight);
}

std::optional<DateSpan> parse_relative(std::string_view text, std::int64_t now) {
  constexpr std::size_t kMaxDigits = 5;
  if (text.size() < 2 || text.size() > kMaxDigits + 1) return std::nullopt;
  const auto count = parse_digits(text.substr(0, text.size() - 1));
  if (!count) return std::nullopt;
  std::int64_t begin = 0;
  switch (text.back()) {
    case 'h':
      begin = now - *count * std::int64_t{3600};
      break;
    case 'd':
      begin = now - *count * kDay;
      break;
    case 'w':
      begin = now - *count * std::int64_t{7} * kDay;
      break;
    case 'm':
      begin = *count > 9998 * 12 ? kFirstMoment : months_before(now, *count);
      break;
    case 'y':
      begin = *count > 9998 ? kFirstMoment : months_before(now, *count * 12);
      break;
    default:
      return std::nullopt;
  }
  begin = std::clamp(begin, kFirstMoment, kLastMoment - 1);
  return DateSpan{begin, begin + 1, true};
}

std::optional<DateSpan> parse_year_or_month(std::string_view text) {
  const auto year_number = parse_digits(text.substr(0, 4));
  if (!year_number || *year_number < 1) return std::nullopt;
  const date::year year(*year_number);
  if (text.size() == 4) {
    return DateSpan{to_seconds(year / date::January / 1), to_seconds((year + date::years(1)) / date::January / 1),
                    false};
  }
  const auto month_number = parse_digits(text.substr(5));
  if (!month_number || *month_number < 1 || *month_number > 12) return std::nullopt;
  const date::year_month month = year / *month_number;
  return DateSpan{to_seconds(month / 1), to_seconds((month + date::months(1)) / 1), false};
}

}  // namespace

std::optional<DateSpan> parse_date_span(std::string_view text, std::int64_t now) {
  now = std::clamp(now, kFirstMoment, kLastMoment - 1);
  const std::int64_t today = floor_day(now);
  if (text == "today") return DateSpan{today, today + kDay, false};
  if (text == "yesterday") {
    const std::int64_t begin = std::max(today - kDay, kFirstMoment);
    return DateSpan{begin, begin + kDay, false};
  }
  if (const auto span = parse_relative(text, now)) return span;
  if (text.size() == 4 || (text.size() == 7 && text[4] == '-')) return parse_year_or_month(text);
  const auto moment = parse_date_time(text);
  if (!moment || *moment < kFirstMoment || *moment >= kLastMoment) return std::nullopt;
  return DateSpan{*moment, *moment + (text.size() == 10 ? kDay : 1), false};
}

std::string format_span_begin(std::int64_t begin) {
  std::string text = format_date_time(begin);
  if (begin % kDay == 0) text.resize(text.find('T'));
  return text;
}

std::string format_span_end(std::int64_t end) {
  return end % kDay == 0 ? format_span_begin(end - kDay) : format_date_time(end - 1);
}

}  // namespace newsrank::detail
