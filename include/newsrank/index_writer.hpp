// SPDX-License-Identifier: GPL-2.0-or-later
/// @file
/// IndexWriter: puts articles into an index, for programs that bring their own. (Files are the business of the program
/// newsrank-index.)
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsrank/analyzer.hpp"
#include "newsrank/article.hpp"
#include "newsrank/error.hpp"
#include "newsrank/export.hpp"
#include "newsrank/schema.hpp"

namespace newsrank {

struct SearchRequest;

/// How many bytes the payload of a commit may have.
inline constexpr std::size_t kMaxPayloadBytes = std::size_t{64} << 10;

/// The default of WriterOptions::memory.
inline constexpr std::uint64_t kDefaultWriterMemory = std::uint64_t{128} << 20;

/// How an index is opened for writing.
struct WriterOptions {
  AnalyzerOptions analyzer{};  ///< of a new index; an existing one keeps its own and refuses others (schema_mismatch)
  /// Fields of the index's own, beside those that every article has. Of a new index; an existing one keeps its own,
  /// and refuses others (schema_mismatch) than none or the same.
  std::vector<FieldDeclaration> fields{};
  bool create = true;   ///< make an empty index if there is none; otherwise index_not_found
  unsigned shards = 1;  ///< of a new index, 1 to 64: the parts it is split into; an existing one keeps its own

  /// Bytes of memory that changes may take. Then they are written to the disk, where readers do not see them before the
  /// commit. Less memory means more work: changes to one list of postings are merged into it each time.
  std::uint64_t memory = kDefaultWriterMemory;

  /// Threads that load the articles which an empty index gets at first, if they are many; 0: as many as there are
  /// cores, at most four, and in any case one for each 32 MiB of `memory`. Everything else is done by the thread that
  /// calls.
  unsigned threads = 0;

  bool wait_for_lock = false;  ///< wait while another writer holds the index; otherwise index_locked
  /// Asked about 20 times a second while waiting; true gives up with index_locked. May be empty.
  std::function<bool()> cancelled{};
};

/// The one writer of an index: a second one, in any process, gets index_locked.
///
/// All changes since the last commit are one transaction: commit() makes them visible and durable at once; rollback()
/// or destroying the writer forgets them, and so does a crash at any moment, also one during commit(). Readers go on
/// undisturbed: each answer is of one committed state, whole (see Searcher for which). A commit waits for the disk, so
/// many small ones cost far more than one: commit a batch, not an article.
///
/// Errors of all functions: io (disk full, permission), index_corrupt, internal. After one of them put(), remove() and
/// commit() are refused until a rollback(); the last commit stays as it was. After invalid_article the writer goes on.
///
/// Threads: one thread at a time. Memory: 4 bytes an article of the index, WriterOptions::memory for changes, and some
/// 20 MB for the engine, however large the transaction is. What an empty index gets at first is loaded aside by
/// threads, as newsrank-index does, until a function other than put() is called, or an article is put twice.
class NEWSRANK_EXPORT IndexWriter {
 public:
  /// Opens the index in the folder `database`, or makes one there. Errors: index_not_found, index_locked,
  /// index_corrupt, schema_mismatch, invalid_argument (language, shards, fields, or a folder of something else), io.
  static Result<IndexWriter> open(const std::string& database, const WriterOptions& options = {});

  /// Moving leaves an object that can only be assigned to or destroyed.
  IndexWriter(IndexWriter&&) noexcept;
  IndexWriter& operator=(IndexWriter&&) noexcept;  ///< likewise
  ~IndexWriter();

  /// Adds the article, or replaces the one with the same identity, whole: to change some members use update(). An
  /// empty id is derived from the url. Error: invalid_article for an empty title, no identity (see canonical_id()),
  /// invalid UTF-8, a quality or heat that is negative or not finite, a date that is not in the years 1 to 9999, or a
  /// field that the index does not have or that holds other values than it is declared for. A date in a field of the
  /// index's own may be a text that parse_date_time() reads.
  Result<void> put(const Article& article);

  /// Lets `change` work on the article of that identity, and stores it; the members that it leaves alone are kept.
  /// False if there is none: nothing happens then. Errors as put(); invalid_article also if the identity is another one
  /// behind the change.
  Result<bool> update(std::string_view id, const std::function<void(Article&)>& change);

  /// Removes the article of that identity; removing what is not there is no error. Error: invalid_article, see
  /// canonical_id().
  Result<void> remove(std::string_view id);

  /// The article of that identity with the changes made so far, if there is one. Error: as remove().
  Result<std::optional<Article>> find(std::string_view id) const;

  /// Removes what a search for the request finds, changes made so far included, and returns how many articles that are.
  /// Of the request count text, plain, require_all, filters, synonyms, limits and now. Nothing is corrected, and a text
  /// that cannot be used as it is written is refused. Mind that articles with any telling word of a text are found
  /// unless all are required. Errors: invalid_query, invalid_argument; the writer goes on.
  Result<std::uint64_t> remove_matching(const SearchRequest& request);

  /// Makes all changes since the last commit visible and durable at once. The payload of the commit before stays.
  Result<void> commit();

  /// The same with a payload of its own: a few bytes that tell, for example, how far the source was read. They become
  /// durable together with the changes. Error: invalid_argument for more than kMaxPayloadBytes.
  Result<void> commit(std::string_view payload);

  /// The payload of the last commit that had one; empty: none had. See also Searcher::payload().
  std::string payload() const;

  /// Forgets all changes since the last commit, and makes the writer usable again after an error. Costs as much as
  /// opening.
  Result<void> rollback();

  /// The fields of the index's own.
  std::vector<FieldDeclaration> fields() const;

  /// Articles in the index, with the changes made so far.
  std::uint64_t article_count() const;

 private:
  struct Private;
  explicit IndexWriter(std::unique_ptr<Private> self);
  std::unique_ptr<Private> self_;
};

}  // namespace newsrank
