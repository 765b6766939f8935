// SPDX-License-Identifier: GPL-2.0-or-later
// newsrank-index: reads articles into an index.
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <string>
#include <system_error>

#include "maintenance/maintenance_json.hpp"
#include "newsrank/maintenance.hpp"
#include "program/interrupt.hpp"
#include "program/maintenance_output.hpp"
#include "program/options.hpp"
#include "program/progress_line.hpp"
#include "program/report_output.hpp"
#include "program/source_output.hpp"
#include "programs/exit_codes.hpp"
#include "programs/terminal/messages.hpp"
#include "run/explain_file.hpp"
#include "run/index_run.hpp"
#include "run/watch.hpp"
#include "storage/stored_catalogue.hpp"

namespace {

using newsrank::cli::kExitDone;
using newsrank::cli::kExitIndex;
using newsrank::cli::kExitInternal;
using newsrank::cli::kExitInterrupted;
using newsrank::cli::kExitSkipped;

int exit_code_of(const newsrank::Error& error) {
  return newsrank::interrupt_requested() ? kExitInterrupted : newsrank::cli::exit_code_of(error.code);
}

int exit_code_of(const newsrank::RunReport& report) {
  if (report.interrupted) return kExitInterrupted;
  return report.problems.total > 0 ? kExitSkipped : kExitDone;
}

void print_report(const newsrank::RunReport& report, const newsrank::ProgramOptions& options) {
  if (options.json) {
    fmt::print(stdout, "{}", newsrank::format_json(report));
    return;
  }
  fmt::print(stderr, "{}{}", newsrank::format_problems(report, options.verbose), newsrank::format_warnings(report));
  if (!options.quiet) fmt::print(stderr, "{}", newsrank::format_remarks(report));
  if (!options.quiet) fmt::print(stdout, "{}", newsrank::format_summary(report));
}

int fail(const newsrank::Error& error) {
  fmt::print(stderr, "{}", newsrank::cli::format_error(error, newsrank::cli::index_table().name));
  return exit_code_of(error);
}

int index(const newsrank::ProgramOptions& options) {
  newsrank::ProgressLine line(!options.quiet);
  newsrank::RunHooks hooks;
  hooks.interrupted = newsrank::interrupt_requested;
  hooks.progress = [&](const newsrank::RunProgress& progress) { line.show(progress); };
  const auto report = newsrank::run_index(options.index, hooks);
  line.clear();
  if (!report) return fail(report.error());
  print_report(*report, options);
  return exit_code_of(*report);
}

// Runs that changed nothing are not worth a line; problems are reported again only when they change.
int watch(const newsrank::ProgramOptions& options) {
  newsrank::ProgressLine line(!options.quiet);
  std::string told;
  newsrank::WatchHooks hooks;
  hooks.run.interrupted = newsrank::interrupt_requested;
  hooks.run.progress = [&](const newsrank::RunProgress& progress) { line.show(progress); };
  hooks.on_report = [&](const newsrank::RunReport& report) {
    line.clear();
    const std::string problems = newsrank::format_problems(report, true);
    const bool changed = report.articles_added + report.articles_changed + report.articles_removed > 0;
    if (changed || problems != told || report.interrupted) print_report(report, options);
    told = problems;
    std::fflush(stdout);
  };
  hooks.on_error = [&](const newsrank::Error& error) {
    line.clear();
    const std::string problem = newsrank::cli::format_error(error, newsrank::cli::index_table().name);
    if (problem != told) fmt::print(stderr, "{}", problem);
    told = problem;
  };
  const auto done = newsrank::watch_index(options.index, hooks);
  line.clear();
  if (newsrank::interrupt_requested()) return 0;
  return done ? 0 : fail(done.error());
}

newsrank::LockOptions lock_options(const newsrank::ProgramOptions& options) {
  return {options.index.wait_for_lock, newsrank::interrupt_requested};
}

int list_sources(const newsrank::ProgramOptions& options) {
  const auto bytes = newsrank::read_stored_catalogue(options.index.database);
  if (!bytes) return fail(bytes.error());
  if (bytes->empty()) {
    return fail({newsrank::ErrorCode::index_not_found, "there is no index of files at " + options.index.database,
                 "name it with --db"});
  }
  const auto catalogue = newsrank::Catalogue::parse(*bytes);
  if (!catalogue) return fail(catalogue.error());
  fmt::print("{}", options.json ? newsrank::format_sources_json(*catalogue) : newsrank::format_sources(*catalogue));
  return kExitDone;
}

int explain(const newsrank::ProgramOptions& options) {
  const auto explained =
      newsrank::explain_file(options.explained_file, options.index.sources, options.index.database, options.index.scan);
  if (!explained) return fail(explained.error());
  fmt::print("{}", newsrank::format_explained(options.explained_file, *explained));
  return explained->problems.empty() ? kExitDone : kExitSkipped;
}

int check(const newsrank::ProgramOptions& options) {
  const auto report = newsrank::check_index(options.index.database, lock_options(options));
  if (!report) return fail(report.error());
  if (options.json) {
    fmt::print("{}", newsrank::format_check_json(*report));
  } else if (!options.quiet || !report->findings.empty()) {
    fmt::print("{}", newsrank::format_check(*report));
  }
  return report->sound() ? 0 : kExitIndex;
}

// The engine's own check may be led astray by what it checks, and crash (Xapian 1.4.22). It gets a process of its own.
int check_aside(const newsrank::ProgramOptions& options) {
  std::fflush(stdout);
  const pid_t child = ::fork();
  if (child <= 0) return check(options);  // also where there can be no further process
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    if (newsrank::interrupt_requested()) ::kill(child, SIGTERM);
  }
  if (WIFEXITED(status)) return WEXITSTATUS(status);
  if (newsrank::interrupt_requested()) return kExitInterrupted;
  return fail({newsrank::ErrorCode::index_corrupt,
               fmt::format("the index is damaged: the engine crashed while it checked {}", options.index.database),
               "run newsrank-index --rebuild with the same sources"});
}

