// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text/ascii.hpp"
#include "newsrank/searcher.hpp"
#include "programs/options/option_parser.hpp"
#include "programs/settings/configuration.hpp"

namespace newsrank::server {
namespace {

// As the arguments have it.
struct RawOptions {
  std::vector<std::string> databases;
  std::optional<std::string> listen;
  std::optional<std::string> base_path;
  std::optional<std::string> title;
  std::optional<std::string> token_file;
  std::optional<std::string> cors;
  std::optional<std::string> log;
  std::optional<std::string> threads;
  std::optional<std::string> connections;
  std::optional<std::string> result_window;
  std::optional<std::string> deadline;
  std::optional<std::string> refresh;
  std::optional<std::string> configuration;
  bool no_configuration = false;
};

void declare(cli::OptionParser& parser, RawOptions& raw, Options& options) {
  parser.values("--db", raw.databases);
  parser.flag("--partial", options.open.partial);
  parser.value("--title", raw.title);
  parser.value("--refresh", raw.refresh);
  parser.value("--listen", raw.listen);
  parser.value("--base-path", raw.base_path);
  parser.value("--token-file", raw.token_file);
  parser.value("--cors", raw.cors);
  parser.value("--access-log", raw.log);
  parser.value("--threads", raw.threads);
  parser.value("--connections", raw.connections);
  parser.value("--result-window", raw.result_window);
  parser.value("--deadline", raw.deadline);
  parser.value("--config", raw.configuration);
  parser.flag("--no-config", raw.no_configuration);
}

Error usage(std::string message) {
  return {ErrorCode::invalid_argument, std::move(message), "newsrank-serve --help shows the options"};
}

// "8080", "127.0.0.1:8080", "[::1]:8080".
Result<void> place_listen(const std::string& text, Options& options) {
  constexpr int kHighestPort = 65'535;
  const auto colon = text.rfind(':');
  const auto port =
      detail::parse_number<int>(colon == std::string::npos ? text : text.substr(colon + 1), 0, kHighestPort);
  if (!port) return usage(fmt::format("--listen: expected address:port such as 127.0.0.1:8080, not \"{}\"", text));
  options.port = *port;
  if (colon == std::string::npos || colon == 0) return {};
  options.host = text.substr(0, colon);
  if (options.host.size() > 2 && options.host.front() == '[' && options.host.back() == ']')
    options.host = options.host.substr(1, options.host.size() - 2);
  return {};
}

// "/news", without a slash at its end.
Result<void> place_base_path(std::string path, Options& options) {
  while (path.ends_with('/')) path.pop_back();
  const bool plain = std::all_of(path.begin(), path.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '-' ||
           c == '_' || c == '.';
  });
  if (!path.empty() && (!path.starts_with('/') || path.starts_with("//") || !plain))
    return usage(fmt::format("--base-path: expected a path such as /news, not \"{}\"", path));
  options.base_path = std::move(path);
  return {};
}

Result<void> place_log(const std::string& name, Options& options) {
  constexpr std::array<std::pair<std::string_view, LogFormat>, 3> kFormats{
      {{"off", LogFormat::off}, {"common", LogFormat::common}, {"json", LogFormat::json}}};
  const auto* const found =
      std::find_if(kFormats.begin(), kFormats.end(), [&](const auto& each) { return each.first == name; });
  if (found == kFormats.end())
    return usage(fmt::format("--access-log: expected off, common or json, not \"{}\"", name));
  options.log = found->second;
  return {};
}

Result<void> place_bounds(const RawOptions& raw, Options& options) {
  constexpr std::size_t kMostThreads = 256;
  // What a process may have open at a time is the other bound.
  constexpr std::size_t kMostConnections = 900;
  constexpr double kLeast = 0.01;
  auto& connections = options.limits.connections;
  auto& window = options.result_window;
  if (auto done = cli::take_number("--threads", raw.threads, {1, kMostThreads}, options.threads); !done) return done;
  if (auto done = cli::take_number("--connections", raw.connections, {1, kMostConnections}, connections); !done)
    return done;
  if (auto done = cli::take_number("--result-window", raw.result_window, {1, kMaxResultWindow}, window); !done)
    return done;
  if (auto done = cli::take_seconds("--deadline", raw.deadline, kLeast, options.deadline); !done) return done;
  return cli::take_seconds("--refresh", raw.refresh, kLeast, options.refresh);
}

Result<void> finish(const RawOptions& raw, const cli::Environment& environment, Options& options) {
  if (raw.no_configuration && raw.configuration) return usage("--config and --no-config do not go together");
  auto configuration = cli::load_configuration({raw.no_configuration, raw.configuration.value_or("")}, environment);
  if (!configuration) return std::move(configuration).error();
  options.settings = std::move(configuration->settings);
  if (!raw.databases.empty()) options.settings.databases = raw.databases;
  options.title = raw.title.value_or(options.title);
  options.token_file = raw.token_file.value_or("");
  options.cors = raw.cors.value_or("");
  if (options.cors.find_first_of("\r\n") != std::string::npos) return usage("--cors: expected an origin");
  if (auto done = place_log(raw.log.value_or("off"), options); !done) return done;
  if (raw.listen) {
    if (auto done = place_listen(*raw.listen, options); !done) return done;
  }
  if (auto done = place_base_path(raw.base_path.value_or(""), options); !done) return done;
  return place_bounds(raw, options);
}

}  // namespace

cli::ParsedOptions<Options> parse_options(int argc, const char* const* argv, const cli::Environment& environment) {
  RawOptions raw;
  Options options;
  cli::OptionParser parser(cli::serve_table());
  declare(parser, raw, options);
  return cli::parse_options(parser, argc, argv, options, [&] { return finish(raw, environment, options); });
}

}  // namespace newsrank::server
