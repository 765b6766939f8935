#include "storage/shard_writer.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "index/quality_column.hpp"
#include "newsrank/schema.hpp"

namespace newsrank::detail {
namespace {

float quality_of(const Xapian::Document& document) {
  const std::string value = document.get_value(kQualitySlot);
  return value.empty() ? kUnknownQuality : quality_as_float(Xapian::sortable_unserialise(value));
}

}  // namespace

ShardWriter::ShardWriter(const std::string& path, IndexMetadata metadata)
    : database_(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS), metadata_(std::move(metadata)) {
  database_.begin_transaction();
}

ShardWriter::ShardWriter(const std::string& path, IndexMetadata metadata, std::vector<float> qualities)
    : database_(path, Xapian::DB_OPEN), metadata_(std::move(metadata)), qualities_(std::move(qualities)) {
  database_.begin_transaction();
}

Xapian::docid ShardWriter::find(const std::string& identity_term) {
  const auto posting = database_.postlist_begin(identity_term);
  return posting == database_.postlist_end(identity_term) ? 0 : *posting;
}

void ShardWriter::forget(Xapian::docid document) {
  float& quality = qualities_[document - 1];
  if (!std::isnan(quality)) metadata_.qualities.remove(quality);
  quality = kUnknownQuality;
  const Xapian::Document stored = database_.get_document(document);
  metadata_.text_tokens -= count_text_tokens(stored);
  buffered_postings_ += stored.termlist_count();
  --metadata_.articles;
}

void ShardWriter::put(const std::string& identity_term, const BuiltDocument& built) {
  Xapian::docid document = find(identity_term);
  if (document == 0) {
    document = database_.add_document(built.document);
  } else {
    forget(document);
    database_.replace_document(document, built.document);
  }
  if (qualities_.size() < document) qualities_.resize(document, kUnknownQuality);
  const float quality = quality_of(built.document);
  qualities_[document - 1] = quality;
  if (!std::isnan(quality)) metadata_.qualities.add(quality);
  metadata_.text_tokens += built.text_tokens;
  buffered_postings_ += built.document.termlist_count();
  ++metadata_.articles;
}

void ShardWriter::remove(const std::string& identity_term) {
  const Xapian::docid document = find(identity_term);
  if (document == 0) return;
  forget(document);
  database_.delete_document(document);
}

std::string ShardWriter::data(const std::string& identity_term) {
  const Xapian::docid document = find(identity_term);
  return document == 0 ? std::string() : database_.get_document(document).get_data();
}

// The engine can list values and terms only from its tables, so it moves what it has buffered there first, without
// committing it. By itself it does so for every 10,000 documents, however long they are, and for values never.
void ShardWriter::flush() {
  static_cast<void>(database_.valuestream_begin(kQualitySlot));
  static_cast<void>(database_.allterms_begin());
  buffered_postings_ = 0;
}

void ShardWriter::commit(std::uint64_t commit_number) {
  metadata_.commit = commit_number;
  write_metadata(database_, metadata_);
  database_.commit_transaction();
  buffered_postings_ = 0;
  database_.begin_transaction();
}

}  // namespace newsrank::detail
