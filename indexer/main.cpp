// newsrank-index: reads articles into an index.
#include <fmt/format.h>

#include <cstdio>
#include <exception>

#include "index_run.hpp"
#include "interrupt.hpp"
#include "options.hpp"
#include "progress.hpp"
#include "report_output.hpp"

namespace {

constexpr int kInternalExit = 1;
constexpr int kUsageExit = 2;
constexpr int kIndexExit = 4;
constexpr int kSkippedExit = 5;

int exit_code_of(const newsrank::Error& error) {
  if (newsrank::interrupt_requested()) return newsrank::kInterruptedExit;
  switch (error.code) {
    case newsrank::ErrorCode::invalid_argument:
      return kUsageExit;
    case newsrank::ErrorCode::internal:
      return kInternalExit;
    default:
      return kIndexExit;
  }
}

int exit_code_of(const newsrank::RunReport& report) {
  if (report.interrupted) return newsrank::kInterruptedExit;
  return report.problems_total > 0 ? kSkippedExit : 0;
}

void print_report(const newsrank::RunReport& report, const newsrank::ProgramOptions& options) {
  if (options.json) {
    fmt::print(stdout, "{}", newsrank::format_json(report));
    return;
  }
  fmt::print(stderr, "{}", newsrank::format_problems(report, options.verbose));
  if (!options.quiet) fmt::print(stdout, "{}", newsrank::format_summary(report));
}

int run(const newsrank::ProgramOptions& options) {
  newsrank::ProgressLine line(!options.quiet);
  newsrank::RunHooks hooks;
  hooks.interrupted = newsrank::interrupt_requested;
  hooks.progress = [&](const newsrank::RunProgress& progress) { line.show(progress); };
  const auto report = newsrank::run_index(options.index, hooks);
  line.clear();
  if (!report) {
    fmt::print(stderr, "{}", newsrank::format_error(report.error()));
    return exit_code_of(report.error());
  }
  print_report(*report, options);
  return exit_code_of(*report);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    newsrank::catch_interrupts();
    const newsrank::ParsedArguments arguments = newsrank::parse_arguments(argc, argv);
    if (arguments.options) return run(*arguments.options);
    fmt::print(arguments.exit_code == 0 ? stdout : stderr, "{}", arguments.text);
    return arguments.exit_code;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "newsrank-index: internal error: %s\n", failure.what());
    return kInternalExit;
  }
}
