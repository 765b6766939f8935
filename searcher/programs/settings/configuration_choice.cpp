// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/settings/configuration_choice.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

namespace newsrank::cli {
namespace {

// What is there and cannot be looked at is read all the same, so that it is an error.
bool is_there(const std::string& file) {
  std::error_code failure;
  return std::filesystem::status(file, failure).type() != std::filesystem::file_type::not_found;
}

std::string user_file(const Environment& environment) {
  const std::string folder = environment("XDG_CONFIG_HOME");
  if (!folder.empty()) return fmt::format("{}/newsrank/{}", folder, kConfigurationFile);
  const std::string home = environment("HOME");
  return home.empty() ? std::string{} : fmt::format("{}/.config/newsrank/{}", home, kConfigurationFile);
}

}  // namespace

std::vector<std::string> configuration_files(const ConfigurationChoice& choice, const Environment& environment) {
  if (choice.no_files) return {};
  const std::string named = choice.file.empty() ? environment("NEWSRANK_CONFIG") : choice.file;
  if (!named.empty()) return {named};
  std::vector<std::string> files;
  const std::string user = user_file(environment);
  if (!user.empty() && is_there(user)) files.push_back(user);
  if (is_there(kConfigurationFile)) files.emplace_back(kConfigurationFile);
  return files;
}

}  // namespace newsrank::cli
