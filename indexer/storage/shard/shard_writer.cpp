// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/shard/shard_writer.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "index/article_column.hpp"
#include "newsrank/schema.hpp"

namespace newsrank::detail {
namespace {

// The engine writes all that waits whenever it has counted this many changed documents.
constexpr std::uint64_t kEngineFlushThreshold = 10'000;

// What the engine's trees take for a posting of a term and for a list of positions, as measured (see
// writer_memory_test).
constexpr std::uint64_t kPostingBytes = 48;
constexpr std::uint64_t kPositionListBytes = 100;
constexpr std::uint64_t kPositionBytes = 2;

// The memory that a document's terms take until they are written out.
std::uint64_t memory_of(const Xapian::Document& document) {
  std::uint64_t bytes = 0;
  const auto end = document.termlist_end();
  for (auto term = document.termlist_begin(); term != end; ++term) {
    const std::uint64_t positions = term.positionlist_count();
    bytes += kPostingBytes + (positions > 0 ? kPositionListBytes + kPositionBytes * positions : 0);
  }
  return bytes;
}

}  // namespace

ShardWriter::ShardWriter(const std::string& path, IndexMetadata metadata)
    : database_(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS), metadata_(std::move(metadata)) {
  database_.begin_transaction();
}

ShardWriter::ShardWriter(const std::string& path, IndexMetadata metadata, std::vector<ColumnEntry> column, bool loaded,
                         int flags)
    : database_(path, Xapian::DB_OPEN | flags),
      metadata_(std::move(metadata)),
      column_(std::move(column)),
      all_changed_(loaded) {
  database_.begin_transaction();
}

Xapian::docid ShardWriter::find(const std::string& identity_term) {
  const auto posting = database_.postlist_begin(identity_term);
  return posting == database_.postlist_end(identity_term) ? 0 : *posting;
}

std::size_t ShardWriter::index_of(Xapian::docid document) const {
  if (document == 0 || document > column_.size())
    throw Xapian::DatabaseCorruptError("an article stands in a document that is not there");
  return document - 1;
}

void ShardWriter::forget(Xapian::docid document) {
  ColumnEntry& entry = column_[index_of(document)];
  if (!std::isnan(entry.quality)) metadata_.qualities.remove(entry.quality);
  const Xapian::Document stored = database_.get_document(document);
  forgotten_.push_back({stored.get_value(kStorySlot), entry.story});
  entry = {};
  metadata_.text_tokens -= count_text_tokens(stored);
  buffered_bytes_ += memory_of(stored);
  --metadata_.articles;
}

void ShardWriter::put(const BuiltDocument& built) {
  Xapian::docid document = find(built.identity_term);
  if (document == 0) {
    document = database_.add_document(built.document);
  } else {
    forget(document);
    database_.replace_document(document, built.document);
  }
  if (column_.size() < document) column_.resize(document);
  const ColumnEntry entry = column_entry(built.document);
  column_[document - 1] = entry;
  changed_.insert(document);
  if (!std::isnan(entry.quality)) metadata_.qualities.add(entry.quality);
  metadata_.text_tokens += built.text_tokens;
  buffered_bytes_ += memory_of(built.document);
  ++metadata_.articles;
  count_change();
}

void ShardWriter::remove(const std::string& identity_term) {
  const Xapian::docid document = find(identity_term);
  if (document != 0) drop(document);
}

void ShardWriter::drop(Xapian::docid document) {
  forget(document);
  changed_.erase(document);
  database_.delete_document(document);
  count_change();
}

std::uint64_t ShardWriter::remove_matching(const Xapian::Query& query) {
  Xapian::Enquire enquire(database_);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  const Xapian::MSet matches = enquire.get_mset(0, database_.get_doccount());
  for (const Xapian::docid document : std::vector<Xapian::docid>(matches.begin(), matches.end())) drop(document);
  return matches.size();
}

std::uint64_t ShardWriter::story(Xapian::docid document) const {
  return column_[index_of(document)].story;
}

// A document that was just read is stored again with what changed of it alone.
void ShardWriter::set_story(Xapian::docid document, std::uint64_t story) {
  column_[index_of(document)].story = story;
  Xapian::Document stored = database_.get_document(document);
  stored.add_value(kStoryNameSlot, story_value(story));
  database_.replace_document(document, stored);
  count_change();
}

std::string ShardWriter::data(const std::string& identity_term) {
  const Xapian::docid document = find(identity_term);
  return document == 0 ? std::string() : database_.get_document(document).get_data();
}

void ShardWriter::count_change() {
  if (++changes_ < kEngineFlushThreshold) return;
  changes_ = 0;
  buffered_bytes_ = 0;
}

// The engine has no call that writes out what waits without committing it. It does so by itself at its threshold, which
// counts documents, however long they are. Storing the data of a document once more, with nothing else changed, counts
// as a change and costs a few microseconds; so the rest of the way to the threshold is gone by that. (Listing all terms
// would write the postings alone, keep the positions, and set the count back.)
void ShardWriter::flush() {
  // Values wait apart, until they are listed.
  static_cast<void>(database_.valuestream_begin(kQualitySlot));
  const auto any = database_.postlist_begin("");
  if (any == database_.postlist_end("")) return;  // nothing is left of what was put
  Xapian::Document document = database_.get_document(*any);
  document.set_data(document.get_data());
  for (const Xapian::docid number = *any; changes_ < kEngineFlushThreshold; ++changes_) {
    database_.replace_document(number, document);
  }
  changes_ = 0;
  buffered_bytes_ = 0;
}

void ShardWriter::commit(std::uint64_t commit_number) {
  metadata_.commit = commit_number;
  write_metadata(database_, metadata_);
  database_.commit_transaction();
  buffered_bytes_ = 0;
  changes_ = 0;
  all_changed_ = false;
  changed_.clear();
  forgotten_.clear();
  database_.begin_transaction();
}

std::vector<ColumnEntry> ShardWriter::close() {
  database_.commit_transaction();
  database_.close();
  return std::move(column_);
}

}  // namespace newsrank::detail
