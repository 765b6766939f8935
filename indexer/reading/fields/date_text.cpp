// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/fields/date_text.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "newsrank/article.hpp"

namespace newsrank {
namespace {

constexpr std::int64_t kEarliest = -62135596800;  // 0001-01-01T00:00:00Z
constexpr std::int64_t kLatest = 253402300799;    // 9999-12-31T23:59:59Z

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

std::string two(std::string_view digits) {
  return (digits.size() == 1 ? "0" : "") + std::string(digits);
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t begin = text.find_first_not_of(" \t,");
    if (begin == std::string_view::npos) return words;
    text.remove_prefix(begin);
    const std::size_t end = std::min(text.find_first_of(" \t,"), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

// "+02:00" of "+2", "-0500", "UTC", "GMT", "EST"; empty: no zone.
std::string zone_of(std::string_view text) {
  struct Zone {
    std::string_view name;
    std::string_view offset;
  };
  constexpr std::array<Zone, 13> kZones{{{"Z", "Z"},
                                         {"UTC", "Z"},
                                         {"GMT", "Z"},
                                         {"UT", "Z"},
                                         {"EST", "-05:00"},
                                         {"EDT", "-04:00"},
                                         {"CST", "-06:00"},
                                         {"CDT", "-05:00"},
                                         {"MST", "-07:00"},
                                         {"MDT", "-06:00"},
                                         {"PST", "-08:00"},
                                         {"PDT", "-07:00"},
                                         {"CET", "+01:00"}}};
  for (const Zone& zone : kZones) {
    if (text == zone.name) return std::string(zone.offset);
  }
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return {};
  std::string digits;
  for (const char c : text.substr(1)) {
    if (c != ':') digits += c;
  }
  if (!all_digits(digits) || digits.size() > 4) return {};
  if (digits.size() <= 2) return text.front() + two(digits) + ":00";
  if (digits.size() == 3) digits.insert(0, "0");
  return text.front() + digits.substr(0, 2) + ":" + digits.substr(2);
}

// "2024-03-05" of "2024-3-5", "2024/03/05", "2024-03"; empty: none of them.
std::string day_of(std::string_view text) {
  std::array<std::string_view, 3> parts;
  std::size_t count = 0;
  for (std::string_view rest = text; count < parts.size(); ++count) {
    const std::size_t end = std::min(rest.find_first_of("-/"), rest.size());
    parts[count] = rest.substr(0, end);
    if (!all_digits(parts[count]) || parts[count].size() > (count == 0 ? 4U : 2U)) return {};
    if (end == rest.size()) {
      rest = {};
      ++count;
      break;
    }
    rest.remove_prefix(end + 1);
    if (count == 2) return {};
  }
  if (count < 2 || parts[0].size() != 4) return {};
  return std::string(parts[0]) + "-" + two(parts[1]) + "-" + (count == 3 ? two(parts[2]) : "01");
}

// "08:30:00" of "8:30"; with "PM" twelve hours later.
std::string time_of(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 2 || !all_digits(text.substr(0, colon))) return {};
  return two(text.substr(0, colon)) + std::string(text.substr(colon));
}

// "20240305T083000Z"
std::string spread(std::string_view text) {
  if (text.size() < 15 || !all_digits(text.substr(0, 8)) || text[8] != 'T' || !all_digits(text.substr(9, 6))) return {};
  const std::string s(text);
  return s.substr(0, 4) + "-" + s.substr(4, 2) + "-" + s.substr(6, 2) + "T" + s.substr(9, 2) + ":" + s.substr(11, 2) +
         ":" + s.substr(13);
}

std::string month_of(std::string_view name) {
  constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                     "jul", "aug", "sep", "oct", "nov", "dec"};
  std::string lower(name.substr(0, 3));
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const auto* const found = std::find(kMonths.begin(), kMonths.end(), lower);
  return found == kMonths.end() ? "" : two(std::to_string(found - kMonths.begin() + 1));
}

// "Tue, 05 Mar 2024 08:30:00 GMT" and "5 March 2024", "March 5, 2024".
std::string from_words(std::vector<std::string_view> words) {
  if (!words.empty() && !is_digit(words[0].front()) && month_of(words[0]).empty()) words.erase(words.begin());
  if (words.size() < 3) return {};
  if (!is_digit(words[0].front())) std::swap(words[0], words[1]);
  const std::string month = month_of(words[1]);
  if (month.empty() || !all_digits(words[0]) || words[0].size() > 2 || !all_digits(words[2])) return {};
  std::string year(words[2]);
  if (year.size() == 2) year.insert(0, year < "50" ? "20" : "19");
  std::string iso = year + "-" + month + "-" + two(words[0]);
  if (words.size() == 3) return iso;
  const std::string time = time_of(words[3]);
  const std::string zone = words.size() > 4 ? zone_of(words[4]) : "Z";
  if (time.empty() || zone.empty() || words.size() > 5) return {};
  return iso + "T" + time + zone;
}

// The text in ISO 8601; empty if it has none of the forms.
std::string normalised(std::string_view text) {
  std::vector<std::string_view> words = words_of(text);
  if (words.empty()) return {};
  if (words.size() == 1 && words[0].size() > 8 && words[0][8] == 'T') return spread(words[0]);
  const std::size_t t = words[0].find_first_of("Tt");
  if (t != std::string_view::npos && is_digit(words[0].front())) {
    words.insert(words.begin() + 1, words[0].substr(t + 1));
    words[0] = words[0].substr(0, t);
  }
  std::string iso = day_of(words[0]);
  if (iso.empty()) return from_words(words);
  if (words.size() == 1) return iso;
  if (words.size() == 2) {
    const std::size_t zone = words[1].find_first_of("+-Z");
    if (zone != std::string_view::npos && zone > 0) {
      words.push_back(words[1].substr(zone));
      words[1] = words[1].substr(0, zone);
    }
  }
  const std::string time = time_of(words[1]);
  const std::string zone = words.size() > 2 ? zone_of(words[2]) : "Z";
  // "+0000 UTC", as Go prints it.
  const bool named_twice = words.size() == 4 && !zone_of(words[3]).empty();
  if (time.empty() || zone.empty() || (words.size() > 3 && !named_twice)) return {};
  return iso + "T" + time + zone;
}

}  // namespace

std::optional<std::int64_t> read_date(std::string_view text) {
  std::optional<std::int64_t> moment = parse_date_time(text);
  if (!moment) moment = parse_date_time(normalised(text));
  if (moment && (*moment < kEarliest || *moment > kLatest)) return std::nullopt;
  return moment;
}

}  // namespace newsrank
