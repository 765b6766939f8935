// SPDX-License-Identifier: GPL-2.0-or-later
#include "interactive/model/choices.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace newsrank::cli {

void Choices::turn_words() {
  words = words == Words::telling ? Words::all : words == Words::all ? Words::any : Words::telling;
}

void Choices::turn_sort() {
  switch (sort) {
    case SortOrder::relevance:
      sort = SortOrder::date;
      break;
    case SortOrder::date:
      sort = SortOrder::quality;
      break;
    case SortOrder::quality:
      sort = SortOrder::heat;
      break;
    default:
      sort = SortOrder::relevance;
  }
}

void Choices::turn_filter(const std::string& field, const std::string& value) {
  const auto by_field =
      std::find_if(filters.begin(), filters.end(), [&](const SearchFilter& each) { return each.field == field; });
  if (by_field == filters.end()) {
    filters.push_back({field, {value}});
    return;
  }
  auto& values = by_field->values;
  const auto known = std::find(values.begin(), values.end(), value);
  if (known == values.end()) {
    values.push_back(value);
  } else {
    values.erase(known);
    if (values.empty()) filters.erase(by_field);
  }
}

bool Choices::holds(const std::string& field, const std::string& value) const {
  return std::any_of(filters.begin(), filters.end(), [&](const SearchFilter& each) {
    return each.field == field && std::find(each.values.begin(), each.values.end(), value) != each.values.end();
  });
}

std::string Choices::text() const {
  std::vector<std::string> parts;
  if (words != Words::telling) parts.emplace_back(words == Words::all ? "all words" : "any word");
  if (sort != SortOrder::relevance)
    parts.emplace_back(sort == SortOrder::date ? "by date" : sort == SortOrder::quality ? "by quality" : "by heat");
  if (!group) parts.emplace_back("every copy");
  for (const SearchFilter& filter : filters)
    parts.push_back(fmt::format("{}: {}", filter.field, fmt::join(filter.values, ", ")));
  return fmt::format("{}", fmt::join(parts, " · "));
}

Choices choices_of(const SearchRequest& request) {
  Choices choices;
  choices.words = request.require_all ? Words::all : request.require_any ? Words::any : Words::telling;
  choices.sort = request.sort;
  choices.group = request.group_stories;
  choices.filters = request.filters;
  return choices;
}

void apply(const Choices& choices, SearchRequest& request) {
  request.require_all = choices.words == Words::all;
  request.require_any = choices.words == Words::any;
  request.sort = choices.sort;
  request.group_stories = choices.group;
  request.filters = choices.filters;
}

}  // namespace newsrank::cli
