#include "program/options.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>

#include "index/index_layout.hpp"
#include "program/report_output.hpp"
#include "programs/shell_word.hpp"
#include "programs/unknown_option.hpp"

namespace newsrank {
namespace {

constexpr int kUsageExit = 2;
constexpr unsigned kMaxJobs = 256;

constexpr const char* kDescription =
    R"(newsrank-index reads news articles with front matter (YAML, TOML or JSON) into an index for newsrank-search.

A run reads only files that are new or changed since the last one and removes the articles of files
that have vanished below the given sources. Articles of other sources stay as they are.)";

constexpr const char* kFooter = R"(
Sources:
  a folder   all files below it whose names end in .md .markdown .html .htm .adoc .org .rst .txt
             .yml .yaml or .json
  a file     one article, or a YAML stream of many
  -          standard input; it replaces what standard input said in an earlier run

Examples:
  newsrank-index news/                     index a folder into newsrank.db
  newsrank-index news/                     again: read only what changed
  newsrank-index --db my.db news/ more.md  several sources, another index
  newsrank-index --dry-run news/           say what would change, write nothing
  newsrank-index --rebuild news/           make the index anew, searches go on meanwhile
  zcat dump.yml.gz | newsrank-index -      a stream of any length
  newsrank-index --watch news/             stay, and follow the folder
  newsrank-index --check --db my.db        is the index whole?
  newsrank-index --stats --json            what is in it, for programs
  newsrank-index --compact                 write it anew in less space

What cannot be used is reported as path:line:column: reason and skipped; all else is indexed.
Ctrl-C ends a run well: what was read is kept, the next run continues. Twice: at once.

Exit codes: 0 done, 1 internal error, 2 wrong use, 4 index or disk (also a damaged index
found by --check), 5 indexed but something was skipped,
130 interrupted.)";

// The headings of --help.
constexpr const char* kIndexGroup = "The index";
constexpr const char* kRunGroup = "The run";
constexpr const char* kOutputGroup = "What is printed";
constexpr const char* kTaskGroup = "Other tasks";

void add_options(CLI::App& app, ProgramOptions& options) {
  IndexOptions& index = options.index;
  app.add_option("--db", index.database, "Folder of the index (newsrank.db)")->option_text("DIR")->group(kIndexGroup);
  app.add_option("--shards", index.shards, "Parts of a new index, 1 to 64 (1)")
      ->option_text("N")
      ->check(CLI::Range(1U, kMaxShards))
      ->group(kIndexGroup);
  app.add_option("--language", index.analyzer.language,
                 "Language of stemming and stop words in a new index: de, ... or none (english)")
      ->option_text("L")
      ->group(kIndexGroup);
  app.add_flag("--rebuild", index.rebuild, "Make the index anew from the given sources only")->group(kIndexGroup);
  app.add_flag("--dry-run", index.dry_run, "Report what would change, write nothing")->group(kRunGroup);
  app.add_flag("--wait", index.wait_for_lock, "Wait while another process writes to the index")->group(kRunGroup);
  app.add_option("--jobs,-j", index.jobs, "Threads, 1 to 256 (one for each core)")
      ->option_text("N")
      ->check(CLI::Range(1U, kMaxJobs))
      ->group(kRunGroup);
  app.add_flag("--json", options.json, "Print the report as one JSON object")->group(kOutputGroup);
  app.add_flag("--quiet,-q", options.quiet, "Print no progress and no summary, only what went wrong")
      ->group(kOutputGroup);
  app.add_flag("--verbose,-v", options.verbose, "List every problem, not only the first 100")->group(kOutputGroup);
  app.add_option("SOURCE", index.sources, "Folders, files, or - for standard input")->option_text(" ");
}

// At most one of these; those that take no source not with options that are about reading sources.
void add_tasks(CLI::App& app, ProgramOptions& options) {
  const auto task = [&](const char* name, Task value, const char* text) {
    CLI::Option* const flag = app.add_flag_callback(
        name, [&options, value] { options.task = value; }, text);
    for (const char* other : {"--watch", "--check", "--stats", "--compact", "--rebuild", "--dry-run"}) {
      if (CLI::Option* const found = app.get_option_no_throw(other); found != nullptr && found != flag) {
        flag->excludes(found);
      }
    }
    flag->group(kTaskGroup);
  };
  CLI::Option* const watch = app.add_flag_callback(
      "--watch", [&options] { options.task = Task::watch; }, "Stay, and index again after each change of the sources");
  watch->excludes(app.get_option("--dry-run"))->group(kTaskGroup);
  task("--check", Task::check, "Verify the index, explain what is wrong; takes no source");
  task("--stats", Task::stats, "Print what the index holds; takes no source");
  task("--compact", Task::compact, "Write the index anew in less space; takes no source");
  // What excludes what is said when it is met, not in --help.
  for (CLI::Option* option : app.get_options()) {
    if (option->get_option_text().empty()) option->option_text(" ");
  }
}

const char* name_of(Task task) {
  switch (task) {
    case Task::check:
      return "--check";
    case Task::stats:
      return "--stats";
    case Task::compact:
      return "--compact";
    default:
      return "";
  }
}

// Sources where there is to be none: who named them meant the index, by its folder or by that of its articles.
Error superfluous_source(const ProgramOptions& options) {
  const std::string& source = options.index.sources.front();
  std::error_code failure;
  const bool index = std::filesystem::exists(std::filesystem::path(source) / detail::kPointerFile, failure);
  const std::string command = std::string("newsrank-index ") + name_of(options.task) + " --db ";
  return {ErrorCode::invalid_argument,
          std::string(name_of(options.task)) + " looks at an index and takes no source such as " + source,
          "write: " + command + cli::shell_word(index ? source : options.index.database)};
}

Result<void> check_sources(const ProgramOptions& options) {
  const bool needed = options.task == Task::index || options.task == Task::watch;
  if (needed == !options.index.sources.empty()) return {};
  if (!needed) return superfluous_source(options);
  return Error{ErrorCode::invalid_argument, "SOURCE is required: a folder or file of articles",
               "write: newsrank-index news/"};
}

// What could not be parsed; an option that there is not explains what else is wrong, too.
Error wrong_use(const CLI::App& app, const CLI::ParseError& problem) {
  if (const auto argument = cli::find_unknown_option(app))
    return cli::unknown_option(app, *argument, "newsrank-index --help lists the options");
  return {ErrorCode::invalid_argument, problem.what(), "newsrank-index --help shows how it is used"};
}

}  // namespace

ParsedArguments parse_arguments(int argc, const char* const* argv) {
  ProgramOptions options;
  CLI::App app(kDescription, "newsrank-index");
  app.footer(kFooter);
  app.set_version_flag("--version", "newsrank-index " NEWSRANK_VERSION);
  add_options(app, options);
  add_tasks(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return {std::nullopt, app.help(), 0};
  } catch (const CLI::CallForVersion& version) {
    return {std::nullopt, std::string(version.what()) + "\n", 0};
  } catch (const CLI::ParseError& problem) {
    return {std::nullopt, format_error(wrong_use(app, problem)), kUsageExit};
  }
  if (const auto checked = check_sources(options); !checked)
    return {std::nullopt, format_error(checked.error()), kUsageExit};
  return {std::move(options), "", 0};
}

}  // namespace newsrank