int stats(const newsrank::ProgramOptions& options) {
  const auto figures = newsrank::read_stats(options.index.database);
  if (!figures) return fail(figures.error());
  fmt::print("{}", options.json ? newsrank::format_stats_json(*figures) : newsrank::format_stats(*figures));
  return 0;
}

int compact(const newsrank::ProgramOptions& options) {
  const auto report = newsrank::compact_index(options.index.database, lock_options(options));
  if (!report) return fail(report.error());
  if (options.json) {
    fmt::print("{}", newsrank::format_compact_json(*report));
  } else if (!options.quiet) {
    fmt::print("{}", newsrank::format_compact(*report));
  }
  return 0;
}

int backup(const newsrank::ProgramOptions& options) {
  const auto report = newsrank::backup_index(options.index.database, options.backup);
  if (!report) return fail(report.error());
  if (options.json) {
    fmt::print("{}", newsrank::format_backup_json(*report));
  } else if (!options.quiet) {
    fmt::print("{}", newsrank::format_backup(*report));
  }
  return 0;
}

int run(const newsrank::ProgramOptions& options) {
  switch (options.task) {
    case newsrank::Task::watch:
      return watch(options);
    case newsrank::Task::check:
      return check_aside(options);
    case newsrank::Task::stats:
      return stats(options);
    case newsrank::Task::compact:
      return compact(options);
    case newsrank::Task::backup:
      return backup(options);
    case newsrank::Task::list_sources:
      return list_sources(options);
    case newsrank::Task::explain:
      return explain(options);
    default:
      return index(options);
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    newsrank::catch_interrupts();
    const auto arguments = newsrank::parse_arguments(argc, argv);
    if (!arguments.options) fmt::print(arguments.exit_code == kExitDone ? stdout : stderr, "{}", arguments.text);
    const int exit_code = arguments.options ? run(*arguments.options) : arguments.exit_code;
    if (std::fflush(stdout) == 0) return exit_code;
    return fail({newsrank::ErrorCode::io, fmt::format("cannot write the output: {}", std::strerror(errno)), ""});
  } catch (const std::system_error& failure) {
    // fmt::print() could not write.
    return fail({newsrank::ErrorCode::io, fmt::format("cannot write the output: {}", failure.code().message()), ""});
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "newsrank-index: internal error: %s\n", failure.what());
    return kExitInternal;
  }
}
