// SPDX-License-Identifier: GPL-2.0-or-later
#include "program/report_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/text/printable.hpp"
#include "reading/fields/field_names.hpp"

namespace newsrank {
namespace {

using detail::grouped;

constexpr std::size_t kShownKeys = 12;

// path:line:column
std::string place_of(const Problem& problem) {
  std::string text = printable(problem.path);
  if (problem.line > 0) text += fmt::format(":{}", problem.line);
  if (problem.line > 0 && problem.column > 0) text += fmt::format(":{}", problem.column);
  return text;
}

// "layout (120), tilte (1, title is meant?)": the most frequent, and how many more there are.
std::string unused_keys_line(const std::vector<UnusedKey>& keys) {
  std::string text;
  std::size_t shown = 0;
  for (const UnusedKey& key : keys) {
    const std::string_view similar = similar_field_name(key.name);
    if (shown >= kShownKeys && similar.empty()) continue;
    ++shown;
    text += fmt::format("{}{} ({}{})", text.empty() ? "" : ", ", printable(key.name), grouped(key.count),
                        similar.empty() ? "" : fmt::format(", is {} meant?", similar));
  }
  if (keys.size() > shown) text += fmt::format(" and {} more", keys.size() - shown);
  return text;
}

nlohmann::ordered_json problem_object(const Problem& problem) {
  return {{"path", problem.path},
          {"line", problem.line},
          {"column", problem.column},
          {"reason", problem.reason},
          {"related_entry", problem.related_entry}};
}

}  // namespace

std::string printable(std::string_view bytes) {
  return detail::printable(bytes, detail::Unshown::hex);
}

std::string format_problems(const RunReport& report, bool all) {
  std::string text;
  const std::size_t shown =
      all ? report.problems.listed.size() : std::min(report.problems.listed.size(), kShownProblems);
  for (std::size_t i = 0; i < shown; ++i) {
    const Problem& problem = report.problems.listed[i];
    text += fmt::format("{}: {}\n", place_of(problem), printable(problem.reason));
  }
  if (report.problems.total > shown) {
    text += fmt::format("and {} more{}\n", grouped(report.problems.total - shown),
                        shown < report.problems.listed.size() ? "; --verbose lists them" : "");
  }
  return text;
}

std::string format_warnings(const RunReport& report) {
  std::string text;
  for (const EmptiedSource& source : report.emptied) {
    text += fmt::format("warning: {} has no article file any more, {} gone; this run removes {} article{}\n",
                        printable(source.path), source.files == 1 ? "1 is" : grouped(source.files) + " are",
                        grouped(report.articles_removed), report.articles_removed == 1 ? "" : "s");
  }
  if (!text.empty()) text += "hint: if a disk is missing there, mount it and run again\n";
  return text;
}

std::string format_remarks(const RunReport& report) {
  std::string text;
  for (const RemarkGroup& group : report.remarks.groups) {
    text += fmt::format("remark: {}{}", group.count > 1 ? grouped(group.count) + " times: " : "",
                        printable(group.example.reason));
    text += fmt::format("{} {}\n", group.count > 1 ? ", e.g." : ", in", place_of(group.example));
  }
  return text;
}

std::string format_summary(const RunReport& report) {
  std::string text = fmt::format("{}{}: {} articles{} ({} added, {} changed, {} removed, {} unchanged)\n",
                                 report.dry_run ? "dry run, nothing written; " : "", printable(report.database),
                                 grouped(report.articles_total), report.dry_run ? " then" : "",
                                 grouped(report.articles_added), grouped(report.articles_changed),
                                 grouped(report.articles_removed), grouped(report.articles_unchanged));
  text += fmt::format(
      "files      {} seen: {} read, {} unchanged, {} failed{}; {} removed\n", grouped(report.files_seen),
      grouped(report.files_read), grouped(report.files_unchanged), grouped(report.files_failed),
      report.interrupted ? fmt::format(", {} left", grouped(report.files_left)) : "", grouped(report.files_removed));
  text += fmt::format("documents  {} seen: {} accepted, {} skipped\n", grouped(report.read.documents_seen),
                      grouped(report.read.documents_accepted), grouped(report.documents_skipped()));
  text += fmt::format("related    {} seen: {} accepted, {} skipped\n", grouped(report.read.related_seen),
                      grouped(report.read.related_accepted), grouped(report.related_skipped()));
  if (!report.remarks.unused_keys.empty())
    text += fmt::format("keys not used: {}\n", unused_keys_line(report.remarks.unused_keys));
  text += fmt::format("time       {:.2f} s, {:.1f} MB read, {:.1f} MB/s\n", report.seconds,
                      static_cast<double>(report.read.bytes) / 1e6, report.megabytes_per_second());
  if (report.files_seen == 0) {
    text +=
        "no article files were found: folders are searched for .md .markdown .html .htm .adoc .org .rst .txt "
        ".yml .yaml .json\n";
  }
  if (report.interrupted) {
    text += fmt::format("interrupted, {} files left; run again to {}\n", grouped(report.files_left),
                        report.rebuilt ? "rebuild: the index is as it was" : "continue");
  }
  return text;
}

std::string format_json(const RunReport& report) {
  nlohmann::ordered_json problems = nlohmann::ordered_json::array();
  for (const Problem& problem : report.problems.listed) problems.push_back(problem_object(problem));
  nlohmann::ordered_json remarks = nlohmann::ordered_json::array();
  for (const RemarkGroup& group : report.remarks.groups) {
    remarks.push_back(problem_object(group.example));
    remarks.back()["count"] = group.count;
  }
  nlohmann::ordered_json unused = nlohmann::ordered_json::object();
  for (const UnusedKey& key : report.remarks.unused_keys) unused[key.name] = key.count;
  nlohmann::ordered_json emptied = nlohmann::ordered_json::array();
  for (const EmptiedSource& source : report.emptied)
    emptied.push_back({{"path", source.path}, {"files", source.files}});
  const nlohmann::ordered_json object{{"schema_version", 1},
                                      {"database", report.database},
                                      {"dry_run", report.dry_run},
                                      {"rebuilt", report.rebuilt},
                                      {"interrupted", report.interrupted},
                                      {"files",
                                       {{"seen", report.files_seen},
                                        {"read", report.files_read},
                                        {"unchanged", report.files_unchanged},
                                        {"failed", report.files_failed},
                                        {"left", report.files_left},
                                        {"removed", report.files_removed}}},
                                      {"documents",
                                       {{"seen", report.read.documents_seen},
                                        {"accepted", report.read.documents_accepted},
                                        {"skipped", report.documents_skipped()}}},
                                      {"related",
                                       {{"seen", report.read.related_seen},
                                        {"accepted", report.read.related_accepted},
                                        {"skipped", report.related_skipped()}}},
                                      {"articles",
                                       {{"added", report.articles_added},
                                        {"changed", report.articles_changed},
                                        {"removed", report.articles_removed},
                                        {"unchanged", report.articles_unchanged},
                                        {"total", report.articles_total}}},
                                      {"emptied_sources", emptied},
                                      {"bytes", report.read.bytes},
                                      {"seconds", report.seconds},
                                      {"megabytes_per_second", report.megabytes_per_second()},
                                      {"remarks", remarks},
                                      {"unused_keys", unused},
                                      {"problems", problems},
                                      {"problems_total", report.problems.total}};
  // Names of files may hold any bytes; JSON cannot.
  return object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string format_error(const Error& error) {
  std::string text = fmt::format("newsrank-index: {}\n", printable(error.message));
  if (!error.hint.empty()) text += fmt::format("hint: {}\n", printable(error.hint));
  return text;
}

}  // namespace newsrank
