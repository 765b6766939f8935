// SPDX-License-Identifier: GPL-2.0-or-later
#include <date/date.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "newsrank/article.hpp"

namespace newsrank {
namespace {

// Of the years 1 to 9999.
constexpr std::int64_t kFirstSecond = -62'135'596'800;
constexpr std::int64_t kLastSecond = 253'402'300'799;

// Cuts fixed-width decimal numbers and separators off the front of a text; after the first failure ok() stays false.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  int digits(std::size_t count) {
    int value = 0;
    if (text_.size() < count) return fail();
    for (std::size_t i = 0; i < count; ++i) {
      if (text_[i] < '0' || text_[i] > '9') return fail();
      value = value * 10 + (text_[i] - '0');
    }
    text_.remove_prefix(count);
    return value;
  }

  bool accept(char expected) {
    if (text_.empty() || text_.front() != expected) return false;
    text_.remove_prefix(1);
    return true;
  }

  void require(char expected) {
    if (!accept(expected)) fail();
  }

  void skip_digits() {
    digits(1);
    while (!text_.empty() && text_.front() >= '0' && text_.front() <= '9') text_.remove_prefix(1);
  }

  int fail() {
    ok_ = false;
    return 0;
  }
  bool ok() const { return ok_; }
  bool at_end() const { return text_.empty(); }

 private:
  std::string_view text_;
  bool ok_ = true;
};

// Minutes east of UTC: "Z", "+hh:mm", "+hhmm", "+hh" or nothing.
int scan_offset(Scanner& in) {
  if (in.at_end() || in.accept('Z') || in.accept('z')) return 0;
  const bool east = in.accept('+');
  if (!east && !in.accept('-')) return in.fail();
  const int hours = in.digits(2);
  int minutes = 0;
  if (!in.at_end()) {
    in.accept(':');
    minutes = in.digits(2);
  }
  if (hours > 23 || minutes > 59) return in.fail();
  return (east ? 1 : -1) * (hours * 60 + minutes);
}

std::chrono::seconds scan_time(Scanner& in) {
  const int hour = in.digits(2);
  in.require(':');
  const int minute = in.digits(2);
  int second = 0;
  if (in.accept(':')) {
    second = in.digits(2);
    if (in.accept('.') || in.accept(',')) in.skip_digits();
  }
  in.accept(' ');
  const int offset = scan_offset(in);
  // 24:00 is the end of the day; 60 is a leap second, read as the next second.
  const bool end_of_day = hour == 24 && minute == 0 && second == 0;
  if ((hour > 23 && !end_of_day) || minute > 59 || second > 60) in.fail();
  return std::chrono::hours(hour) + std::chrono::minutes(minute - offset) + std::chrono::seconds(second);
}

}  // namespace

std::optional<std::int64_t> parse_date_time(std::string_view text) {
  Scanner in(text);
  const date::year year(in.digits(4));
  in.require('-');
  const date::month month(static_cast<unsigned>(in.digits(2)));
  in.require('-');
  const date::day day(static_cast<unsigned>(in.digits(2)));
  const date::year_month_day when(year, month, day);
  if (!in.ok() || !when.ok() || year < date::year(1)) return std::nullopt;
  auto moment = std::chrono::time_point_cast<std::chrono::seconds>(date::sys_days(when));
  if (!in.at_end()) {
    if (!in.accept('T') && !in.accept('t')) in.require(' ');
    moment += scan_time(in);
  }
  // An offset may lead out of the years that have four digits.
  const std::int64_t seconds = moment.time_since_epoch().count();
  if (!in.ok() || !in.at_end() || seconds < kFirstSecond || seconds > kLastSecond) return std::nullopt;
  return seconds;
}

// The end of the last year is the bound of a range.
std::string format_date_time(std::int64_t seconds) {
  const date::sys_seconds moment{std::chrono::seconds(std::clamp(seconds, kFirstSecond, kLastSecond + 1))};
  const auto days = date::floor<date::days>(moment);
  const date::year_month_day when(days);
  const date::hh_mm_ss time(moment - days);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", int{when.year()}, unsigned{when.month()},
                     unsigned{when.day()}, time.hours().count(), time.minutes().count(), time.seconds().count());
}

}  // namespace newsrank
