// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/sites/address_pattern.hpp"

#include <algorithm>
#include <array>

namespace newsrank {
namespace {

std::string without_zero(std::string_view number) {
  return std::string(number.starts_with('0') ? number.substr(1) : number);
}

}  // namespace

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
}

std::string filled_in(std::string_view pattern, const PatternValues& values) {
  std::string filled;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const std::pair<const std::string, std::string>* longest = nullptr;
    if (pattern[at] == ':') {
      for (const auto& value : values) {
        if (pattern.substr(at + 1).starts_with(value.first) && (!longest || longest->first.size() < value.first.size()))
          longest = &value;
      }
    }
    if (longest == nullptr) {
      filled += pattern[at];
      continue;
    }
    filled += longest->second;
    at += longest->first.size();
  }
  for (std::size_t twice = filled.find("//"); twice != std::string::npos; twice = filled.find("//", twice))
    filled.erase(twice, 1);
  return filled;
}

void add_date(PatternValues& values, std::string_view date_time) {
  constexpr std::size_t kDay = 10;  // "2024-03-05"
  constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};
  if (date_time.size() < kDay) return;
  const std::string_view month = date_time.substr(5, 2);
  const std::size_t number = static_cast<std::size_t>((month[0] - '0') * 10 + (month[1] - '0'));
  values["year"] = date_time.substr(0, 4);
  values["short_year"] = date_time.substr(2, 2);
  values["month"] = month;
  values["i_month"] = without_zero(month);
  values["day"] = date_time.substr(8, 2);
  values["i_day"] = without_zero(date_time.substr(8, 2));
  if (number >= 1 && number <= kMonths.size()) {
    values["monthname"] = values["long_month"] = kMonths[number - 1];
    values["short_month"] = kMonths[number - 1].substr(0, 3);
  }
  if (date_time.size() < kDay + 9) return;
  values["hour"] = date_time.substr(11, 2);
  values["minute"] = date_time.substr(14, 2);
  values["second"] = date_time.substr(17, 2);
}

std::string folder_path(std::string_view folder, std::string_view name) {
  std::string path = "/";
  if (!folder.empty()) path.append(folder).append("/");
  if (!name.empty()) path.append(name).append("/");
  return path;
}

}  // namespace newsrank
