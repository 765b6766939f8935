// SPDX-License-Identifier: GPL-2.0-or-later
// Bulk loading: databases written side by side, then merged into the shards in one pass.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/field_table.hpp"
#include "index/article_column.hpp"
#include "index/index_metadata.hpp"
#include "newsrank/analyzer.hpp"
#include "newsrank/error.hpp"
#include "storage/bulk/bulk_source.hpp"

namespace newsrank::detail {

struct BulkTarget {
  std::string segments;             // folder for the databases that are merged; made here, removed at the end
  std::vector<std::string> shards;  // paths of the shards to make
  unsigned jobs = 1;                // threads, > 0; fewer are used where the system starts no more
  FieldTablePtr fields{};           // of the index's own; null: none
};

// What became of one shard.
struct LoadedShard {
  std::uint64_t articles = 0;
  std::uint64_t text_tokens = 0;
  QualityHistogram qualities;
  std::vector<ColumnEntry> column;  // of documents 1, 2, …
};

struct BulkOutcome {
  std::vector<LoadedShard> shards;
  bool stories_known = false;
  std::uint64_t cut = 0;  // articles of which not all is found, see BuiltDocument
  bool cancelled = false;
};

// Reads the source to its end. The order of the articles in the shards depends on that of the source and the number of
// jobs used alone: each job has them in the order of the source. The shards are not synced, and have no metadata yet.
// Errors: what the source returns, those of DocumentBuilder, io, index_corrupt.
Result<BulkOutcome> bulk_load(const BulkTarget& target, const Analyzer& analyzer, BulkSource& source,
                              const BulkProgress& progress);

}  // namespace newsrank::detail
