// SPDX-License-Identifier: GPL-2.0-or-later
// The table of options. Each option of each program is one row; the parser, -h, --help, the manual pages and the
// completions of the shells are made from the rows.
//
// In texts a word between backquotes is meant literally (`newsrank.db`, `--limit`).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace newsrank::cli {

struct Settings;

using Values = std::vector<std::string>;

// What a setting's value names, which decides how a configuration file may write it.
enum class ValueKind : std::uint8_t {
  plain,
  path,     // relative to the file
  profile,  // the name of a shipped profile, or a path
  pairs,    // NAME=TEXT; in a file a mapping
  command,  // is run, and so only taken from files that the user chose
};

// What else than the option may set its value: the environment and configuration files.
struct Setting {
  std::string_view name{};      // in configuration files; NEWSRANK_NAME is its environment variable
  std::string_view expected{};  // completes "expected …"
  char separator = 0;           // between the values of a list in one text; 0: there is one value
  ValueKind kind = ValueKind::plain;
  bool (*assign)(Settings& settings, const Values& values) = nullptr;  // false: not what is expected
  Values (*values)(const Settings& settings) = nullptr;                // as assign takes them
};

// What a shell offers where a value is due.
// Values: those that the index has of the field that is called as the option.
enum class Offer : std::uint8_t { nothing, words, files, folders, words_or_files, queries, values };

struct OptionRow {
  std::string_view names;    // "-n,--limit": the short name first
  std::string_view metavar;  // what the value is called: "N"; of flags empty
  std::string_view help;     // one line, without a full stop
  std::string_view text{};   // whole sentences, for --help and the manual page; empty: the line says all
  Offer offer = Offer::nothing;
  std::string_view words{};     // to offer: "auto always never"
  bool common = false;          // also in -h
  std::string_view optional{};  // of flags: what may follow behind "=", "UNIT"
  Setting setting{};            // without a name: the option is none
};

struct OptionGroup {
  std::string_view heading;
  std::string_view note;  // sentences below the heading; may be empty
  std::span<const OptionRow> rows;
};

// What an exit code means of one program.
struct ExitRow {
  std::string_view code;  // "4"; of several "128+n"
  std::string_view meaning;
};

struct ProgramTable {
  std::string_view name;                       // "newsrank-search"
  std::string_view purpose;                    // one line
  std::string_view description;                // lines of --help below it; may be empty
  std::span<const std::string_view> usage;     // what may stand behind the name
  OptionRow arguments;                         // what is no option: its name, line, and what a shell offers
  std::span<const OptionGroup> groups;         // -h, --help and --version are in the last one
  std::span<const std::string_view> examples;  // of -h
  std::string_view more;                       // the last lines of --help before the exit codes
  std::span<const ExitRow> exit_codes;
};

const ProgramTable& search_table();  // the one that has settings
const ProgramTable& index_table();
const ProgramTable& eval_table();
const ProgramTable& serve_table();

// "-n", "--limit".
std::vector<std::string_view> names_of(const OptionRow& row);

// The name that messages use: the first long one, or the only one.
std::string_view long_name(const OptionRow& row);

// The row with that name among its own; null: there is none.
const OptionRow* find_option(const ProgramTable& table, std::string_view name);

// The rows that are settings, in the order of the table.
std::vector<const OptionRow*> settings_of(const ProgramTable& table);

// The setting of that name (`_` is as good as `-`); null: there is none.
const OptionRow* find_setting(const ProgramTable& table, std::string_view name);

// Text as a setting's list of values.
Values split_values(const OptionRow& row, std::string_view text);

}  // namespace newsrank::cli
