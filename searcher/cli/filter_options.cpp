#include "cli/filter_options.hpp"

#include <fmt/format.h>

#include <array>

#include "cli/option_groups.hpp"

namespace newsrank::cli {
namespace {

struct FilterRow {
  const char* names;
  const char* metavar;
  const char* help;
  const char* field;
  fmt::string_view value;  // how the field takes what is given
};
constexpr std::array<FilterRow, 13> kFilters{{
    {"--topic", "TOPIC", "Only articles with this topic", "topic", "{}"},
    {"--provider", "NAME", "Only from this provider, by name or domain", "provider", "{}"},
    {"--site", "HOST", "Only with an address of this host", "site", "{}"},
    {"--category", "NAME", "Only of this category", "category", "{}"},
    {"--type", "TYPE", "Only of this type: article, video", "type", "{}"},
    {"--lang", "LANG", "Only in this language: en, de", "lang", "{}"},
    {"--since,--after", "DATE", "Not older: 2024-05-01, 2024-05, 2024, 7d, today", "since", "{}"},
    {"--until", "DATE", "Not newer; 2024-05 with all of May", "until", "{}"},
    {"--before", "DATE", "Older; 2024-05 without May", "before", "{}"},
    {"--min-quality", "Q", "Only of this quality and better", "quality", "{}.."},
    {"--max-quality", "Q", "Only of this quality and worse", "quality", "..{}"},
    {"--published", "BOOL", "true: only what is marked as published; false; any", "published", "{}"},
    {"--removed", "BOOL", "any: withdrawn articles, too; true: only these", "removed", "{}"},
}};

}  // namespace

void FilterOptions::declare(OptionParser& parser) {
  parser.group(kFilterGroup);
  for (const FilterRow& row : kFilters) parser.values({row.names, row.metavar, row.help}, values_[row.names]);
}

std::vector<SearchFilter> FilterOptions::filters() const {
  std::vector<SearchFilter> filters;
  for (const FilterRow& row : kFilters) {
    const auto given = values_.find(row.names);
    if (given == values_.end() || given->second.empty()) continue;
    SearchFilter filter{row.field, {}};
    for (const std::string& value : given->second) filter.values.push_back(fmt::format(fmt::runtime(row.value), value));
    filters.push_back(std::move(filter));
  }
  return filters;
}

}  // namespace newsrank::cli
