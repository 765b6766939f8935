// SPDX-License-Identifier: GPL-2.0-or-later
#include "interactive/browser_command.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <optional>

#include "newsrank/article.hpp"

namespace newsrank::cli {
namespace {

constexpr std::array<std::string_view, 8> kTextBrowsers{"www-browser", "w3m",    "lynx",   "links",
                                                        "links2",      "elinks", "browsh", "carbonyl"};

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find(separator));
    if (!part.empty()) parts.emplace_back(part);
    text.remove_prefix(std::min(part.size() + 1, text.size()));
  }
  return parts;
}

bool is_program(const std::string& name, const std::string& path) {
  const auto runs = [](const std::string& file) { return ::access(file.c_str(), X_OK) == 0; };
  if (name.find('/') != std::string::npos) return runs(name);
  const auto folders = split(path, ':');
  return std::any_of(folders.begin(), folders.end(), [&](const auto& folder) { return runs(folder + '/' + name); });
}

bool is_web_address(std::string_view url) {
  return (url.starts_with("http://") || url.starts_with("https://")) && canonical_url(url);
}

}  // namespace

std::vector<Command> browser_commands(std::string_view browser, std::string_view url) {
  std::vector<Command> commands;
  for (const std::string& text : split(browser.empty() ? "xdg-open" : browser, ':')) {
    Command command = split(text, ' ');
    if (command.empty()) continue;
    bool placed = false;
    for (std::string& word : command) {
      const auto place = word.find("%s");
      if (place == std::string::npos) continue;
      word.replace(place, 2, url);
      placed = true;
    }
    if (!placed) command.emplace_back(url);
    commands.push_back(std::move(command));
  }
  return commands;
}

Result<Command> choose_browser(const BrowserSettings& settings, std::string_view url) {
  if (!is_web_address(url))
    return Error{ErrorCode::invalid_argument, "only http and https addresses are opened", std::string(url)};
  const auto commands = browser_commands(settings.browser, url);
  const auto found = std::find_if(commands.begin(), commands.end(),
                                  [&](const Command& each) { return is_program(each.front(), settings.path); });
  if (found != commands.end()) return *found;
  const std::string wanted = settings.browser.empty() ? "xdg-open" : settings.browser;
  return Error{ErrorCode::invalid_argument, "there is no browser " + wanted, "set BROWSER to the command of yours"};
}

bool draws_on_terminal(const Command& command, bool graphical) {
  if (!graphical) return true;
  const std::string_view program = command.front();
  const auto slash = program.rfind('/');
  const auto name = slash == std::string_view::npos ? program : program.substr(slash + 1);
  return std::find(kTextBrowsers.begin(), kTextBrowsers.end(), name) != kTextBrowsers.end();
}

}  // namespace newsrank::cli
