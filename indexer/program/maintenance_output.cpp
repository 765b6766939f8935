// SPDX-License-Identifier: GPL-2.0-or-later
#include "program/maintenance_output.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/text/printable.hpp"
#include "newsrank/article.hpp"
#include "program/report_output.hpp"

namespace newsrank {
namespace {

using detail::grouped;
using Json = nlohmann::ordered_json;

// Names of files may hold any bytes; JSON cannot.
std::string one_line(const Json& object) {
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string megabytes(std::uint64_t bytes) {
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

template <typename T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json date_or_null(const std::optional<std::int64_t>& seconds) {
  return seconds ? Json(format_date_time(*seconds)) : Json(nullptr);
}

std::string quality_line(const QualityStats& q) {
  std::string text = fmt::format("{} known, {} unknown", grouped(q.known), grouped(q.unknown));
  if (q.median) {
    text += fmt::format("; least {}, quartiles {} {} {}, greatest {}", *q.least, *q.lower_quartile, *q.median,
                        *q.upper_quartile, *q.greatest);
  }
  return text;
}

}  // namespace

std::string format_check(const CheckReport& report) {
  std::string text;
  for (const CheckFinding& finding : report.findings) {
    text += fmt::format("{}{}\n", finding.damage ? "" : "note: ", printable(finding.what));
    if (!finding.advice.empty()) text += fmt::format("  what to do: {}\n", printable(finding.advice));
  }
  const std::string verdict =
      report.sound() ? "sound" : fmt::format("damaged, {} findings", grouped(report.findings.size()));
  text += fmt::format("{}: {} ({} articles, {} shards, generation {})\n", printable(report.database), verdict,
                      grouped(report.articles), report.shards, report.generation);
  return text;
}

std::string format_check_json(const CheckReport& report) {
  Json findings = Json::array();
  for (const CheckFinding& finding : report.findings) {
    findings.push_back({{"what", finding.what}, {"advice", finding.advice}, {"damage", finding.damage}});
  }
  return one_line({{"schema_version", 1},
                   {"database", report.database},
                   {"sound", report.sound()},
                   {"articles", report.articles},
                   {"shards", report.shards},
                   {"generation", report.generation},
                   {"findings", findings}});
}

std::string format_stats(const IndexStats& stats) {
  std::string text = fmt::format("{}: {} articles from {} files\n", printable(stats.database), grouped(stats.articles),
                                 grouped(stats.files));
  text += fmt::format("words      {} in texts; {} different terms\n", grouped(stats.words), grouped(stats.terms));
  text += fmt::format("topics     {}\nproviders  {}\n", grouped(stats.topics), grouped(stats.providers));
  text += stats.first_date ? fmt::format("dates      {} to {}\n", format_date_time(*stats.first_date),
                                         format_date_time(*stats.last_date))
                           : "dates      none\n";
  text += fmt::format("quality    {}\n", quality_line(stats.qualities));
  text +=
      fmt::format("size       {}: postings {}, positions {}, term lists {}, articles {}, catalogue {}\n",
                  megabytes(stats.sizes.total), megabytes(stats.sizes.postings), megabytes(stats.sizes.positions),
                  megabytes(stats.sizes.term_lists), megabytes(stats.sizes.records), megabytes(stats.sizes.catalogue));
  text += fmt::format("format     {}, language {}, {} shards, generation {}, commit {}\n", stats.format,
                      printable(stats.language), stats.shards, stats.generation, stats.commit);
  return text;
}

std::string format_stats_json(const IndexStats& stats) {
  const QualityStats& q = stats.qualities;
  const SizeStats& s = stats.sizes;
  return one_line({{"schema_version", 1},
                   {"database", stats.database},
                   {"articles", stats.articles},
                   {"files", stats.files},
                   {"words", stats.words},
                   {"terms", stats.terms},
                   {"topics", stats.topics},
                   {"providers", stats.providers},
                   {"dates", {{"first", date_or_null(stats.first_date)}, {"last", date_or_null(stats.last_date)}}},
                   {"quality",
                    {{"known", q.known},
                     {"unknown", q.unknown},
                     {"least", or_null(q.least)},
                     {"lower_quartile", or_null(q.lower_quartile)},
                     {"median", or_null(q.median)},
                     {"upper_quartile", or_null(q.upper_quartile)},
                     {"greatest", or_null(q.greatest)}}},
                   {"bytes",
                    {{"total", s.total},
                     {"postings", s.postings},
                     {"positions", s.positions},
                     {"term_lists", s.term_lists},
                     {"records", s.records},
                     {"qualities", s.qualities},
                     {"catalogue", s.catalogue}}},
                   {"format", stats.format},
                   {"fingerprint", stats.fingerprint},
                   {"language", stats.language},
                   {"shards", stats.shards},
                   {"generation", stats.generation},
                   {"commit", stats.commit}});
}

std::string format_compact(const CompactReport& report) {
  return fmt::format("{}: {} articles, {} before, {} now\n", printable(report.database), grouped(report.articles),
                     megabytes(report.bytes_before), megabytes(report.bytes_after));
}

std::string format_compact_json(const CompactReport& report) {
  return one_line({{"schema_version", 1},
                   {"database", report.database},
                   {"articles", report.articles},
                   {"bytes_before", report.bytes_before},
                   {"bytes_after", report.bytes_after}});
}

}  // namespace newsrank
