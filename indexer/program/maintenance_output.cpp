// SPDX-License-Identifier: GPL-2.0-or-later
#include "program/maintenance_output.hpp"

#include <fmt/format.h>

#include "core/text/printable.hpp"
#include "newsrank/article.hpp"
#include "program/report_output.hpp"

namespace newsrank {
namespace {

using detail::grouped;
std::string megabytes(std::uint64_t bytes) {
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
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

std::string format_compact(const CompactReport& report) {
  return fmt::format("{}: {} articles, {} before, {} now\n", printable(report.database), grouped(report.articles),
                     megabytes(report.bytes_before), megabytes(report.bytes_after));
}

std::string format_backup(const BackupReport& report) {
  return fmt::format("{}: {} articles of commit {} copied to {}, {}\n", printable(report.database),
                     grouped(report.articles), report.commit, printable(report.target), megabytes(report.bytes));
}

}  // namespace newsrank
