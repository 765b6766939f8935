// SPDX-License-Identifier: GPL-2.0-or-later
// WrittenGeneration: the generation of an index that its one writer changes, and the commits that take all its shards
// from one state to the next.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/field_table.hpp"
#include "index/identity.hpp"
#include "index/index_layout.hpp"
#include "index/index_metadata.hpp"
#include "newsrank/analyzer.hpp"
#include "newsrank/error.hpp"
#include "storage/shard/shard_writer.hpp"

namespace newsrank::detail {

// Either the one that readers are pointed to, as it was last committed, or a new one beside it, which the first commit
// puts in its place. Its functions are called under the index's lock only. After an error of make_shards() or commit()
// it is good for rollback() alone. What returns no Result may throw Xapian::Error.
class WrittenGeneration {
 public:
  // A new one, of which nothing is on the disk yet.
  WrittenGeneration(std::string folder, AnalyzerOptions options, FieldTablePtr fields, Generation generation);

  // The one that the pointer names; removes what interrupted commits left of it. Errors: schema_mismatch (made for
  // other options), index_corrupt, io. Without own fields in `fields` those of the index are taken as they are.
  static Result<WrittenGeneration> open(std::string folder, AnalyzerOptions options, FieldTablePtr fields,
                                        Generation generation);

  // A new one to take its place, of as many shards.
  WrittenGeneration successor() const;
  // The one that readers are pointed to. Errors as open().
  Result<WrittenGeneration> published() const;

  // Whether it is new and nothing was written yet.
  bool fresh() const { return !published_ && shards_.empty(); }

  // Makes the empty shards of a new one, with the first change.
  Result<void> make_shards();

  // Takes over the shards of a new one that were written in their places, number after number. `metadata` says what one
  // holds; where it belongs is filled in.
  void add_shard(IndexMetadata metadata, std::vector<ColumnEntry> column, bool stories_unknown);

  const FieldTablePtr& fields() const { return fields_; }
  unsigned shard_count() const { return generation_.shards; }
  std::string shard_path(unsigned number) const;
  std::string path() const;

  std::vector<ShardWriter>& shards() { return shards_; }  // none: fresh()
  const std::vector<ShardWriter>& shards() const { return shards_; }
  ShardWriter& shard_of(const IdentityHash& identity) { return shards_[identity.low % shards_.size()]; }

  // The catalogue of the last commit; empty before the first. Error: index_corrupt.
  Result<std::string> catalogue() const;

  // Makes the changes of all shards visible and durable, as one, with `catalogue`.
  Result<void> commit(std::string_view catalogue);

  // Drops all changes since the last commit.
  Result<void> rollback();

 private:
  Result<void> open_shards();
  Result<void> open_shard(unsigned number);
  Result<void> check_schema(const IndexMetadata& metadata);
  IndexMetadata located(IndexMetadata metadata, unsigned number) const;
  Result<void> write_columns(std::uint64_t commit) const;
  Result<void> commit_shards(std::uint64_t commit);
  Result<void> publish(std::uint64_t commit);

  std::string folder_;
  AnalyzerOptions options_;
  FieldTablePtr fields_;
  Generation generation_;
  bool published_ = false;           // readers are pointed to it
  std::uint64_t committed_ = 0;      // number of its last commit; 0: none
  std::vector<ShardWriter> shards_;  // of a new one: made with the first change
};

}  // namespace newsrank::detail
