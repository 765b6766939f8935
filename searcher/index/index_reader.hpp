// IndexReader: one or more indexes, opened and checked, as one collection of articles.
#pragma once

#include <xapian.h>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "index/index_layout.hpp"
#include "index/index_metadata.hpp"
#include "index/quality_column.hpp"
#include "newsrank/analyzer.hpp"
#include "newsrank/article.hpp"
#include "newsrank/error.hpp"
#include "ranking/quality_normaliser.hpp"

namespace newsrank::detail {

// A snapshot of all shards of all indexes. Documents are numbered as Xapian numbers those of several databases.
//
// Threads: one at a time. The functions that read from the engine throw Xapian::Error (callers guard).
class IndexReader {
 public:
  // Errors as Searcher::open().
  static Result<IndexReader> open(const std::vector<std::string>& databases);

  const Xapian::Database& database() const { return database_; }
  const AnalyzerOptions& analyzer_options() const { return analyzer_options_; }
  const QualityNormaliser& quality_normaliser(QualityNormalisation way) const {
    return normalisers_[static_cast<std::size_t>(way)];
  }
  // Mean number of words of an article's text.
  double mean_length() const { return mean_length_; }
  std::uint64_t article_count() const { return article_count_; }

  // NaN: unknown.
  float quality(Xapian::docid document) const;
  // A value slot as it is stored; empty if the article has none.
  std::string value(Xapian::docid document, Xapian::valueno slot) const;
  // A number or date that is kept in a value slot.
  std::optional<double> number(Xapian::docid document, Xapian::valueno slot) const;
  std::optional<std::int64_t> published_at(Xapian::docid document) const;
  Result<Article> article(Xapian::docid document) const;
  // The article of that canonical URL, if there is one.
  Result<std::optional<Article>> find(const std::string& id) const;
  // The canonical URL; empty if the stored record is damaged.
  std::string article_id(Xapian::docid document) const;

 private:
  IndexReader() = default;
  Result<void> add_index(const std::string& folder);
  Result<void> add_shard(const std::string& folder, const Generation& generation, unsigned shard);
  void finish();

  Xapian::Database database_;
  std::vector<std::shared_ptr<const QualityColumn>> columns_;  // by shard
  AnalyzerOptions analyzer_options_;
  std::string fingerprint_;  // of the first shard; the others must have the same
  QualityHistogram histogram_;
  std::array<QualityNormaliser, 3> normalisers_;  // by QualityNormalisation
  std::uint64_t article_count_ = 0;
  std::uint64_t word_count_ = 0;
  double mean_length_ = 0;
};

}  // namespace newsrank::detail
