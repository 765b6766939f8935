// SPDX-License-Identifier: GPL-2.0-or-later
// SegmentWriter: the databases that one worker of bulk loading writes, to be merged into the shards.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "index/article_column.hpp"
#include "storage/document/document_builder.hpp"

namespace newsrank::detail {

// A database that is written, and what its shard has to know of its documents.
struct Segment {
  std::string path;
  std::uint64_t tokens = 0;
  std::vector<ColumnEntry> column;
};

// One at a time for each shard. Threads: one. Throws Xapian::Error.
class SegmentWriter {
 public:
  // Merging joins no pieces of posting lists: each database leaves a piece of each list, so there should be few. But in
  // a larger one each flush goes through more blocks than the processor's caches hold.
  static constexpr std::size_t kMostArticles = 250'000;

  // The databases are made in `folder`, which must exist, under names that begin with `name`, of up to `most_articles`.
  SegmentWriter(std::string folder, std::string name, std::size_t shards, std::size_t most_articles = kMostArticles);

  // `bytes` is the size of its records.
  void add(std::size_t shard, const BuiltDocument& built, std::size_t bytes);
  // Completes what was written. Nothing is added afterwards.
  void close();

  // In the order in which they were written.
  const std::vector<Segment>& segments(std::size_t shard) const { return shards_[shard].segments; }
  std::vector<Segment>& segments(std::size_t shard) { return shards_[shard].segments; }

 private:
  struct Shard {
    std::optional<Xapian::WritableDatabase> open;  // the last of segments
    std::size_t unflushed = 0;                     // bytes of records
    std::vector<Segment> segments;
  };

  void open(std::size_t shard);

  const std::string folder_;
  const std::string name_;
  const std::size_t most_articles_;
  std::vector<Shard> shards_;
};

}  // namespace newsrank::detail
