// SPDX-License-Identifier: GPL-2.0-or-later
// IndexStore: the articles of an index on disk, and the one way to change them.
//
// An index folder holds
//   XAPIANDB                 pointer to the current generation: a Xapian stub file that lists its shards
//   lock                     held by the one writer, with its process id
//   gNNNNNN/shardK           Xapian databases of a generation; an article is in shard identity.low % shards
//   gNNNNNN/view.C/shardK    of several shards: shard K as commit C left it, for readers (index_view.hpp)
//   gNNNNNN/column.K.C      qualities by document of shard K at commit C
//   gNNNNNN/catalogue.C      what the indexer remembers of commit C, bytes it does not interpret
// All but the referenced generation is left over from interrupted runs and removed by the next writer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/field_table.hpp"
#include "index/identity.hpp"
#include "newsrank/analyzer.hpp"
#include "newsrank/article.hpp"
#include "newsrank/error.hpp"
#include "newsrank/index_writer.hpp"
#include "storage/bulk/bulk_source.hpp"

namespace newsrank {

struct SearchRequest;

struct StoreOptions {
  AnalyzerOptions analyzer{};  // of a new index or generation; an existing index refuses others (schema_mismatch)
  // Fields of the index's own, likewise; none: those that an existing index has.
  std::vector<FieldDeclaration> fields{};
  bool create = true;    // make the index if there is none; otherwise index_not_found
  bool rebuild = false;  // write a new generation aside; the first commit() puts it in place of the old one
  unsigned shards = 1;   // of a new generation, 1..kMaxShards; an existing generation keeps its own
  std::uint64_t memory = kDefaultWriterMemory;  // bytes that changes may take before they are written out; at least 1
  bool wait_for_lock = false;                   // wait while another process writes; otherwise index_locked

  // Asked about 20 times a second while waiting for the lock; true gives up with index_locked. May be empty.
  std::function<bool()> cancelled{};
};

inline constexpr unsigned kMaxShards = 64;

// The one open writer of an index. All changes since the last commit() are one transaction: readers, and whoever opens
// the index after a crash, see all of it or nothing. Destroying the store drops what was not committed.
//
// Errors of all functions: io (disk full, permission), index_corrupt, internal. After an error of put(), remove(),
// commit() or bulk_load() other than invalid_article and invalid_argument the store accepts nothing but rollback() and
// destruction; the last commit stays as it was.
//
// Threads: one at a time. Memory: 4 bytes an article, and what the engine buffers (see put()).
class IndexStore {
 public:
  // Further errors: index_not_found, index_locked, schema_mismatch (not with rebuild), invalid_argument (shards,
  // language, or `path` is a folder of something else), index_corrupt.
  static Result<IndexStore> open(const std::string& path, const StoreOptions& options = {});

  IndexStore(IndexStore&&) noexcept;
  IndexStore& operator=(IndexStore&&) noexcept;
  ~IndexStore();

  // Whether the generation being written is new and still empty: bulk_load() may be used.
  bool fresh() const;

  // An index without articles goes on as a fresh() one, which takes its place with the next commit(). Error:
  // invalid_argument if there are articles.
  Result<void> renew();

  // What was handed to commit() with the state that is stored; empty: nothing was, or the generation is new. Error:
  // index_corrupt if it is missing or damaged.
  Result<std::string> catalogue() const;

  // The stored records of an article, the winner first, with the changes made so far; empty if there is none.
  Result<std::vector<std::string>> versions(const IdentityHash& identity) const;

  // Adds or replaces the article: indexes versions.front(), keeps the others. Error: invalid_argument for no version or
  // a record that decode_article refuses; the store stays usable. What waits in memory is written to the engine's
  // tables, uncommitted, whenever it takes StoreOptions::memory.
  Result<void> put(const IdentityHash& identity, std::span<const std::string_view> versions);

  // The same for the one version of an article, whose id is canonical.
  Result<void> put(const Article& article);

  // Removes the article; removing what is not there is no error.
  Result<void> remove(const IdentityHash& identity);

  // Removes what the request finds, changes made so far included, and counts it. Errors: invalid_query,
  // invalid_argument; the store stays usable.
  Result<std::uint64_t> remove_matching(const SearchRequest& request);

  // What a program hands over with its commits, for the next writer; kept until it is set again.
  std::string payload() const;
  Result<void> set_payload(std::string_view payload);

  // Loads a fresh() store with `jobs` threads (0: one for each core), much faster than put(). Nothing else may have
  // been put. commit() completes it. Error: invalid_argument if the store is not fresh or a record is damaged;
  // what `source` returns; io with "cancelled" if `progress` stopped it: see was_cancelled().
  Result<void> bulk_load(BulkSource& source, unsigned jobs = 0, const BulkProgress& progress = {});

  // Whether the last bulk_load() ended because its progress callback said so.
  bool was_cancelled() const;

  // How many of the articles put and loaded have more terms or topics than are kept: the rest of them cannot be found.
  std::uint64_t cut_articles() const;

  // Makes all changes since the last commit visible and durable, with `catalogue`; the version without keeps the
  // catalogue that is stored.
  Result<void> commit(std::string_view catalogue);
  Result<void> commit();

  // Drops all changes since the last commit; after an error of one of the above the store is usable again, if this is
  // none. Costs as much as opening.
  Result<void> rollback();

  // With the changes made so far.
  std::uint64_t article_count() const;

  unsigned shard_count() const;
  const AnalyzerOptions& analyzer_options() const;
  // With those of the index's own.
  const detail::FieldTable& fields() const;

 private:
  struct Private;
  explicit IndexStore(std::unique_ptr<Private> self);
  std::unique_ptr<Private> self_;
};

}  // namespace newsrank
