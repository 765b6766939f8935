// SPDX-License-Identifier: GPL-2.0-or-later
#include "maintenance/maintenance_json.hpp"

#include <optional>

#include "json/json_writer.hpp"
#include "newsrank/article.hpp"

namespace newsrank {
namespace {

std::optional<std::string> date_text(const std::optional<std::int64_t>& seconds) {
  return seconds ? std::optional(format_date_time(*seconds)) : std::nullopt;
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

std::string format_compact_json(const CompactReport& report) {
  return one_line([&](detail::JsonWriter& out) {
    out.member("database", report.database);
    out.member("articles", report.articles);
    out.member("bytes_before", report.bytes_before);
    out.member("bytes_after", report.bytes_after);
  });
}

std::string format_backup_json(const BackupReport& report) {
  return one_line([&](detail::JsonWriter& out) {
    out.member("database", report.database);
    out.member("target", report.target);
    out.member("commit", report.commit);
    out.member("articles", report.articles);
    out.member("bytes", report.bytes);
  });
}

}  // namespace newsrank
