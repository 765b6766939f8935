// SPDX-License-Identifier: GPL-2.0-or-later
#include "evaluation/program/eval_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>
#include <utility>

#include "json/json_writer.hpp"

namespace newsrank::detail {

namespace {

using Row = std::vector<std::string>;

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

void write_run(JsonWriter& out, const JudgedRun& run, bool per_query) {
  const Evaluation& evaluation = run.evaluation;
  out.member("run", run.name);
  out.member("queries_without_results", evaluation.without_results);
  out.object("means", [&] {
    for (const auto& values : evaluation.measures) out.member(to_string(values.measure), values.mean);
  });
  if (!per_query) return;
  std::size_t place = 0;
  out.objects("per_query", evaluation.queries, [&](JsonWriter&, const std::string& query) {
    out.member("query", query);
    for (const auto& values : evaluation.measures) out.member(to_string(values.measure), values.per_query[place]);
    ++place;
  });
}

void write_half(JsonWriter& out, const HalfReport& report, bool per_query) {
  const Evaluation& first = report.runs.front().evaluation;
  out.member("split", to_string(report.half));
  out.member("queries", first.queries.size());
  out.objects("runs", report.runs, [&](JsonWriter&, const JudgedRun& run) { write_run(out, run, per_query); });
  if (report.comparisons.empty()) return;
  out.object("comparison", [&] {
    for (std::size_t i = 0; i < report.comparisons.size(); ++i) {
      const auto& test = report.comparisons[i];
      out.object(to_string(first.measures[i].measure), [&] {
        out.member("difference", test.difference);
        out.member("p_value", test.p_value);
        out.member("exact", test.exact);
      });
    }
  });
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
  return json_object([&](JsonWriter& out) {
           out.member("format", 1);
           out.objects("splits", reports,
                       [&](JsonWriter&, const HalfReport& report) { write_half(out, report, per_query); });
         }) +
         '\n';
}

std::string format_text(const std::vector<ConcordanceRow>& rows) {
  std::vector<Row> table{{"run", "queries", "pairs", "concordance"}};
  for (const ConcordanceRow& row : rows)
    table.push_back({row.name, std::string(to_string(row.half)), fmt::format("{}", row.concordance.pairs),
                     fmt::format("{:.4f}", row.concordance.share())});
  return align(table, 2);
}

std::string format_json(const std::vector<ConcordanceRow>& rows) {
  return json_object([&](JsonWriter& out) {
           out.member("format", 1);
           out.objects("concordance", rows, [](JsonWriter& each, const ConcordanceRow& row) {
             each.member("run", row.name);
             each.member("split", to_string(row.half));
             each.member("pairs", row.concordance.pairs);
             each.member("concordance", row.concordance.share());
           });
         }) +
         '\n';
}

}  // namespace newsrank::detail
