#include "programs/filter_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "newsrank/query.hpp"
#include "programs/option_groups.hpp"

namespace newsrank::cli {
namespace {

struct FilterRow {
  const char* names;
  const char* metavar;
  const char* help;
  const char* field;
  fmt::string_view value;  // how the field takes what is given
  const char* expected;    // what that has to be
};
constexpr const char* kValue = "a value";
constexpr const char* kDate = "a date such as 2024-05-01, 2024-05, 2024, 7d or today";
constexpr const char* kNumber = "a number";
constexpr const char* kFlag = "true, false or any";
constexpr std::array<FilterRow, 13> kFilters{{
    {"--topic", "TOPIC", "Only articles with this topic", "topic", "{}", kValue},
    {"--provider", "NAME", "Only from this provider, by name or domain", "provider", "{}", kValue},
    {"--site", "HOST", "Only with an address of this host", "site", "{}", kValue},
    {"--category", "NAME", "Only of this category", "category", "{}", kValue},
    {"--type", "TYPE", "Only of this type: article, video", "type", "{}", kValue},
    {"--lang", "LANG", "Only in this language: en, de", "lang", "{}", kValue},
    {"--since,--after", "DATE", "Not older: 2024-05-01, 2024-05, 2024, 7d, today", "since", "{}", kDate},
    {"--until", "DATE", "Not newer; 2024-05 with all of May", "until", "{}", kDate},
    {"--before", "DATE", "Older; 2024-05 without May", "before", "{}", kDate},
    {"--min-quality", "Q", "Only of this quality and better", "quality", "{}..", kNumber},
    {"--max-quality", "Q", "Only of this quality and worse", "quality", "..{}", kNumber},
    {"--published", "BOOL", "true: only what is marked as published; false; any", "published", "{}", kFlag},
    {"--removed", "BOOL", "any: withdrawn articles, too; true: only these", "removed", "{}", kFlag},
}};

// The first name of an option: "--since" of "--since,--after".
std::string_view first_name(const FilterRow& row) {
  const std::string_view names = row.names;
  return names.substr(0, names.find(','));
}

// Whether a filter takes the value: of numbers, dates and flags what the query language takes.
bool is_readable(const FilterRow& row, const std::string& value) {
  const bool blank = value.find_first_not_of(" \t\r\n") == std::string::npos;
  if (blank || row.expected == std::string_view(kValue)) return !blank;
  std::string quoted = fmt::format("{}:\"", row.field);
  for (const char c : fmt::format(fmt::runtime(row.value), value)) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  const auto parsed = parse_query(quoted + '"');
  return std::none_of(parsed.diagnostics.begin(), parsed.diagnostics.end(),
                      [](const QueryDiagnostic& each) { return each.severity == DiagnosticSeverity::error; });
}

// Whether `name` is one of the option's, which are written "--since,--after".
bool is_named(const FilterRow& row, std::string_view name) {
  std::string_view names = row.names;
  while (!names.empty()) {
    const std::string_view each = names.substr(0, names.find(','));
    if (each.substr(2) == name) return true;
    names.remove_prefix(std::min(names.size(), each.size() + 1));
  }
  return false;
}

Result<SearchFilter> filter_of(const FilterRow& row, const std::vector<std::string>& values) {
  SearchFilter filter{row.field, {}};
  for (const std::string& value : values) {
    if (!is_readable(row, value))
      return Error{ErrorCode::invalid_argument, fmt::format("expected {}, not \"{}\"", row.expected, value), ""};
    filter.values.push_back(fmt::format(fmt::runtime(row.value), value));
  }
  return filter;
}

}  // namespace

std::vector<std::string> filter_names() {
  std::vector<std::string> names;
  for (const FilterRow& row : kFilters) names.emplace_back(first_name(row).substr(2));
  return names;
}

std::optional<std::string> filter_name(std::string_view name) {
  const auto* const row =
      std::find_if(kFilters.begin(), kFilters.end(), [&](const FilterRow& each) { return is_named(each, name); });
  if (row == kFilters.end()) return std::nullopt;
  return std::string(first_name(*row).substr(2));
}

Result<SearchFilter> make_filter(std::string_view name, const std::vector<std::string>& values) {
  const auto* const row =
      std::find_if(kFilters.begin(), kFilters.end(), [&](const FilterRow& each) { return is_named(each, name); });
  if (row == kFilters.end()) return Error{ErrorCode::internal, fmt::format("{} is no filter", name), ""};
  return filter_of(*row, values);
}

void FilterOptions::declare(OptionParser& parser) {
  parser.group(kFilterGroup);
  for (const FilterRow& row : kFilters) parser.values({row.names, row.metavar, row.help}, values_[row.names]);
}

Result<std::vector<SearchFilter>> FilterOptions::filters() const {
  std::vector<SearchFilter> filters;
  for (const FilterRow& row : kFilters) {
    const auto given = values_.find(row.names);
    if (given == values_.end() || given->second.empty()) continue;
    auto filter = filter_of(row, given->second);
    if (!filter)
      return Error{filter.error().code, fmt::format("{}: {}", first_name(row), filter.error().message),
                   fmt::format("newsrank-search --help shows how {} is used", first_name(row))};
    filters.push_back(std::move(*filter));
  }
  return filters;
}

}  // namespace newsrank::cli
