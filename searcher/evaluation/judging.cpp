// SPDX-License-Identifier: GPL-2.0-or-later
#include "evaluation/judging.hpp"

#include <fmt/format.h>

#include <utility>

namespace newsrank::detail {

namespace {

struct NamedRun {
  std::string name;
  Run run;
};

Result<std::vector<NamedRun>> load_runs(const JudgingTask& task, const std::vector<RunSource>& sources) {
  std::vector<NamedRun> runs;
  for (const auto& source : sources) {
    auto run = source.load();
    if (!run) return run.error();
    remove_excluded(*run, task.exclusions);
    limit_depth(*run, task.depth);
    runs.push_back({source.name, std::move(*run)});
  }
  return runs;
}

Result<HalfReport> judge_half(const JudgingTask& task, const std::vector<NamedRun>& runs, QueryHalf half) {
  const auto qrels = select_half(task.qrels, half);
  if (!qrels) return qrels.error();
  if (qrels->empty()) {
    return Error{ErrorCode::invalid_argument,
                 half == QueryHalf::all ? std::string("the qrels judge no query")
                                        : fmt::format("the qrels judge no query with an {} number", to_string(half)),
                 "check the qrels file, or judge all queries together"};
  }
  HalfReport report{.half = half, .runs = {}, .comparisons = {}};
  for (const auto& [name, run] : runs) report.runs.push_back({name, evaluate(*qrels, run, task.measures)});
  if (report.runs.size() != 2) return report;
  for (std::size_t i = 0; i < task.measures.size(); ++i) {
    const auto test = randomisation_test(report.runs[0].evaluation.measures[i].per_query,
                                         report.runs[1].evaluation.measures[i].per_query, task.randomisation);
    if (!test) return test.error();
    report.comparisons.push_back(*test);
  }
  return report;
}

}  // namespace

Result<std::vector<HalfReport>> judge(const JudgingTask& task, const std::vector<RunSource>& sources) {
  const auto runs = load_runs(task, sources);
  if (!runs) return runs.error();
  std::vector<HalfReport> reports;
  for (const QueryHalf half : task.halves) {
    auto report = judge_half(task, *runs, half);
    if (!report) return report.error();
    reports.push_back(std::move(*report));
  }
  return reports;
}

}  // namespace newsrank::detail
