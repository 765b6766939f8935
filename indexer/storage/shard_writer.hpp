// SPDX-License-Identifier: GPL-2.0-or-later
// ShardWriter: changes to one shard, collected in the engine and made durable together.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/article_column.hpp"
#include "index/index_metadata.hpp"
#include "newsrank/error.hpp"
#include "storage/document/document_builder.hpp"

namespace newsrank::detail {

// Keeps the engine's database in a transaction from one commit to the next, beside it what the metadata and the
// column are made from. Every function may throw Xapian::Error. Destroying it drops what was not committed.
class ShardWriter {
 public:
  // Makes an empty database at `path`, or continues the one there with what its metadata and column say.
  ShardWriter(const std::string& path, IndexMetadata metadata);
  ShardWriter(const std::string& path, IndexMetadata metadata, std::vector<ColumnEntry> column);

  void put(const BuiltDocument& built);
  void remove(const std::string& identity_term);
  // Removes what the query matches, changes made so far included, and counts it.
  std::uint64_t remove_matching(const Xapian::Query& query);
  // What queries are made for and run on, with the changes made so far.
  const Xapian::Database& database() const { return database_; }
  // The data of the stored document; empty: none.
  std::string data(const std::string& identity_term);

  // About how many bytes of memory the engine holds for changes that wait; flush() moves them to the tables, which stay
  // uncommitted.
  std::uint64_t buffered_bytes() const { return buffered_bytes_; }
  void flush();

  // Writes metadata with that commit number and ends the transaction.
  void commit(std::uint64_t commit_number);

  const IndexMetadata& metadata() const { return metadata_; }
  void set_payload(std::string_view payload) { metadata_.payload = payload; }
  const std::vector<ColumnEntry>& column() const { return column_; }
  // The identity of the database.
  std::string uuid() const { return database_.get_uuid(); }
  std::uint64_t article_count() const { return metadata_.articles; }

 private:
  Xapian::docid find(const std::string& identity_term);
  void forget(Xapian::docid document);
  void drop(Xapian::docid document);
  void count_change();

  Xapian::WritableDatabase database_;
  IndexMetadata metadata_;
  std::vector<ColumnEntry> column_;  // of documents 1, 2, …
  std::uint64_t buffered_bytes_ = 0;
  std::uint64_t changes_ = 0;  // documents added, replaced and deleted since the engine wrote everything out
};

}  // namespace newsrank::detail
