// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/options/option_table.hpp"

#include <algorithm>

namespace newsrank::cli {

std::vector<std::string_view> names_of(const OptionRow& row) {
  std::vector<std::string_view> names;
  for (std::string_view rest = row.names; !rest.empty();) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    names.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return names;
}

std::string_view long_name(const OptionRow& row) {
  const auto names = names_of(row);
  const auto found =
      std::find_if(names.begin(), names.end(), [](std::string_view name) { return name.starts_with("--"); });
  return found == names.end() ? row.names : *found;
}

const OptionRow* find_option(const ProgramTable& table, std::string_view name) {
  for (const OptionGroup& group : table.groups) {
    for (const OptionRow& row : group.rows) {
      const auto names = names_of(row);
      if (std::find(names.begin(), names.end(), name) != names.end()) return &row;
    }
  }
  return nullptr;
}

std::vector<const OptionRow*> settings_of(const ProgramTable& table) {
  std::vector<const OptionRow*> settings;
  for (const OptionGroup& group : table.groups) {
    for (const OptionRow& row : group.rows) {
      if (!row.setting.name.empty()) settings.push_back(&row);
    }
  }
  return settings;
}

const OptionRow* find_setting(const ProgramTable& table, std::string_view name) {
  std::string wanted(name);
  std::replace(wanted.begin(), wanted.end(), '_', '-');
  const auto settings = settings_of(table);
  const auto found =
      std::find_if(settings.begin(), settings.end(), [&](const OptionRow* row) { return row->setting.name == wanted; });
  return found == settings.end() ? nullptr : *found;
}

Values split_values(const OptionRow& row, std::string_view text) {
  Values values;
  const char separator = row.setting.separator;
  for (;;) {
    const auto end = separator == 0 ? std::string_view::npos : text.find(separator);
    values.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return values;
    text.remove_prefix(end + 1);
  }
}

}  // namespace newsrank::cli
