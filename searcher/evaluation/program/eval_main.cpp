// SPDX-License-Identifier: GPL-2.0-or-later
// newsrank-eval: judges runs by qrels, and tunes the ranking.
#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "evaluation/judging.hpp"
#include "evaluation/live_task.hpp"
#include "evaluation/program/eval_options.hpp"
#include "evaluation/program/eval_report.hpp"
#include "evaluation/program/suite_report.hpp"
#include "evaluation/tuning/profile_tuning.hpp"
#include "newsrank/error.hpp"
#include "programs/exit_codes.hpp"
#include "programs/profile_file.hpp"
#include "programs/terminal/messages.hpp"

namespace newsrank::detail {

namespace {

int complain(const Error& error) {
  return cli::fail(error, cli::eval_table().name);
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
  return task;
}

LiveTaskFiles live_files(const EvalOptions& options) {
  LiveTaskFiles files;
  files.name = options.databases.front();
  files.databases = options.databases;
  files.queries = options.queries;
  files.qrels = options.qrels;
  files.exclude = options.exclude;
  files.measures = options.measures;
  files.depth = options.depth;
  files.quality_weight = options.quality_weight;
  files.syntax = options.syntax;
  return files;
}

Result<std::vector<std::optional<RankingProfile>>> load_profiles(const EvalOptions& options) {
  std::vector<std::optional<RankingProfile>> profiles;
  for (const std::string& name : options.profiles) {
    auto profile = cli::load_profile(name);
    if (!profile) return std::move(profile).error();
    profiles.emplace_back(std::move(*profile));
  }
  if (profiles.empty()) profiles.emplace_back();  // the one that fits the index
  return profiles;
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

int print(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
    return complain({ErrorCode::io, "cannot write to standard output", ""});
  return 0;
}

int judge_and_print(const EvalOptions& options, JudgingTask task, const std::vector<RunSource>& sources) {
  task.halves = options.halves;
  task.randomisation = options.randomisation;
  const auto reports = judge(task, sources);
  if (!reports) return complain(reports.error());
  warn_about_strangers(*reports);
  return print(options.json ? format_json(*reports, options.per_query) : format_text(*reports, options.per_query));
}

int judge_files(const EvalOptions& options) {
  const auto task = make_task(options);
  if (!task) return complain(task.error());
  std::vector<RunSource> sources;
  for (const auto& path : options.runs) sources.push_back(run_file(path));
  return judge_and_print(options, *task, sources);
}

// The files come first, so that a search is the second run and its difference the progress since.
int judge_index(const EvalOptions& options) {
  auto task = LiveTask::open(live_files(options));
  if (!task) return complain(task.error());
  const auto profiles = load_profiles(options);
  if (!profiles) return complain(profiles.error());
  std::vector<RunSource> sources;
  for (const auto& path : options.runs) sources.push_back(run_file(path));
  for (std::size_t i = 0; i < profiles->size(); ++i) {
    const std::string name = options.profiles.empty() ? options.databases.front() : options.profiles[i];
    sources.push_back({name, [&, profile = (*profiles)[i]] { return task->run(profile, options.halves); }});
  }
  return judge_and_print(options, task->judging(), sources);
}

// For each profile and half: its pairs, and how many of them are in the order of quality.
int print_concordance(const EvalOptions& options) {
  auto task = LiveTask::open(live_files(options));
  if (!task) return complain(task.error());
  const auto profiles = load_profiles(options);
  if (!profiles) return complain(profiles.error());
  std::vector<ConcordanceRow> rows;
  for (std::size_t i = 0; i < profiles->size(); ++i) {
    for (const QueryHalf half : options.halves) {
      const auto found = task->concordance((*profiles)[i], half);
      if (!found) return complain(found.error());
      rows.push_back({options.profiles.empty() ? options.databases.front() : options.profiles[i], half, *found});
    }
  }
  return print(options.json ? format_json(rows) : format_text(rows));
}

Result<std::vector<LiveTask>> open_tasks(const EvalOptions& options) {
  std::vector<LiveTaskFiles> files;
  if (options.suite.empty()) {
    files.push_back(live_files(options));
  } else {
    auto suite = read_suite(options.suite);
    if (!suite) return std::move(suite).error();
    files = std::move(*suite);
    for (LiveTaskFiles& each : files) {
      if (options.quality_weight) each.quality_weight = options.quality_weight;
    }
  }
  std::vector<LiveTask> tasks;
  for (const LiveTaskFiles& each : files) {
    auto task = LiveTask::open(each);
    if (!task) return std::move(task).error();
    tasks.push_back(std::move(*task));
  }
  return tasks;
}

int judge_suite(const EvalOptions& options) {
  auto tasks = open_tasks(options);
  if (!tasks) return complain(tasks.error());
  const auto profiles = load_profiles(options);
  if (!profiles) return complain(profiles.error());
  const auto table = judge_tasks(*tasks, profiles->front());
  if (!table) return complain(table.error());
  return print(options.json ? format_json(*table) : format_text(*table));
}

int tune(const EvalOptions& options) {
  auto tasks = open_tasks(options);
  if (!tasks) return complain(tasks.error());
  const auto profiles = load_profiles(options);
  if (!profiles) return complain(profiles.error());
  const auto start = profiles->front() ? Result<RankingProfile>(*profiles->front()) : tasks->front().default_profile();
  if (!start) return complain(start.error());
  const auto tuned = tune_profile(
      *tasks, *start, options.tune_parameters.empty() ? default_tuning_parameters(*start) : options.tune_parameters);
  if (!tuned) return complain(tuned.error());
  std::string text = format_trajectory(*tuned);
  for (const RankingProfile& profile : {tuned->start, tuned->best}) {
    const auto table = judge_tasks(*tasks, profile);
    if (!table) return complain(table.error());
    text += fmt::format("# {}\n", profile == tuned->best ? "tuned" : "start") + format_text(*table, "# ");
  }
  return print(text + format_profile(tuned->best));
}

int run(int argc, const char* const* argv) {
  const auto parsed = parse_eval_options(argc, argv);
  if (!parsed.options) {
    fmt::print(parsed.exit_code == cli::kExitDone ? stdout : stderr, "{}", parsed.text);
    return parsed.exit_code;
  }
  const EvalOptions& options = *parsed.options;
  if (options.concordance) return print_concordance(options);
  if (options.tune) return tune(options);
  if (!options.suite.empty()) return judge_suite(options);
  return options.databases.empty() ? judge_files(options) : judge_index(options);
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
    return newsrank::cli::kExitInternal;
  }
}
