// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/settings/configuration_file.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <filesystem>

#include "core/text/server_address.hpp"
#include "newsrank/ranking.hpp"
#include "programs/nearest_name.hpp"
#include "programs/options/settings.hpp"
#include "programs/text_file.hpp"

namespace newsrank::cli {
namespace {

constexpr std::size_t kMaxBytes = 64 * 1024;
constexpr std::size_t kMaxValues = 1000;

class FileReader {
 public:
  FileReader(const std::string& file, FileOwner owner, const Environment& environment)
      : file_(file), owner_(owner), environment_(environment) {}

  Result<std::vector<FileSetting>> read(const YAML::Node& root) const {
    std::vector<FileSetting> settings;
    if (root.IsNull()) return settings;
    if (!root.IsMap()) return error(root.Mark(), "expected names with values, such as `limit: 20`");
    for (const auto& entry : root) {
      if (is_field_map(entry.first, entry.second)) continue;
      auto setting = read_setting(entry.first, entry.second);
      if (!setting) return std::move(setting).error();
      const bool twice = std::any_of(settings.begin(), settings.end(),
                                     [&](const FileSetting& each) { return each.row == setting->row; });
      if (twice) return error(entry.first.Mark(), fmt::format("{} is set twice", setting->row->setting.name));
      settings.push_back(std::move(*setting));
    }
    return settings;
  }

  Error error(const YAML::Mark& mark, const std::string& what, std::string hint = {}) const {
    return {ErrorCode::invalid_argument, fmt::format("{}: {}", place(mark), what), std::move(hint)};
  }

 private:
  std::string place(const YAML::Mark& mark) const {
    return mark.is_null() ? file_ : fmt::format("{}:{}:{}", file_, mark.line + 1, mark.column + 1);
  }

  // Which keys of article files mean what: newsrank-index reads it.
  static bool is_field_map(const YAML::Node& key, const YAML::Node& value) {
    return key.IsScalar() && key.Scalar() == "fields" && value.IsMap();
  }

  Result<FileSetting> read_setting(const YAML::Node& key, const YAML::Node& value) const {
    if (!key.IsScalar()) return error(key.Mark(), "expected a name");
    // The place of a value that is missing is somewhere behind it.
    const YAML::Mark mark = value.IsNull() ? key.Mark() : value.Mark();
    FileSetting setting{find_setting(search_table(), key.Scalar()), {}, place(mark)};
    if (setting.row == nullptr) return unknown(key);
    if (value.IsScalar()) {
      setting.values = {value.Scalar()};
    } else if (value.IsSequence() && setting.row->setting.separator != 0 && value.size() <= kMaxValues) {
      for (const YAML::Node& element : value) {
        if (!element.IsScalar()) return expected(*setting.row, element.Mark());
        setting.values.push_back(element.Scalar());
      }
    }
    if (value.IsMap() && setting.row->setting.kind == ValueKind::pairs && value.size() <= kMaxValues) {
      for (const auto& pair : value) {
        if (!pair.first.IsScalar() || !pair.second.IsScalar()) return expected(*setting.row, pair.first.Mark());
        setting.values.push_back(pair.first.Scalar() + "=" + pair.second.Scalar());
      }
    }
    if (setting.values.empty()) return expected(*setting.row, mark);
    if (setting.row->setting.kind == ValueKind::command && owner_ == FileOwner::folder &&
        runs(*setting.row, setting.values))
      return error(value.Mark(),
                   fmt::format("{} runs a command, which a file of the current folder may not", key.Scalar()),
                   "set it in your own configuration file, or name this one with --config");
    if (setting.row->setting.name == std::string_view("databases") && owner_ == FileOwner::folder) {
      const auto foreign = std::find_if(setting.values.begin(), setting.values.end(), leads_to_servers);
      if (foreign != setting.values.end())
        return error(value.Mark(),
                     fmt::format("{} leads to servers, which a file of the current folder may not name", *foreign),
                     "set it in your own configuration file, or name this one with --config");
    }
    for (std::string& each : setting.values) each = resolved(*setting.row, each);
    return setting;
  }

  Error expected(const OptionRow& row, const YAML::Mark& mark) const {
    return error(mark, fmt::format("{}: expected {}", row.setting.name, row.setting.expected));
  }

  Error unknown(const YAML::Node& key) const {
    std::vector<std::string> names;
    std::string list;
    for (const OptionRow* row : settings_of(search_table())) {
      names.emplace_back(row->setting.name);
      list += fmt::format("{}{}", list.empty() ? "" : ", ", row->setting.name);
    }
    const std::string nearest = nearest_name(key.Scalar(), names);
    return error(key.Mark(), fmt::format("there is no setting \"{}\"", key.Scalar()),
                 nearest.empty() ? "settings are " + list : fmt::format("did you mean {}?", nearest));
  }

  // A host and port, or a file that may list some.
  static bool leads_to_servers(const std::string& value) {
    return detail::names_server(value) || value.ends_with(".yaml") || value.ends_with(".yml");
  }

  // Whether the values are more than a switch.
  static bool runs(const OptionRow& row, const Values& values) {
    Settings settings;
    return row.setting.assign(settings, values) && settings.pager && !settings.pager->empty();
  }

  std::string resolved(const OptionRow& row, const std::string& value) const {
    const bool path =
        row.setting.kind == ValueKind::path || (row.setting.kind == ValueKind::profile && !find_profile(value));
    if (!path || value.empty() || detail::names_server(value)) return value;
    if (value.starts_with("~/")) return environment_("HOME") + value.substr(1);
    return (std::filesystem::path(file_).parent_path() / value).string();
  }

  const std::string& file_;
  FileOwner owner_;
  const Environment& environment_;
};

}  // namespace

Result<std::vector<FileSetting>> parse_configuration(std::string_view text, const std::string& file, FileOwner owner,
                                                     const Environment& environment) {
  const FileReader reader(file, owner, environment);
  try {
    return reader.read(YAML::Load(std::string(text)));
  } catch (const YAML::Exception& exception) {
    return reader.error(exception.mark, exception.msg);
  }
}

Result<std::vector<FileSetting>> read_configuration(const std::string& file, FileOwner owner,
                                                    const Environment& environment) {
  const auto text = read_text_file(file, kMaxBytes);
  if (!text)
    return Error{text.error().code, "configuration: " + text.error().message,
                 "check its name and permissions; --no-config does without"};
  return parse_configuration(*text, file, owner, environment);
}

}  // namespace newsrank::cli
