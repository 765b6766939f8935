// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/bulk/segment_writer.hpp"

#include <fmt/format.h>

#include <utility>

namespace newsrank::detail {
namespace {

// Records written before the engine's buffer is flushed, about 800 short articles: its trees of terms then stay in the
// processor's caches, which is worth more than the work of further flushes.
constexpr std::size_t kFlushBytes = 512U << 10U;

void close(std::optional<Xapian::WritableDatabase>& database) {
  if (!database) return;
  database->commit();
  database->close();
  database.reset();
}

}  // namespace

SegmentWriter::SegmentWriter(std::string folder, std::string name, std::size_t shards, std::size_t most_articles)
    : folder_(std::move(folder)), name_(std::move(name)), most_articles_(most_articles), shards_(shards) {}

void SegmentWriter::open(std::size_t shard) {
  std::vector<Segment>& segments = shards_[shard].segments;
  segments.push_back({fmt::format("{}/{}.{}.{}", folder_, name_, shard, segments.size()), 0, {}});
  shards_[shard].open.emplace(segments.back().path,
                              Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS | Xapian::DB_BACKEND_GLASS);
  shards_[shard].unflushed = 0;
}

void SegmentWriter::add(std::size_t shard, const BuiltDocument& built, std::size_t bytes) {
  Shard& to = shards_[shard];
  if (!to.open) open(shard);
  to.open->add_document(built.document);
  Segment& segment = to.segments.back();
  segment.tokens += built.text_tokens;
  segment.column.push_back(column_entry(built.document));
  to.unflushed += bytes;
  if (segment.column.size() == most_articles_) {
    detail::close(to.open);
  } else if (to.unflushed > kFlushBytes) {
    to.open->commit();
    to.unflushed = 0;
  }
}

void SegmentWriter::close() {
  for (Shard& shard : shards_) detail::close(shard.open);
}

}  // namespace newsrank::detail
