// SPDX-License-Identifier: GPL-2.0-or-later
// Parts of manual pages.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "programs/options/option_documents.hpp"

namespace newsrank::cli {
namespace {

// Text of the table as lines of mdoc, a sentence each: what is between backquotes is bold.
std::string prose(std::string_view text) {
  std::string lines;
  bool literal = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool begins_line = lines.empty() || lines.back() == '\n';
    if (c == '`') {
      literal = !literal;
      lines += literal ? "\\fB" : "\\fP";
    } else if (c == '\\') {
      lines += "\\e";
    } else if (c == '-' && literal) {
      lines += "\\-";
    } else if (c == ' ' && !literal && i > 0 && text[i - 1] == '.') {
      lines += '\n';
    } else {
      if (begins_line && (c == '.' || c == '\'')) lines += "\\&";
      lines += c;
    }
  }
  return lines + '\n';
}

std::string lower(std::string_view text) {
  std::string lowered(text);
  std::transform(lowered.begin(), lowered.end(), lowered.begin(), [](unsigned char c) { return std::tolower(c); });
  return lowered;
}

std::string item(const OptionRow& row) {
  std::string text = ".It";
  const auto names = names_of(row);
  for (const std::string_view name : names) {
    text += fmt::format(" Fl {}", name.substr(1));
    if (!row.metavar.empty()) text += fmt::format(" Ar {}", lower(row.metavar));
    if (!row.optional.empty()) text += fmt::format(" Ns Op = Ns Ar {}", lower(row.optional));
    if (name != names.back()) text += " ,";
  }
  return text + '\n' + prose(row.text.empty() ? fmt::format("{}.", row.help) : std::string(row.text));
}

}  // namespace

std::string manual_options(const ProgramTable& table) {
  std::string text;
  for (const OptionGroup& group : table.groups) {
    text += fmt::format(".Ss {}\n", group.heading);
    if (!group.note.empty()) text += prose(group.note);
    text += ".Bl -tag -width Ds\n";
    for (const OptionRow& row : group.rows) text += item(row);
    text += ".El\n";
  }
  return text;
}

std::string manual_exit_codes(const ProgramTable& table) {
  std::string text = ".Bl -tag -width Ds -compact\n";
  for (const ExitRow& row : table.exit_codes) text += fmt::format(".It {}\n{}", row.code, prose(row.meaning));
  return text + ".El\n";
}

std::string manual_settings(const ProgramTable& table) {
  std::string names;
  for (const OptionRow* row : settings_of(table))
    names += fmt::format("{}`{}`", names.empty() ? "" : ", ", row->setting.name);
  return prose("The settings are " + names + '.');
}

}  // namespace newsrank::cli
