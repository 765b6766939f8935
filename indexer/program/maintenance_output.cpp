// SPDX-License-Identifier: GPL-2.0-or-later
#include "program/maintenance_output.hpp"

#include <fmt/format.h>

#include "core/text/printable.hpp"
#include "json/json_writer.hpp"
#include "newsrank/article.hpp"
#include "program/report_output.hpp"

namespace newsrank {
namespace {

using detail::grouped;
std::string megabytes(std::uint64_t bytes) {
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

std::optional<std::string> date_text(const std::optional<std::int64_t>& seconds) {
  return seconds ? std::optional(format_date_time(*seconds)) : std::nullopt;
}

std::string quality_line(const QualityStats& q) {
  std::string text = fmt::format("{} known, {} unknown", grouped(q.known), grouped(q.unknown));
  if (q.median) {
    text += fmt::format("; least {}, quartiles {} {} {}, greatest {}", *q.least, *q.lower_quartile, *q.median,
                        *q.upper_quartile, *q.greatest);
  }
  return text;
}

void write_qualities(detail::JsonWriter& out, const QualityStats& qualities) {
  out.member("known", qualities.known);
  out.member("unknown", qualities.unknown);
  out.member("least", qualities.least);
  out.member("lower_quartile", qualities.lower_quartile);
  out.member("median", qualities.median);
  out.member("upper_quartile", qualities.upper_quartile);
  out.member("greatest", qualities.greatest);
}

void write_sizes(detail::JsonWriter& out, const SizeStats& sizes) {
  out.member("total", sizes.total);
  out.member("postings", sizes.postings);
  out.member("positions", sizes.positions);
  out.member("term_lists", sizes.term_lists);
  out.member("records", sizes.records);
  out.member("qualities", sizes.qualities);
  out.member("catalogue", sizes.catalogue);
}

template <typename WriteMembers>
std::string one_line(WriteMembers write_members) {
  return detail::json_object([&](detail::JsonWriter& out) {
           out.member("schema_version", 1);
           write_members(out);
         }) +
         '\n';
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
  return one_line([&](detail::JsonWriter& out) {
    out.member("database", report.database);
    out.member("sound", report.sound());
    out.member("articles", report.articles);
    out.member("shards", report.shards);
    out.member("generation", report.generation);
    out.objects("findings", report.findings, [](detail::JsonWriter& item, const CheckFinding& finding) {
      item.member("what", finding.what);
      item.member("advice", finding.advice);
      item.member("damage", finding.damage);
    });
  });
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
  return one_line([&](detail::JsonWriter& out) {
    out.member("database", stats.database);
    out.member("articles", stats.articles);
    out.member("files", stats.files);
    out.member("words", stats.words);
    out.member("terms", stats.terms);
    out.member("topics", stats.topics);
    out.member("providers", stats.providers);
    out.object("dates", [&] {
      out.member("first", date_text(stats.first_date));
      out.member("last", date_text(stats.last_date));
    });
    out.object("quality", stats.qualities, write_qualities);
    out.object("bytes", stats.sizes, write_sizes);
    out.member("format", stats.format);
    out.member("fingerprint", stats.fingerprint);
    out.member("language", stats.language);
    out.member("shards", stats.shards);
    out.member("generation", stats.generation);
    out.member("commit", stats.commit);
  });
}

std::string format_compact(const CompactReport& report) {
  return fmt::format("{}: {} articles, {} before, {} now\n", printable(report.database), grouped(report.articles),
                     megabytes(report.bytes_before), megabytes(report.bytes_after));
}

std::string format_compact_json(const CompactReport& report) {
  return one_line([&](detail::JsonWriter& out) {
    out.member("database", report.database);
    out.member("articles", report.articles);
    out.member("bytes_before", report.bytes_before);
    out.member("bytes_after", report.bytes_after);
  });
}

}  // namespace newsrank
