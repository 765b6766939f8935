// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/settings/configuration.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

#include "programs/output/fields.hpp"
#include "programs/settings/configuration_file.hpp"
#include "programs/terminal/terminal_text.hpp"

namespace newsrank::cli {
namespace {

// "NEWSRANK_QUALITY_WEIGHT".
std::string variable_of(const OptionRow& row) {
  std::string name = "NEWSRANK_";
  for (const char c : row.setting.name) {
    name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return name;
}

Result<void> apply_file(Configuration& configuration, const std::string& file, FileOwner owner,
                        const Environment& environment) {
  auto settings = read_configuration(file, owner, environment);
  if (!settings) return std::move(settings).error();
  for (const FileSetting& setting : *settings) {
    if (auto applied = configuration.apply(*setting.row, setting.values, setting.place); !applied) return applied;
  }
  return {};
}

// A value as YAML.
std::string quoted(const std::string& value) {
  const auto is_plain = [](unsigned char c) {
    return std::isalnum(c) != 0 || c >= 0x80 || c == '/' || c == '.' || c == '-' || c == '_';
  };
  if (!value.empty() && std::all_of(value.begin(), value.end(), is_plain)) return value;
  std::string text = "'";
  for (const char c : value) text += c == '\'' ? "''" : std::string(1, c);
  return text + "'";
}

}  // namespace

Result<void> Configuration::apply(const OptionRow& row, const Values& values, const std::string& origin) {
  const Setting& setting = row.setting;
  if (setting.assign(settings, values)) {
    origins[setting.name] = origin;
    return {};
  }
  return Error{ErrorCode::invalid_argument,
               fmt::format("{}: expected {}, not \"{}\"", origin, setting.expected, fmt::join(values, ",")),
               setting.name == "fields" ? fmt::format("fields are {}", fmt::join(field_names(), ", ")) : std::string{}};
}

Result<Configuration> load_configuration(const ConfigurationChoice& choice, const Environment& environment) {
  Configuration configuration;
  const bool named = !choice.file.empty() || !environment("NEWSRANK_CONFIG").empty();
  for (const std::string& file : configuration_files(choice, environment)) {
    const FileOwner owner = !named && file == kConfigurationFile ? FileOwner::folder : FileOwner::user;
    if (auto applied = apply_file(configuration, file, owner, environment); !applied) return std::move(applied).error();
  }
  for (const OptionRow* row : settings_of(search_table())) {
    const std::string variable = variable_of(*row);
    const std::string value = environment(variable);
    if (value.empty()) continue;
    if (auto applied = configuration.apply(*row, split_values(*row, value), variable); !applied)
      return std::move(applied).error();
  }
  return configuration;
}

std::string format_configuration(const Configuration& configuration) {
  std::string text;
  for (const OptionRow* row : settings_of(search_table())) {
    const Setting& setting = row->setting;
    Values values = setting.values(configuration.settings);
    for (std::string& value : values) {
      const auto equals = setting.kind == ValueKind::pairs ? value.find('=') : std::string::npos;
      const std::string key = equals == std::string::npos ? "" : quoted(printable(value.substr(0, equals))) + ": ";
      value = key + quoted(printable(value.substr(equals == std::string::npos ? 0 : equals + 1)));
    }
    std::string line = fmt::format("{}: {}", setting.name, fmt::join(values, ", "));
    if (setting.separator != 0) line = fmt::format("{}: [{}]", setting.name, fmt::join(values, ", "));
    if (setting.kind == ValueKind::pairs) line = fmt::format("{}: {{{}}}", setting.name, fmt::join(values, ", "));
    // Not set, which a file cannot say.
    if (values.empty()) line = fmt::format("# {}:", setting.name);
    const auto origin = configuration.origins.find(setting.name);
    const std::string from = origin == configuration.origins.end() ? "default" : printable(origin->second);
    text += fmt::format("{:<32} # {}\n", line, from);
  }
  return text;
}

}  // namespace newsrank::cli
