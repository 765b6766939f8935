// The table of settings: one row for each, from which options, environment, configuration files and their messages are
// made.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "programs/settings/settings.hpp"

namespace newsrank::cli {

using Values = std::vector<std::string>;

// What a value names, which decides how a configuration file may write it.
enum class ValueKind {
  plain,
  path,     // relative to the file
  profile,  // the name of a shipped profile, or a path
  command,  // is run, and so only taken from files that the user chose
};

struct SettingRow {
  std::string_view name;      // in configuration files; NEWSRANK_NAME is its environment variable
  std::string_view option;    // as CLI11 declares it
  std::string_view metavar;   // what --help calls its value
  std::string_view group;     // of --help
  std::string_view help;      // one line
  std::string_view expected;  // completes "expected …"
  char separator;             // between the values of a list in one text; 0: there is one value
  ValueKind kind;
  bool (*assign)(Settings& settings, const Values& values);  // false: not what is expected
  Values (*values)(const Settings& settings);                // as assign takes them
};

std::span<const SettingRow> setting_table();

// The row of that name (`_` is as good as `-`); null: there is none.
const SettingRow* find_setting(std::string_view name);

// Text as its list of values.
Values split_values(const SettingRow& row, std::string_view text);

}  // namespace newsrank::cli
