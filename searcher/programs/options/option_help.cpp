// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/options/option_help.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace newsrank::cli {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kColumn = 24;  // where the lines of -h explain

std::string heading_of(const OptionRow& row) {
  if (!row.optional.empty()) return fmt::format("  {}[={}]", row.names, row.optional);
  return fmt::format("  {}{}{}", row.names, row.metavar.empty() ? "" : " ", row.metavar);
}

// `text` in lines of at most kWidth characters, each behind the margin.
std::string wrapped(std::string_view text, std::string_view margin) {
  std::string lines;
  std::string line(margin);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    if (line.size() > margin.size() && line.size() + 1 + word.size() > kWidth) {
      lines += line + '\n';
      line = margin;
    }
    if (line.size() > margin.size()) line += ' ';
    line += word;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines + line + '\n';
}

std::string usage_of(const ProgramTable& table) {
  std::string text;
  for (const std::string_view form : table.usage)
    text += fmt::format("{} {} {}\n", text.empty() ? "Usage:" : "      ", table.name, form);
  return text;
}

std::string exit_codes_of(const ProgramTable& table) {
  std::string text = "Exit codes:\n";
  for (const ExitRow& row : table.exit_codes) text += fmt::format("  {:<5} {}\n", row.code, plain_text(row.meaning));
  return text;
}

}  // namespace

std::string plain_text(std::string_view text) {
  std::string plain(text);
  std::erase(plain, '`');
  return plain;
}

std::string short_help(const ProgramTable& table) {
  std::string text = fmt::format("{}\n\n{}\n", table.purpose, usage_of(table));
  for (const OptionGroup& group : table.groups) {
    for (const OptionRow& row : group.rows) {
      if (row.common) text += fmt::format("{:<{}}  {}\n", heading_of(row), kColumn, plain_text(row.help));
    }
  }
  text += '\n';
  for (const std::string_view example : table.examples) text += fmt::format("  {}\n", example);
  return text + fmt::format("\n{} --help explains all options, man {} more.\n", table.name, table.name);
}

std::string long_help(const ProgramTable& table) {
  std::string text = fmt::format("{}\n\n{}", table.purpose, usage_of(table));
  if (!table.description.empty()) text += fmt::format("\n{}\n", table.description);
  for (const OptionGroup& group : table.groups) {
    text += fmt::format("\n{}:\n", group.heading);
    if (!group.note.empty()) text += wrapped(plain_text(group.note), "  ");
    for (const OptionRow& row : group.rows) {
      text += heading_of(row) + '\n';
      text += wrapped(row.text.empty() ? plain_text(row.help) + '.' : plain_text(row.text), "      ");
    }
  }
  return text + fmt::format("\n{}\n\n{}", table.more, exit_codes_of(table));
}

}  // namespace newsrank::cli
