// SPDX-License-Identifier: GPL-2.0-or-later
// Pages and scripts with parts that are made from the table of options.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "programs/options/option_documents.hpp"

namespace newsrank::cli {
namespace {

using Part = std::string (*)(const ProgramTable& table);

constexpr std::array<std::pair<std::string_view, Part>, 6> kParts{{
    {"MAN_OPTIONS", manual_options},
    {"MAN_EXIT_CODES", manual_exit_codes},
    {"MAN_SETTINGS", manual_settings},
    {"BASH_OPTIONS", bash_options},
    {"ZSH_OPTIONS", zsh_options},
    {"FISH_OPTIONS", fish_options},
}};

// Whether it is written between the signs as the name of a part is: "MAN_OPTIONS", "newsrank-index:BASH_OPTIONS".
bool is_name(std::string_view text) {
  const std::string_view part = text.substr(text.find(':') + 1);
  return !part.empty() &&
         std::all_of(part.begin(), part.end(), [](char c) { return c == '_' || (c >= 'A' && c <= 'Z'); });
}

}  // namespace

Result<std::string> fill_template(const ProgramTable& table, std::string_view version, std::string_view text) {
  std::string filled;
  for (;;) {
    const std::size_t begin = text.find('@');
    const std::size_t end = begin == std::string_view::npos ? begin : text.find('@', begin + 1);
    if (end == std::string_view::npos) return filled.append(text);
    const std::string_view name = text.substr(begin + 1, end - begin - 1);
    const std::size_t colon = name.find(':');
    const bool own = colon == std::string_view::npos || name.substr(0, colon) == table.name;
    if (!is_name(name) || !own) {
      // The second sign may begin a name.
      const std::size_t kept = is_name(name) ? end + 1 : end;
      filled.append(text.substr(0, kept));
      text.remove_prefix(kept);
      continue;
    }
    filled.append(text.substr(0, begin));
    text.remove_prefix(end + 1);
    const auto* const part = std::find_if(kParts.begin(), kParts.end(),
                                          [&](const auto& each) { return each.first == name.substr(colon + 1); });
    if (name == "VERSION") {
      filled.append(version);
    } else if (part != kParts.end()) {
      filled.append(part->second(table));
      // A part is whole lines; so is the line that it stands for.
      filled.pop_back();
    } else {
      return Error{ErrorCode::invalid_argument, fmt::format("there is no part @{}@", name), ""};
    }
  }
}

}  // namespace newsrank::cli
