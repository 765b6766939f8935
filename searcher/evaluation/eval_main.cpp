// newsrank-eval: judges runs by qrels.
#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <utility>
#include <vector>

#include "evaluation/eval_options.hpp"
#include "evaluation/eval_report.hpp"
#include "evaluation/judging.hpp"
#include "newsrank/error.hpp"

namespace newsrank::detail {

namespace {

int exit_code(ErrorCode code) {
  switch (code) {
    case ErrorCode::internal:
      return 1;
    case ErrorCode::invalid_argument:
    case ErrorCode::invalid_article:
      return 2;
    case ErrorCode::invalid_query:
      return 3;
    default:
      return 4;
  }
}

int complain(const Error& error) {
  fmt::print(stderr, "newsrank-eval: {}\n", error.message);
  if (!error.hint.empty()) fmt::print(stderr, "  {}\n", error.hint);
  return exit_code(error.code);
}

Result<JudgingTask> make_task(const EvalOptions& options) {
  JudgingTask task;
  auto qrels = read_qrels(options.qrels);
  if (!qrels) return qrels.error();
  task.qrels = std::move(*qrels);
  if (!options.exclude.empty()) {
    auto exclusions = read_exclusions(options.exclude);
    if (!exclusions) return exclusions.error();
    task.exclusions = std::move(*exclusions);
  }
  task.measures = options.measures;
  task.depth = options.depth;
  task.halves = options.halves;
  task.randomisation = options.randomisation;
  return task;
}

std::vector<RunSource> make_sources(const EvalOptions& options) {
  std::vector<RunSource> sources;
  for (const auto& path : options.runs) sources.push_back(run_file(path));
  return sources;
}

// Figures that are all zero because two files have nothing in common are rarely what somebody wanted to know.
void warn_about_strangers(const std::vector<HalfReport>& reports) {
  for (const auto& report : reports) {
    for (const auto& [name, evaluation] : report.runs) {
      if (evaluation.without_results < evaluation.queries.size()) continue;
      fmt::print(stderr, "newsrank-eval: '{}' has no results for any judged query; are the query ids the same?\n",
                 name);
    }
  }
}

int run(int argc, const char* const* argv) {
  const auto parsed = parse_eval_options(argc, argv);
  if (!parsed.options) return parsed.exit_code;
  const EvalOptions& options = *parsed.options;
  const auto task = make_task(options);
  if (!task) return complain(task.error());
  const auto reports = judge(*task, make_sources(options));
  if (!reports) return complain(reports.error());
  warn_about_strangers(*reports);
  const std::string text =
      options.json ? format_json(*reports, options.per_query) : format_text(*reports, options.per_query);
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0) {
    return complain({ErrorCode::io, "cannot write to standard output", ""});
  }
  return 0;
}

}  // namespace

}  // namespace newsrank::detail

int main(int argc, char** argv) {
  try {
    return newsrank::detail::run(argc, argv);
  } catch (const std::exception& error) {
    std::fputs("newsrank-eval: internal error: ", stderr);
    std::fputs(error.what(), stderr);
    std::fputs("\n", stderr);
    return 1;
  }
}
