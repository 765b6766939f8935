// SPDX-License-Identifier: GPL-2.0-or-later
// ShardWriter: changes to one shard, collected in the engine and made durable together.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <set>
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
  // Makes an empty database at `path`, or continues the one there with what its metadata and column say. `loaded`: all
  // its documents are new, their stories unknown. `flags` are the engine's.
  ShardWriter(const std::string& path, IndexMetadata metadata);
  ShardWriter(const std::string& path, IndexMetadata metadata, std::vector<ColumnEntry> column, bool loaded,
              int flags = 0);

  void put(const BuiltDocument& built);
  void remove(const std::string& identity_term);
  // Removes what the query matches, changes made so far included, and counts it.
  std::uint64_t remove_matching(const Xapian::Query& query);
  // What queries are made for and run on, with the changes made so far.
  const Xapian::Database& database() const { return database_; }
  // The data of the stored document; empty: none.
  std::string data(const std::string& identity_term);

  // ---- What the stories are made from (see stories/story_update.hpp)

  // What articles that were removed or replaced since the last commit had.
  struct Forgotten {
    std::string signature;  // the value of kStorySlot
    std::uint64_t story = 0;
  };
  const std::vector<Forgotten>& forgotten() const { return forgotten_; }
  // Whether the document was put since the last commit.
  bool is_changed(Xapian::docid document) const { return all_changed_ || changed_.contains(document); }
  bool all_changed() const { return all_changed_; }
  const std::set<Xapian::docid>& changed() const { return changed_; }
  std::uint64_t story(Xapian::docid document) const;
  void set_story(Xapian::docid document, std::uint64_t story);

  // About how many bytes of memory the engine holds for changes that wait; flush() moves them to the tables, which stay
  // uncommitted.
  std::uint64_t buffered_bytes() const { return buffered_bytes_; }
  void flush();

  // Writes metadata with that commit number and ends the transaction.
  void commit(std::uint64_t commit_number);

  // Ends the transaction and the use of the database, and returns the column.
  std::vector<ColumnEntry> close();

  const IndexMetadata& metadata() const { return metadata_; }
  void set_payload(std::string_view payload) { metadata_.payload = payload; }
  const std::vector<ColumnEntry>& column() const { return column_; }
  // The identity of the database.
  std::string uuid() const { return database_.get_uuid(); }
  std::uint64_t article_count() const { return metadata_.articles; }

 private:
  Xapian::docid find(const std::string& identity_term);
  std::size_t index_of(Xapian::docid document) const;  // in column_
  void forget(Xapian::docid document);
  void drop(Xapian::docid document);
  void count_change();

  Xapian::WritableDatabase database_;
  IndexMetadata metadata_;
  std::vector<ColumnEntry> column_;  // of documents 1, 2, …
  bool all_changed_ = false;
  std::set<Xapian::docid> changed_;  // unless all have
  std::vector<Forgotten> forgotten_;
  std::uint64_t buffered_bytes_ = 0;
  std::uint64_t changes_ = 0;  // documents added, replaced and deleted since the engine wrote everything out
};

}  // namespace newsrank::detail
