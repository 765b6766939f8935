// SPDX-License-Identifier: GPL-2.0-or-later
#include "evaluation/program/suite_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "json/json_writer.hpp"

namespace newsrank::detail {
namespace {

// One search is judged over the halves that there are.
Result<TaskFigures> judge_task(LiveTask& task, const std::optional<RankingProfile>& profile) {
  TaskFigures figures;
  figures.task = task.files().name;
  figures.measure = to_string(task.files().measures.front());
  figures.queries = task.judging().qrels.size();
  const auto even = select_half(task.judging().qrels, QueryHalf::even);
  const bool halves = even && !even->empty() && even->size() < figures.queries;
  const std::vector<QueryHalf> wanted{QueryHalf::all, QueryHalf::even, QueryHalf::odd};
  const auto means = task.judge_halves(profile, halves ? wanted : std::vector{QueryHalf::all});
  if (!means) return means.error();
  figures.all = means->front();
  if (halves) {
    figures.even = (*means)[1];
    figures.odd = (*means)[2];
  }
  return figures;
}

std::string figure(const std::optional<double>& value) {
  return value ? fmt::format("{:.4f}", *value) : std::string("-");
}

}  // namespace

Result<std::vector<TaskFigures>> judge_tasks(std::vector<LiveTask>& tasks,
                                             const std::optional<RankingProfile>& profile) {
  std::vector<TaskFigures> all;
  for (LiveTask& task : tasks) {
    auto figures = judge_task(task, profile);
    if (!figures) return std::move(figures).error();
    all.push_back(std::move(*figures));
  }
  return all;
}

std::string format_text(const std::vector<TaskFigures>& figures, std::string_view margin) {
  std::size_t name = 4;
  std::size_t measure = 7;
  for (const TaskFigures& each : figures) {
    name = std::max(name, each.task.size());
    measure = std::max(measure, each.measure.size());
  }
  std::string text =
      fmt::format("{}{:<{}}  {:<{}}  queries     all    even     odd\n", margin, "task", name, "measure", measure);
  for (const TaskFigures& each : figures) {
    text += fmt::format("{}{:<{}}  {:<{}}  {:>7}  {:.4f}  {:>6}  {:>6}\n", margin, each.task, name, each.measure,
                        measure, each.queries, each.all, figure(each.even), figure(each.odd));
  }
  return text;
}

std::string format_json(const std::vector<TaskFigures>& figures) {
  return json_object([&](JsonWriter& out) {
           out.member("format", 1);
           out.objects("tasks", figures, [](JsonWriter& task, const TaskFigures& each) {
             task.member("task", each.task);
             task.member("measure", each.measure);
             task.member("queries", each.queries);
             task.member("all", each.all);
             if (each.even) task.member("even", *each.even);
             if (each.odd) task.member("odd", *each.odd);
           });
         }) +
         '\n';
}

}  // namespace newsrank::detail
