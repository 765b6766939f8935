/// @file
/// IndexWriter: puts articles into an index, for programs that bring their own. (Files are the business of the program
/// newsrank-index.)
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "newsrank/analyzer.hpp"
#include "newsrank/article.hpp"
#include "newsrank/error.hpp"
#include "newsrank/export.hpp"

namespace newsrank {

/// How an index is opened for writing.
struct WriterOptions {
  AnalyzerOptions analyzer;  ///< of a new index; an existing one keeps its own and refuses others (schema_mismatch)
  bool create = true;        ///< make the index if there is none; otherwise index_not_found
};

/// The one writer of an index: a second one, in any process, gets index_locked. Readers go on undisturbed and see a
/// change when it is committed. Destroying a writer drops what was not committed.
///
/// Threads: one thread at a time.
class NEWSRANK_EXPORT IndexWriter {
 public:
  /// Opens the index in the folder `database`, or makes one there. Errors: index_not_found, index_locked,
  /// index_corrupt, schema_mismatch, invalid_argument (language), io.
  static Result<IndexWriter> open(const std::string& database, const WriterOptions& options = {});

  /// Moving leaves an object that can only be assigned to or destroyed.
  IndexWriter(IndexWriter&&) noexcept;
  IndexWriter& operator=(IndexWriter&&) noexcept;  ///< likewise
  ~IndexWriter();

  /// Adds the article, or replaces the one with the same identity. An empty id is derived from the url. Error:
  /// invalid_article for an empty title, a URL without identity, invalid UTF-8, or a quality or heat that is negative
  /// or not finite; the writer stays usable.
  Result<void> put(const Article& article);

  /// Removes the article of that canonical URL; removing what is not there is no error.
  Result<void> remove(std::string_view id);

  /// Makes all changes since the last commit visible and durable at once.
  Result<void> commit();

  /// Articles in the index, with the changes made so far.
  std::uint64_t article_count() const;

 private:
  struct Private;
  explicit IndexWriter(std::unique_ptr<Private> self);
  std::unique_ptr<Private> self_;
};

}  // namespace newsrank
