// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/options/unknown_option.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "programs/nearest_name.hpp"

namespace newsrank::cli {
namespace {

// What other programs call an option of ours.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kOtherNames{{
    {"--database", "--db"},
    {"--index", "--db"},
}};

std::string nearest_option(const CLI::App& app, const std::string& name) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& own : option->get_lnames()) names.push_back("--" + own);
  }
  if (std::string nearest = nearest_name(name, names); !nearest.empty()) return nearest;
  std::vector<std::string> others;
  for (const auto& [other, own] : kOtherNames) {
    if (std::find(names.begin(), names.end(), own) != names.end()) others.emplace_back(other);
  }
  const std::string nearest = nearest_name(name, others);
  const auto* const found =
      std::find_if(kOtherNames.begin(), kOtherNames.end(), [&](const auto& pair) { return pair.first == nearest; });
  return found == kOtherNames.end() ? std::string() : std::string(found->second);
}

}  // namespace

std::optional<std::string> find_unknown_option(const CLI::App& app) {
  // "--" is listed, too: it only says that no option follows.
  for (const std::string& argument : app.remaining()) {
    if (argument.size() > 1 && argument.front() == '-' && argument != "--") return argument;
  }
  return std::nullopt;
}

Error unknown_option(const CLI::App& app, const std::string& argument, const std::string& otherwise) {
  const std::string name = argument.substr(0, argument.find('='));
  const std::string nearest = nearest_option(app, name);
  return {ErrorCode::invalid_argument, fmt::format("there is no option {}", name),
          nearest.empty() ? otherwise
                          : fmt::format("did you mean {}? {} --help lists the options", nearest, app.get_name())};
}

}  // namespace newsrank::cli
