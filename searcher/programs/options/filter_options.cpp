// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/options/filter_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "newsrank/query.hpp"
#include "programs/options/option_table.hpp"

namespace newsrank::cli {
namespace {

// What an option restricts; its name is that of the table of options.
struct FilterForm {
  std::string_view option;
  const char* field;
  fmt::string_view value;  // how the field takes what is given
  const char* expected;    // what that has to be
};
constexpr const char* kValue = "a value";
constexpr const char* kDate = "a date such as 2024-05-01, 2024-05, 2024, 7d or today";
constexpr const char* kNumber = "a number";
constexpr const char* kFlag = "true, false or any";
constexpr std::array<FilterForm, 13> kFilters{{
    {"--topic", "topic", "{}", kValue},
    {"--provider", "provider", "{}", kValue},
    {"--site", "site", "{}", kValue},
    {"--category", "category", "{}", kValue},
    {"--type", "type", "{}", kValue},
    {"--lang", "lang", "{}", kValue},
    {"--since", "since", "{}", kDate},
    {"--until", "until", "{}", kDate},
    {"--before", "before", "{}", kDate},
    {"--min-quality", "quality", "{}..", kNumber},
    {"--max-quality", "quality", "..{}", kNumber},
    {"--published", "published", "{}", kFlag},
    {"--removed", "removed", "{}", kFlag},
}};

// Whether a filter takes the value: of numbers, dates and flags what the query language takes.
bool is_readable(const FilterForm& form, const std::string& value) {
  const bool blank = value.find_first_not_of(" \t\r\n") == std::string::npos;
  if (blank || form.expected == std::string_view(kValue)) return !blank;
  std::string quoted = fmt::format("{}:\"", form.field);
  for (const char c : fmt::format(fmt::runtime(form.value), value)) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  const auto parsed = parse_query(quoted + '"');
  return std::none_of(parsed.diagnostics.begin(), parsed.diagnostics.end(),
                      [](const QueryDiagnostic& each) { return each.severity == DiagnosticSeverity::error; });
}

// Whether `name` is one of the option's, without its dashes.
bool is_named(const FilterForm& form, std::string_view name) {
  const auto names = names_of(*find_option(search_table(), form.option));
  return std::any_of(names.begin(), names.end(), [name](std::string_view each) { return each.substr(2) == name; });
}

Result<SearchFilter> filter_of(const FilterForm& form, const std::vector<std::string>& values) {
  SearchFilter filter{form.field, {}};
  for (const std::string& value : values) {
    if (!is_readable(form, value))
      return Error{ErrorCode::invalid_argument, fmt::format("expected {}, not \"{}\"", form.expected, value), ""};
    filter.values.push_back(fmt::format(fmt::runtime(form.value), value));
  }
  return filter;
}

}  // namespace

std::vector<std::string> filter_names() {
  std::vector<std::string> names;
  for (const FilterForm& form : kFilters) names.emplace_back(form.option.substr(2));
  return names;
}

std::optional<std::string> filter_name(std::string_view name) {
  const auto* const form =
      std::find_if(kFilters.begin(), kFilters.end(), [&](const FilterForm& each) { return is_named(each, name); });
  if (form == kFilters.end()) return std::nullopt;
  return std::string(form->option.substr(2));
}

Result<SearchFilter> make_filter(std::string_view name, const std::vector<std::string>& values) {
  const auto* const form =
      std::find_if(kFilters.begin(), kFilters.end(), [&](const FilterForm& each) { return is_named(each, name); });
  if (form == kFilters.end()) return Error{ErrorCode::internal, fmt::format("{} is no filter", name), ""};
  return filter_of(*form, values);
}

void FilterOptions::declare(OptionParser& parser) {
  for (const FilterForm& form : kFilters) parser.values(form.option, values_[form.option]);
}

Result<std::vector<SearchFilter>> FilterOptions::filters() const {
  std::vector<SearchFilter> filters;
  for (const FilterForm& form : kFilters) {
    const auto given = values_.find(form.option);
    if (given == values_.end() || given->second.empty()) continue;
    auto filter = filter_of(form, given->second);
    if (!filter)
      return Error{filter.error().code, fmt::format("{}: {}", form.option, filter.error().message),
                   fmt::format("newsrank-search --help shows how {} is used", form.option)};
    filters.push_back(std::move(*filter));
  }
  return filters;
}

}  // namespace newsrank::cli
