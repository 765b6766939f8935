// SPDX-License-Identifier: GPL-2.0-or-later
#include "evaluation/program/eval_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

namespace newsrank::detail {

namespace {

using Row = std::vector<std::string>;
using Json = nlohmann::ordered_json;

// Columns as wide as their widest cell, two spaces apart; the first `left` columns hold words, the others figures.
std::string align(const std::vector<Row>& rows, std::size_t left) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i != 0) line += "  ";
      line += i < left ? fmt::format("{:<{}}", row[i], widths[i]) : fmt::format("{:>{}}", row[i], widths[i]);
    }
    line.resize(line.find_last_not_of(' ') + 1);
    text += line + '\n';
  }
  return text;
}

std::string heading(const HalfReport& report) {
  const std::size_t count = report.runs.front().evaluation.queries.size();
  const std::string half = report.half == QueryHalf::all ? "" : fmt::format("{} ", to_string(report.half));
  std::string text = fmt::format("{} {}{}\n", count, half, count == 1 ? "query" : "queries");
  for (const auto& [name, evaluation] : report.runs) {
    if (evaluation.without_results == 0) continue;
    text += fmt::format("{}: no results for {} of them\n", name, evaluation.without_results);
  }
  return text;
}

Row header_row(const HalfReport& report, bool per_query) {
  Row row{"measure"};
  if (per_query) row.emplace_back("query");
  for (const auto& run : report.runs) row.push_back(run.name);
  if (!report.comparisons.empty()) row.insert(row.end(), {"difference", "p-value"});
  return row;
}

Row query_row(const HalfReport& report, std::size_t measure, std::size_t query) {
  const auto value = [&](std::size_t run) { return report.runs[run].evaluation.measures[measure].per_query[query]; };
  const auto& first = report.runs.front().evaluation;
  Row row{to_string(first.measures[measure].measure), first.queries[query]};
  for (std::size_t run = 0; run < report.runs.size(); ++run) row.push_back(fmt::format("{:.4f}", value(run)));
  if (!report.comparisons.empty()) row.insert(row.end(), {fmt::format("{:+.4f}", value(1) - value(0)), ""});
  return row;
}

Row mean_row(const HalfReport& report, std::size_t measure, bool per_query) {
  Row row{to_string(report.runs.front().evaluation.measures[measure].measure)};
  if (per_query) row.emplace_back("all");
  for (const auto& run : report.runs) row.push_back(fmt::format("{:.4f}", run.evaluation.measures[measure].mean));
  if (!report.comparisons.empty()) {
    const auto& test = report.comparisons[measure];
    row.insert(row.end(), {fmt::format("{:+.4f}", test.difference), fmt::format("{:.4f}", test.p_value)});
  }
  return row;
}

std::string half_text(const HalfReport& report, bool per_query) {
  const Evaluation& first = report.runs.front().evaluation;
  std::vector<Row> rows{header_row(report, per_query)};
  for (std::size_t measure = 0; measure < first.measures.size(); ++measure) {
    for (std::size_t query = 0; per_query && query < first.queries.size(); ++query) {
      rows.push_back(query_row(report, measure, query));
    }
    rows.push_back(mean_row(report, measure, per_query));
  }
  return heading(report) + align(rows, per_query ? 2 : 1);
}

Json run_json(const JudgedRun& run, bool per_query) {
  Json json{{"run", run.name}, {"queries_without_results", run.evaluation.without_results}};
  Json& means = json["means"] = Json::object();
  for (const auto& values : run.evaluation.measures) means[to_string(values.measure)] = values.mean;
  if (!per_query) return json;
  Json& queries = json["per_query"] = Json::array();
  for (std::size_t i = 0; i < run.evaluation.queries.size(); ++i) {
    Json figures{{"query", run.evaluation.queries[i]}};
    for (const auto& values : run.evaluation.measures) figures[to_string(values.measure)] = values.per_query[i];
    queries.push_back(std::move(figures));
  }
  return json;
}

Json half_json(const HalfReport& report, bool per_query) {
  const Evaluation& first = report.runs.front().evaluation;
  Json json{{"split", to_string(report.half)}, {"queries", first.queries.size()}, {"runs", Json::array()}};
  for (const auto& run : report.runs) json["runs"].push_back(run_json(run, per_query));
  if (report.comparisons.empty()) return json;
  Json& comparison = json["comparison"] = Json::object();
  for (std::size_t i = 0; i < report.comparisons.size(); ++i) {
    const auto& test = report.comparisons[i];
    comparison[to_string(first.measures[i].measure)] = {
        {"difference", test.difference}, {"p_value", test.p_value}, {"exact", test.exact}};
  }
  return json;
}

}  // namespace

std::string format_text(const std::vector<HalfReport>& reports, bool per_query) {
  std::string text;
  for (const auto& report : reports) {
    if (!text.empty()) text += '\n';
    text += half_text(report, per_query);
  }
  return text;
}

std::string format_json(const std::vector<HalfReport>& reports, bool per_query) {
  Json json{{"format", 1}, {"splits", Json::array()}};
  for (const auto& report : reports) json["splits"].push_back(half_json(report, per_query));
  // Ids and file names are bytes; JSON is UTF-8.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace newsrank::detail
