// SPDX-License-Identifier: GPL-2.0-or-later
// Parts of completion scripts.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "programs/options/option_documents.hpp"
#include "programs/options/option_help.hpp"

namespace newsrank::cli {
namespace {

template <typename Action>
void for_each_option(const ProgramTable& table, Action action) {
  for (const OptionGroup& group : table.groups) {
    for (const OptionRow& row : group.rows) action(row);
  }
}

std::string joined(const std::vector<std::string_view>& names, std::string_view between) {
  std::string text;
  for (const std::string_view name : names) text += fmt::format("{}{}", text.empty() ? "" : between, name);
  return text;
}

// "newsrank_search", the program's name for functions.
std::string function_name(const ProgramTable& table) {
  std::string name(table.name);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

std::string all_names(const ProgramTable& table, bool with_value) {
  std::string text;
  for_each_option(table, [&](const OptionRow& row) {
    if (!with_value || !row.metavar.empty()) text += (text.empty() ? "" : " ") + joined(names_of(row), " ");
  });
  return text;
}

// Within single quotes.
std::string quoted(std::string_view text) {
  std::string safe;
  for (const char c : text) safe += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return safe;
}

// The field whose values an option takes: "topic" of "--topic".
std::string_view field_of(const OptionRow& row) {
  const std::vector<std::string_view> names = names_of(row);
  const std::string_view name = names.back();
  return name.substr(name.find_first_not_of('-'));
}

std::string bash_offer(const OptionRow& row) {
  switch (row.offer) {
    case Offer::words:
      return fmt::format(" _newsrank_words \"$2\" {}", row.words);
    case Offer::files:
      return " _newsrank_files \"$2\"";
    case Offer::folders:
      return " _newsrank_folders \"$2\"";
    case Offer::words_or_files:
      return fmt::format(" _newsrank_files \"$2\" {}", row.words);
    case Offer::values:
      return fmt::format(" _newsrank_values \"$2\" {}", field_of(row));
    case Offer::nothing:
    case Offer::queries:
      break;
  }
  return "";
}

std::string zsh_offer(const OptionRow& row) {
  switch (row.offer) {
    case Offer::words:
      return fmt::format("({})", row.words);
    case Offer::files:
      return "_files";
    case Offer::folders:
      return "_directories";
    case Offer::words_or_files:
      return fmt::format(" _newsrank_words_or_files {}", row.words);
    case Offer::queries:
      return " _newsrank_queries";
    case Offer::values:
      return fmt::format(" _newsrank_values {}", field_of(row));
    case Offer::nothing:
      break;
  }
  return " ";
}

std::string fish_offer(const OptionRow& row) {
  switch (row.offer) {
    case Offer::words:
      return fmt::format(" -x -a '{}'", row.words);
    case Offer::files:
      return " -r -F";
    case Offer::folders:
      return " -x -a '(__fish_complete_directories (commandline -ct))'";
    case Offer::words_or_files:
      return fmt::format(" -r -F -a '{}'", row.words);
    case Offer::values:
      return fmt::format(" -x -k -a '(__newsrank_values {})'", field_of(row));
    case Offer::nothing:
    case Offer::queries:
      break;
  }
  return " -x";
}

// Text between brackets of an _arguments specification.
std::string zsh_text(std::string_view text) {
  std::string safe;
  for (const char c : plain_text(text)) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') safe += '\\';
    safe += c;
  }
  return quoted(safe);
}

}  // namespace

std::string bash_options(const ProgramTable& table) {
  const std::string function = function_name(table);
  std::string text = fmt::format("_{0}_options='{1}'\n_{0}_with_value='{2}'\n", function, all_names(table, false),
                                 all_names(table, true));
  text += fmt::format("_{}_value() {{ # option current-word: offers its values; fails if it takes none\n  case $1 in\n",
                      function);
  for_each_option(table, [&](const OptionRow& row) {
    if (!row.metavar.empty()) text += fmt::format("    {}){} ;;\n", joined(names_of(row), " | "), bash_offer(row));
  });
  return text + "    *) return 1 ;;\n  esac\n}\n";
}

std::string zsh_options(const ProgramTable& table) {
  std::string text = fmt::format("_{}_arguments() {{\n  local -a with_value=({})\n  _arguments -s -S",
                                 function_name(table), all_names(table, true));
  for_each_option(table, [&](const OptionRow& row) {
    for (const std::string_view name : names_of(row)) {
      const std::string_view value_mark = row.metavar.empty() || name.starts_with("--") ? "" : "+";
      text += fmt::format(" \\\n    '*{}{}[{}]", name, value_mark, zsh_text(row.help));
      if (!row.metavar.empty()) text += fmt::format(":{}:{}", zsh_text(row.metavar), zsh_offer(row));
      text += '\'';
    }
  });
  if (!table.arguments.names.empty())
    text += fmt::format(" \\\n    '*:{}:{}'", table.arguments.names, zsh_offer(table.arguments));
  return text + "\n}\n";
}

std::string fish_options(const ProgramTable& table) {
  std::string text = fmt::format("set -g __{}_with_value {}\n", function_name(table), all_names(table, true));
  if (table.arguments.offer == Offer::queries) {
    text += fmt::format(
        "complete -c {} -f -k -n 'not string match -q -- \"-*\" (commandline -ct)' -a '(__newsrank_queries)'\n",
        table.name);
  } else {
    text += fmt::format("complete -c {} {}\n", table.name, table.arguments.offer == Offer::files ? "-F" : "-f");
  }
  for_each_option(table, [&](const OptionRow& row) {
    text += fmt::format("complete -c {}", table.name);
    for (const std::string_view name : names_of(row))
      text += name.starts_with("--") ? fmt::format(" -l {}", name.substr(2)) : fmt::format(" -s {}", name.substr(1));
    text += fmt::format("{} -d '{}'\n", row.metavar.empty() ? "" : fish_offer(row), quoted(plain_text(row.help)));
  });
  return text;
}

}  // namespace newsrank::cli
