#include "index/index_reader.hpp"

#include <fmt/format.h>

#include "index/index_layout.hpp"
#include "index/stored_versions.hpp"
#include "index/terms.hpp"
#include "newsrank/schema.hpp"
#include "xapian_guard.hpp"

namespace newsrank::detail {
namespace {

// A generation can be replaced between reading the pointer and opening its shards.
constexpr int kMaxAttempts = 10;

// Whatever failed while a generation was taken away says nothing about the one that took its place.
bool worth_retrying(const Error& error, const std::string& folder, const Generation& tried) {
  if (error.code == ErrorCode::index_changed || error.code == ErrorCode::index_not_found) return true;
  const auto current = read_pointer(folder);
  return current && !(*current == tried);
}

}  // namespace

Result<IndexReader> IndexReader::open(const std::vector<std::string>& databases) {
  if (databases.empty()) return Error{ErrorCode::invalid_argument, "no database given", "name the folder of an index"};
  IndexReader reader;
  for (const std::string& folder : databases) {
    if (auto added = reader.add_index(folder); !added) return std::move(added).error();
  }
  reader.finish();
  return reader;
}

Result<void> IndexReader::add_index(const std::string& folder) {
  const IndexReader before = *this;
  for (int attempt = 1;; ++attempt) {
    const auto generation = read_pointer(folder);
    if (!generation) return generation.error();
    Result<void> added;
    for (unsigned shard = 0; shard < generation->shards && added; ++shard) {
      added = guarded([&] { return add_shard(folder, *generation, shard); });
    }
    if (added || attempt == kMaxAttempts || !worth_retrying(added.error(), folder, *generation)) return added;
    *this = before;
  }
}

Result<void> IndexReader::add_shard(const std::string& folder, const Generation& generation, unsigned shard) {
  const Xapian::Database database(shard_path(folder, generation.number, shard));
  const auto metadata = read_metadata(database);
  if (!metadata) return metadata.error();
  if (fingerprint_.empty()) {
    fingerprint_ = metadata->fingerprint;
    analyzer_options_.language = metadata->language;
  } else if (fingerprint_ != metadata->fingerprint) {
    return Error{ErrorCode::schema_mismatch,
                 fmt::format("the index {} was made with other settings than the first one", folder),
                 "index both with the same language and program version"};
  }
  auto column = QualityColumn::open(quality_path(folder, generation.number, shard, metadata->commit), metadata->commit);
  if (!column) column = QualityColumn::from_database(database);
  if (!column) return std::move(column).error();
  columns_.push_back(std::make_shared<const QualityColumn>(std::move(*column)));
  database_.add_database(database);
  histogram_.merge(metadata->qualities);
  article_count_ += metadata->articles;
  word_count_ += metadata->text_tokens;
  return {};
}

void IndexReader::finish() {
  for (std::size_t way = 0; way < normalisers_.size(); ++way) {
    normalisers_[way] = QualityNormaliser(histogram_, static_cast<QualityNormalisation>(way));
  }
  mean_length_ = article_count_ == 0 ? 0 : static_cast<double>(word_count_) / static_cast<double>(article_count_);
}

// Xapian deals out the documents of several databases in turn: 1, 2, 3 are the first documents of the first three.
float IndexReader::quality(Xapian::docid document) const {
  const std::size_t shard = (document - 1) % columns_.size();
  return columns_[shard]->at(static_cast<std::uint32_t>((document - 1) / columns_.size() + 1));
}

std::string IndexReader::value(Xapian::docid document, Xapian::valueno slot) const {
  return database_.get_document(document, Xapian::DOC_ASSUME_VALID).get_value(slot);
}

std::optional<double> IndexReader::number(Xapian::docid document, Xapian::valueno slot) const {
  const std::string stored = value(document, slot);
  if (stored.empty()) return std::nullopt;
  return Xapian::sortable_unserialise(stored);
}

std::optional<std::int64_t> IndexReader::published_at(Xapian::docid document) const {
  const auto date = number(document, kDateSlot);
  if (!date) return std::nullopt;
  return static_cast<std::int64_t>(*date);
}

Result<Article> IndexReader::article(Xapian::docid document) const {
  const std::string data = database_.get_document(document, Xapian::DOC_ASSUME_VALID).get_data();
  const auto record = winner(data);
  if (!record) return record.error();
  return decode_article(*record);
}

Result<std::optional<Article>> IndexReader::find(const std::string& id) const {
  const std::string term = identity_term(id);
  const auto posting = database_.postlist_begin(term);
  if (posting == database_.postlist_end(term)) return std::optional<Article>();
  auto found = article(*posting);
  if (!found) return std::move(found).error();
  return std::optional<Article>(std::move(*found));
}

std::string IndexReader::article_id(Xapian::docid document) const {
  const auto stored = article(document);
  return stored ? stored->id : std::string{};
}

}  // namespace newsrank::detail
