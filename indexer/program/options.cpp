// SPDX-License-Identifier: GPL-2.0-or-later
#include "program/options.hpp"
#include "newsrank/version.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>
#include <string_view>

#include "newsrank/index_folder.hpp"
#include "program/field_map_file.hpp"
#include "programs/options/option_parser.hpp"
#include "programs/settings/configuration.hpp"
#include "programs/shell_word.hpp"

namespace newsrank {
namespace {

constexpr unsigned kMaxJobs = 256;

// What the arguments say, as texts.
struct RawOptions {
  std::optional<std::string> database;
  std::optional<std::string> shards;
  std::optional<std::string> language;
  std::optional<std::string> jobs;
  std::optional<std::string> base_url;
  std::optional<std::string> backup;
  std::optional<std::string> explained;
  cli::ConfigurationChoice configuration;
  std::optional<std::string> configuration_file;
  std::vector<std::string_view> tasks;  // the options that name one
};

void add_options(cli::OptionParser& parser, RawOptions& raw, ProgramOptions& options) {
  IndexOptions& index = options.index;
  parser.arguments(index.sources);
  parser.value("--db", raw.database);
  parser.value("--shards", raw.shards);
  parser.value("--language", raw.language);
  parser.flag("--rebuild", index.rebuild);
  parser.value("--base-url", raw.base_url);
  parser.values("--include", index.scan.names.include);
  parser.values("--exclude", index.scan.names.exclude);
  parser.flag("--keep", index.keep);
  parser.flag("--strict", index.scan.strict);
  parser.value("--config", raw.configuration_file);
  parser.flag("--no-config", raw.configuration.no_files);
  parser.flag("--dry-run", index.dry_run);
  parser.flag("--wait", index.wait_for_lock);
  parser.value("--jobs", raw.jobs);
  parser.flag("--json", options.json);
  parser.flag("--quiet", options.quiet);
  parser.flag("--verbose", options.verbose);
  const auto task = [&](std::string_view name, Task value) {
    parser.flag(name, [&raw, &options, name, value] {
      raw.tasks.push_back(name);
      options.task = value;
    });
  };
  task("--watch", Task::watch);
  task("--check", Task::check);
  task("--stats", Task::stats);
  task("--compact", Task::compact);
  parser.value("--backup", raw.backup);
  task("--list-sources", Task::list_sources);
  parser.values("--forget", index.forget);
  parser.value("--explain-file", raw.explained);
}

Error wrong_use(std::string message) {
  return {ErrorCode::invalid_argument, std::move(message), "newsrank-index --help shows how it is used"};
}

// At most one task; those that take no source not with options that are about reading sources.
Result<void> check_tasks(const RawOptions& raw, const ProgramOptions& options) {
  std::vector<std::string_view> given = raw.tasks;
  if (given.empty()) return {};
  if (options.index.rebuild && options.task != Task::watch) given.emplace_back("--rebuild");
  if (options.index.dry_run && options.task != Task::forget) given.emplace_back("--dry-run");
  if (given.size() == 1) return {};
  return wrong_use(fmt::format("{} do not go together", fmt::join(given, " and ")));
}

Result<void> take_values(const RawOptions& raw, IndexOptions& index) {
  if (raw.database) index.database = *raw.database;
  if (raw.base_url) {
    if (!canonical_url(*raw.base_url)) return wrong_use("--base-url must be an absolute address, https://…");
    index.scan.base_url = *raw.base_url;
  }
  if (raw.language) index.analyzer.language = *raw.language;
  if (auto taken = cli::take_number("--shards", raw.shards, {1, kMaxShards}, index.shards); !taken) return taken;
  return cli::take_number("--jobs", raw.jobs, {1, kMaxJobs}, index.jobs);
}

const char* name_of(Task task) {
  switch (task) {
    case Task::check:
      return "--check";
    case Task::stats:
      return "--stats";
    case Task::compact:
      return "--compact";
    case Task::backup:
      return "--backup";
    case Task::list_sources:
      return "--list-sources";
    case Task::forget:
      return "--forget SOURCE";
    default:
      return "";
  }
}

// Sources where there is to be none: who named them meant the index, by its folder or by that of its articles.
Error superfluous_source(const ProgramOptions& options) {
  const std::string& source = options.index.sources.front();
  std::error_code failure;
  const bool index = std::filesystem::exists(std::filesystem::path(source) / kPointerFile, failure);
  const std::string command = std::string("newsrank-index ") + name_of(options.task) + " --db ";
  return {ErrorCode::invalid_argument,
          std::string(name_of(options.task)) + " looks at an index and takes no source such as " + source,
          "write: " + command + cli::shell_word(index ? source : options.index.database)};
}

Result<void> check_sources(const ProgramOptions& options) {
  if (options.task == Task::explain) return {};
  const bool needed = options.task == Task::index || options.task == Task::watch;
  if (needed == !options.index.sources.empty()) return {};
  if (!needed) return superfluous_source(options);
  return Error{ErrorCode::invalid_argument, "SOURCE is required: a folder or file of articles",
               "write: newsrank-index news/"};
}

Result<void> finish(RawOptions& raw, ProgramOptions& options) {
  if (raw.backup) {
    raw.tasks.emplace_back("--backup");
    options.task = Task::backup;
    options.backup = *raw.backup;
  }
  if (!options.index.forget.empty()) {
    raw.tasks.emplace_back("--forget");
    options.task = Task::forget;
  }
  if (raw.explained) {
    raw.tasks.emplace_back("--explain-file");
    options.task = Task::explain;
    options.explained_file = *raw.explained;
  }
  if (auto checked = check_tasks(raw, options); !checked) return checked;
  if (auto taken = take_values(raw, options.index); !taken) return taken;
  if (auto checked = check_sources(options); !checked) return checked;
  if (options.task != Task::index && options.task != Task::watch && options.task != Task::explain) return {};
  if (raw.configuration_file) raw.configuration.file = *raw.configuration_file;
  auto fields = read_field_map(cli::configuration_files(raw.configuration, cli::process_environment()));
  if (!fields) return std::move(fields.error());
  options.index.scan.fields = std::move(*fields);
  return {};
}

}  // namespace

cli::ParsedOptions<ProgramOptions> parse_arguments(int argc, const char* const* argv) {
  RawOptions raw;
  ProgramOptions options;
  cli::OptionParser parser(cli::index_table());
  add_options(parser, raw, options);
  return cli::parse_options(parser, argc, argv, options, [&] { return finish(raw, options); });
}

}  // namespace newsrank
