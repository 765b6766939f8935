// SPDX-License-Identifier: GPL-2.0-or-later
#include "program/report_output.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/text/printable.hpp"
#include "json/json_writer.hpp"
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

void write_problem(detail::JsonWriter& out, const Problem& problem) {
  out.member("path", problem.path);
  out.member("line", problem.line);
  out.member("column", problem.column);
  out.member("reason", problem.reason);
  out.member("related_entry", problem.related_entry);
}

void write_emptied(detail::JsonWriter& out, const EmptiedSource& source) {
  out.member("path", source.path);
  out.member("files", source.files);
}

void write_remark(detail::JsonWriter& out, const RemarkGroup& group) {
  write_problem(out, group.example);
  out.member("count", group.count);
}

void write_report(detail::JsonWriter& out, const RunReport& report) {
  out.member("schema_version", 1);
  out.member("database", report.database);
  out.member("dry_run", report.dry_run);
  out.member("rebuilt", report.rebuilt);
  out.member("interrupted", report.interrupted);
  out.object("files", [&] {
    out.member("seen", report.files_seen);
    out.member("read", report.files_read);
    out.member("unchanged", report.files_unchanged);
    out.member("failed", report.files_failed);
    out.member("left", report.files_left);
    out.member("removed", report.files_removed);
  });
  out.object("documents", [&] {
    out.member("seen", report.read.documents_seen);
    out.member("accepted", report.read.documents_accepted);
    out.member("skipped", report.documents_skipped());
  });
  out.object("related", [&] {
    out.member("seen", report.read.related_seen);
    out.member("accepted", report.read.related_accepted);
    out.member("skipped", report.related_skipped());
  });
  out.object("articles", [&] {
    out.member("added", report.articles_added);
    out.member("changed", report.articles_changed);
    out.member("removed", report.articles_removed);
    out.member("unchanged", report.articles_unchanged);
    out.member("total", report.articles_total);
  });
  out.objects("emptied_sources", report.emptied, write_emptied);
  out.member("bytes", report.read.bytes);
  out.member("seconds", report.seconds);
  out.member("megabytes_per_second", report.megabytes_per_second());
  out.objects("remarks", report.remarks.groups, write_remark);
  out.object("unused_keys", [&] {
    for (const UnusedKey& key : report.remarks.unused_keys) out.member(key.name, key.count);
  });
  out.objects("problems", report.problems.listed, write_problem);
  out.member("problems_total", report.problems.total);
}

}  // namespace

std::string printable(std::string_view bytes) {
  return detail::printable(bytes, detail::Unshown::hex);
}

std::string format_problems(const RunReport& report, bool all) {
  const GatheredProblems& problems = report.problems;
  std::string text;
  if (all || problems.total <= kShownProblems) {
    for (const Problem& problem : problems.listed)
      text += fmt::format("{}: {}\n", place_of(problem), printable(problem.reason));
    if (problems.total > problems.listed.size())
      text += fmt::format("and {} more\n", grouped(problems.total - problems.listed.size()));
    return text;
  }
  for (const RemarkGroup& group : problems.groups) {
    const std::string reason = printable(group.example.reason);
    text += group.count == 1
                ? fmt::format("{}: {}\n", place_of(group.example), reason)
                : fmt::format("{} times: {}, e.g. {}\n", grouped(group.count), reason, place_of(group.example));
  }
  return text + fmt::format("{} problems; --verbose lists them all\n", grouped(problems.total));
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
  if (report.files_seen == 0 && report.files_removed == 0) {
    text +=
        "no article files were found: folders are searched for .md .markdown .mdx .html .htm .adoc .org .rst .txt "
        ".yml .yaml .json .jsonl .ndjson .csv .tsv .rss .atom .xml\n";
  }
  if (report.interrupted) {
    text += fmt::format("interrupted, {} files left; run again to {}\n", grouped(report.files_left),
                        report.rebuilt ? "rebuild: the index is as it was" : "continue");
  }
  return text;
}

std::string format_json(const RunReport& report) {
  return detail::json_object([&](detail::JsonWriter& out) { write_report(out, report); }) + '\n';
}

}  // namespace newsrank
