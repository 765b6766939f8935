// SPDX-License-Identifier: GPL-2.0-or-later
// How the values of settings are read from text and written as text: what the rows of the table of options refer to.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/text/ascii.hpp"
#include "programs/options/option_table.hpp"
#include "programs/options/settings.hpp"
#include "programs/output/fields.hpp"

namespace newsrank::cli {

template <typename T, std::size_t kCount>
using Names = std::array<std::pair<std::string_view, T>, kCount>;

inline constexpr Names<SortOrder, 4> kOrders{{{"relevance", SortOrder::relevance},
                                              {"date", SortOrder::date},
                                              {"quality", SortOrder::quality},
                                              {"heat", SortOrder::heat}}};
inline constexpr Names<Format, 13> kFormats{{{"text", Format::text},
                                             {"json", Format::json},
                                             {"jsonl", Format::jsonl},
                                             {"csv", Format::csv},
                                             {"tsv", Format::tsv},
                                             {"markdown", Format::markdown},
                                             {"trec", Format::trec},
                                             {"urls", Format::urls},
                                             {"html", Format::html},
                                             {"atom", Format::atom},
                                             {"rss", Format::rss},
                                             {"jsonfeed", Format::jsonfeed},
                                             {"svg", Format::svg}}};
inline constexpr Names<When, 3> kWhen{{{"auto", When::automatic}, {"always", When::always}, {"never", When::never}}};
inline constexpr Names<bool, 6> kFlags{
    {{"true", true}, {"false", false}, {"yes", true}, {"no", false}, {"on", true}, {"off", false}}};

template <typename T, std::size_t kCount>
bool choose(const Names<T, kCount>& names, const Values& values, T& chosen) {
  const auto* const found =
      std::find_if(names.begin(), names.end(), [&](const auto& each) { return each.first == values.front(); });
  if (found == names.end()) return false;
  chosen = found->second;
  return true;
}

template <typename T, std::size_t kCount>
Values name_of(const Names<T, kCount>& names, T value) {
  const auto* const found =
      std::find_if(names.begin(), names.end(), [&](const auto& each) { return each.second == value; });
  return {std::string(found->first)};
}

// "30d" in days; hours, days, weeks and years.
inline std::optional<double> parse_days(const std::string& text) {
  constexpr Names<double, 4> kUnits{{{"h", 1 / 24.0}, {"d", 1}, {"w", 7}, {"y", 365.25}}};
  double count = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  double days = 0;
  const Values unit{std::string(rest, static_cast<std::size_t>(text.data() + text.size() - rest))};
  if (error != std::errc{} || !(count > 0) || !choose(kUnits, unit, days)) return std::nullopt;
  return count * days;
}

inline bool all_filled(const Values& values) {
  return !values.empty() && std::none_of(values.begin(), values.end(), [](const auto& each) { return each.empty(); });
}

template <auto Member>
bool assign_flag(Settings& settings, const Values& values) {
  return choose(kFlags, values, settings.*Member);
}

template <auto Member>
Values flag_text(const Settings& settings) {
  return name_of(kFlags, settings.*Member);
}

template <auto Member>
bool assign_text(Settings& settings, const Values& values) {
  settings.*Member = values.front();
  return !values.front().empty();
}

template <auto Member>
Values text_of(const Settings& settings) {
  return (settings.*Member).empty() ? Values{} : Values{settings.*Member};
}

template <auto Member, const auto& kNames>
bool assign_choice(Settings& settings, const Values& values) {
  return choose(kNames, values, settings.*Member);
}

template <auto Member, const auto& kNames>
Values choice_text(const Settings& settings) {
  return name_of(kNames, settings.*Member);
}

template <auto Member>
bool assign_weight(Settings& settings, const Values& values) {
  const auto number = detail::parse_number(values.front(), 0.0, 1000.0);
  if (number) settings.*Member = number;
  return number.has_value();
}

template <auto Member>
Values weight_text(const Settings& settings) {
  return settings.*Member ? Values{fmt::format("{}", *(settings.*Member))} : Values{};
}

inline bool assign_databases(Settings& settings, const Values& values) {
  if (all_filled(values)) settings.databases = values;
  return all_filled(values);
}

inline Values databases_text(const Settings& settings) {
  return settings.databases;
}

inline bool assign_limit(Settings& settings, const Values& values) {
  const bool all = values.front() == "all";
  const auto number =
      all ? std::optional(kMaxResultWindow) : detail::parse_number<std::size_t>(values.front(), 0, kMaxResultWindow);
  if (number) settings.limit = *number;
  return number.has_value();
}

inline Values limit_text(const Settings& settings) {
  return {std::to_string(settings.limit)};
}

inline bool assign_half_life(Settings& settings, const Values& values) {
  const auto days = parse_days(values.front());
  if (days) settings.half_life_days = days;
  return days.has_value();
}

inline Values half_life_text(const Settings& settings) {
  return settings.half_life_days ? Values{fmt::format("{}d", *settings.half_life_days)} : Values{};
}

inline bool assign_fields(Settings& settings, const Values& values) {
  const bool known = all_filled(values) && std::all_of(values.begin(), values.end(), [](const std::string& name) {
                       return is_field(name) || may_be_own_field(name);
                     });
  if (known) settings.fields = values;
  return known;
}

inline Values fields_text(const Settings& settings) {
  return settings.fields;
}

// The name of an order, or of a field of the index's own, which may end in ":asc".
inline bool assign_sort(Settings& settings, const Values& values) {
  constexpr std::string_view kAscending = ":asc";
  std::string_view name = values.front();
  settings.sort_field.clear();
  settings.ascending = false;
  if (choose(kOrders, values, settings.sort)) return true;
  settings.ascending = name.ends_with(kAscending);
  if (settings.ascending) name.remove_suffix(kAscending.size());
  settings.sort_field = name;
  return may_be_own_field(name);
}

inline Values sort_text(const Settings& settings) {
  if (settings.sort_field.empty()) return name_of(kOrders, settings.sort);
  return {settings.sort_field + (settings.ascending ? ":asc" : "")};
}

inline bool assign_pager(Settings& settings, const Values& values) {
  bool on = true;
  if (!choose(kFlags, values, on)) {
    settings.pager = values.front();
  } else {
    settings.pager = on ? std::nullopt : std::optional<std::string>(std::string{});
  }
  return true;
}

inline Values pager_text(const Settings& settings) {
  if (!settings.pager) return {};
  return {settings.pager->empty() ? "off" : *settings.pager};
}

// Each value is NAME=QUERY.
inline bool assign_saved(Settings& settings, const Values& values) {
  std::map<std::string, std::string> saved;
  for (const std::string& value : values) {
    const auto equals = value.find('=');
    const std::string name = value.substr(0, equals);
    const bool plain = !name.empty() && name.find_first_of(" \t\r\n@()\"") == std::string::npos;
    if (equals == std::string::npos || equals + 1 == value.size() || !plain) return false;
    saved[name] = value.substr(equals + 1);
  }
  settings.saved = std::move(saved);
  return true;
}

inline Values saved_text(const Settings& settings) {
  Values values;
  for (const auto& [name, query] : settings.saved) values.push_back(fmt::format("{}={}", name, query));
  return values;
}

}  // namespace newsrank::cli
