// SPDX-License-Identifier: GPL-2.0-or-later
// IndexReader: one or more indexes, opened and checked, as one collection of articles.
#pragma once

#include <xapian.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/field_table.hpp"
#include "core/member_set.hpp"
#include "core/text/server_address.hpp"
#include "index/article_column.hpp"
#include "index/cluster/shard_opening.hpp"
#include "index/duplicates.hpp"
#include "index/glass/glass.hpp"
#include "index/index_layout.hpp"
#include "index/index_metadata.hpp"
#include "index/quality_normaliser.hpp"
#include "index/remote/document_pipe.hpp"
#include "index/remote_shard.hpp"
#include "index/term_source.hpp"
#include "newsrank/analyzer.hpp"
#include "newsrank/article.hpp"
#include "newsrank/error.hpp"
#include "newsrank/open_options.hpp"

namespace newsrank::detail {

// A snapshot of all shards of all indexes. Documents are numbered as Xapian numbers those of several databases.
//
// Threads: one at a time. The functions that read from the engine throw Xapian::Error (callers guard).
class IndexReader {
 public:
  struct Shard {
    Xapian::Database database;
    ShardPlace place;
    std::string name;  // the folder or server that was opened
    std::uint64_t commit = 0;
    bool in_cluster = false;                      // one of several replicas
    std::string state;                            // its commit, and the engine's name of the database
    std::shared_ptr<const ArticleColumn> column;  // null: a remote shard
    std::shared_ptr<const GlassTable> postings;   // null: to be read through the engine
    std::shared_ptr<GlassReader> stored;          // likewise
    std::shared_ptr<DocumentPipe> documents{};    // of a remote shard; null: to be read one by one
    std::vector<Connection> connections{};        // of a remote shard, as far as they are known
  };

  // Databases of `left_out` are not even tried. What is known of replicas is kept in `memory`; those of clusters are
  // waited for up to `until`, or the deadline of the cluster. Errors as Searcher::open().
  static Result<IndexReader> open(const std::vector<std::string>& databases, const OpenOptions& options = {},
                                  const std::vector<std::string>& left_out = {},
                                  const std::shared_ptr<ClusterMemory>& memory = nullptr,
                                  std::chrono::steady_clock::time_point until = ServerWait().until);

  // Whether nothing was committed since to the folders. Cost: opens each shard, and reads one value of it.
  bool is_current() const;
  // Whether a writer may be using blocks again that a search up to now has read. A block is taken up by the second
  // commit after the one it belongs to. The engine notices that a block has been overwritten, but not one that is
  // overwritten while it is copied, which is a matter of microseconds. Cost: a small file of each folder; where it was
  // committed to since, also whether it is locked. Throws Xapian::Error.
  bool may_be_overwritten() const;
  // Whether both are of the same commits of the same shards.
  bool has_state_of(const IndexReader& other) const;
  // The commits of all shards as one name, 32 hexadecimal digits.
  std::string state() const;

  const Xapian::Database& database() const { return database_; }
  const std::vector<Shard>& shards() const { return shards_; }
  TermSource terms() const;
  // Learns how frequent the terms are that `action` asks terms() for, in few round trips. With nothing to learn, for
  // lack of servers, the action does not run; otherwise several times, with counts that are guesses.
  void foresee_counts(const std::function<void()>& action) const;
  // The number among all shards of a shard's document.
  Xapian::docid in_all_shards(std::size_t shard, Xapian::docid document) const;
  // The databases that were left out, or did not answer (OpenOptions::partial).
  const std::vector<std::string>& missing() const { return missing_; }
  // Whether the documents of a shard are not numbered without gaps, as after removals.
  bool has_gaps() const { return !shards_with_gaps_.empty(); }
  // Whether the term stands in every document of a shard with gaps.
  bool fills_a_shard(const std::string& term) const;
  // Which of the databases that were named holds the document.
  std::size_t database_of(Xapian::docid document) const { return shard_of(document).place.database; }
  bool has_several_databases() const { return shards_.front().place.database != shards_.back().place.database; }
  // How long a search may go on to other replicas; absent: no cluster is among the databases.
  std::optional<std::chrono::milliseconds> deadline() const { return deadline_; }
  // Whether that server is one of a cluster.
  bool reads(const std::string& server) const;
  // Whether a shard of a cluster has further replicas.
  bool has_other_replicas() const { return has_other_replicas_; }
  // What waits for servers waits on these.
  std::vector<Connection> connections() const;
  // The servers that they lead to.
  std::vector<std::string> servers_of(const std::vector<Connection>& connections) const;
  // Whether a shard is a server's: reading a document of it costs a round trip.
  bool has_remote() const { return has_remote_; }
  // Whether the article of this document counts as an earlier database has it.
  bool is_duplicate(Xapian::docid document) const { return duplicates_.contains(document); }
  // What matches the duplicates of a shard, in its database alone.
  struct ShardDuplicates {
    Xapian::Database database;
    Xapian::Query listed;
  };
  // Of the shards that have some.
  const std::vector<ShardDuplicates>& duplicates() const { return shard_duplicates_; }
  const AnalyzerOptions& analyzer_options() const { return analyzer_options_; }
  // Of all indexes; valid as long as the reader or a copy of it.
  const FieldTable& fields() const { return *fields_; }
  const QualityNormaliser& quality_normaliser(QualityNormalisation way) const {
    return normalisers_[static_cast<std::size_t>(way)];
  }
  // Mean number of words of an article's text.
  double mean_length() const { return mean_length_; }
  std::uint64_t article_count() const { return article_count_; }

  // NaN: unknown. Cost: nothing of a local shard; of a remote one as value().
  float quality(Xapian::docid document) const;
  // The name of the story that the article belongs to; 0: it has no copies in its index. Cost likewise.
  std::uint64_t story(Xapian::docid document) const;
  // A value slot as it is stored; empty if the article has none.
  std::string value(Xapian::docid document, Xapian::valueno slot) const;
  // A number or date that is kept in a value slot.
  std::optional<double> number(Xapian::docid document, Xapian::valueno slot) const;
  std::optional<std::int64_t> published_at(Xapian::docid document) const;
  // Keeps the values of documents of local shards that the engine reads: to read many at once, in the order of the
  // documents, costs far less than one by one.
  void fetch(Xapian::valueno slot, std::vector<Xapian::docid> documents) const;
  // Keeps documents of remote shards, which are asked for side by side in one round trip.
  void fetch_remote(const std::vector<Xapian::docid>& documents) const;
  // Whether reading any of the documents costs no round trip.
  bool holds(const std::vector<Xapian::docid>& documents) const;
  // Keeps the sort keys of a match, which are the values of that slot, so that those of remote shards need not be
  // fetched one by one.
  void remember(Xapian::valueno slot, const Xapian::MSet& matches) const;
  Result<Article> article(Xapian::docid document, const MemberSet& wanted = all_members()) const;
  // The article of that canonical URL, if there is one.
  Result<std::optional<Article>> find(const std::string& id) const;
  // The articles behind that of this canonical identity, in the order of identity terms; empty: from the first.
  Result<std::vector<Article>> articles_after(const std::string& id, std::size_t limit) const;
  // What a program handed over with its last commit to a database.
  std::string payload(std::size_t database) const;
  // The canonical URL; empty if the stored record is damaged.
  std::string article_id(Xapian::docid document) const;

 private:
  struct Folder {
    std::string path;
    Generation generation;
    std::size_t first_shard = 0;  // of shards_,
    unsigned begin = 0;           // which is this one of the index,
    unsigned end = 0;             // and so on to before this one
  };

  IndexReader() = default;
  static std::vector<TermCounts> counts_of(const std::vector<std::string>& terms, const std::vector<Shard>& shards);
  Result<void> add_cluster(const std::string& file, const OpenOptions& options, ClusterMemory& memory,
                           std::chrono::steady_clock::time_point until);
  static Result<OpenedReplica> open_replica(const std::string& at, unsigned shard, unsigned shards,
                                            const OpenOptions& options, const ServerWait& wait);
  Result<void> add_replica(const IndexReader& replica);
  Result<void> add_index(const std::string& folder, std::optional<unsigned> replica_of = {}, unsigned shards = 1);
  Result<void> add_local_shard(const std::string& folder, const Generation& generation, unsigned shard);
  Result<void> add_server(const ServerAddress& server, Result<RemoteShard> opened);
  Result<void> add_shard(Shard shard, const IndexMetadata& metadata);
  Result<void> take_settings(const std::string& name, const std::string& fingerprint, const std::string& language,
                             const std::vector<FieldDeclaration>& declared);
  bool is_current(const Folder& folder) const;
  bool may_be_overwritten(const Folder& folder) const;
  bool is_still_there(const Folder& folder) const;
  void find_duplicates();
  void leave_out(std::size_t shard, const std::set<std::string>& identities);
  void finish();
  Xapian::Document document(Xapian::docid document) const;
  std::optional<Xapian::docid> document_of(const std::string& identity) const;
  // What the column holds of it; absent for a remote shard.
  std::optional<ColumnEntry> known_entry(Xapian::docid document) const;
  const Shard& shard_of(Xapian::docid document) const { return shards_[(document - 1) % shards_.size()]; }
  Xapian::docid in_its_shard(Xapian::docid document) const {
    return static_cast<Xapian::docid>((document - 1) / shards_.size() + 1);
  }

  Xapian::Database database_;
  std::vector<Shard> shards_;
  std::vector<Folder> folders_;
  std::vector<std::string> missing_;
  std::size_t database_number_ = 0;  // of the one being added
  std::optional<std::chrono::milliseconds> deadline_;
  std::unordered_set<Xapian::docid> duplicates_;
  std::vector<ShardDuplicates> shard_duplicates_;
  bool has_remote_ = false;
  bool has_other_replicas_ = false;
  std::vector<std::size_t> shards_with_gaps_;
  mutable std::unordered_map<std::string, bool> filling_;  // what fills_a_shard() found
  std::shared_ptr<TermCounter> counter_;                   // null: there are no remote shards
  // Of remote shards:
  mutable std::unordered_map<Xapian::docid, Xapian::Document> fetched_;
  mutable std::map<Xapian::valueno, std::unordered_map<Xapian::docid, std::string>> remembered_;
  AnalyzerOptions analyzer_options_;
  std::string fingerprint_;                 // of the first shard
  std::vector<FieldDeclaration> declared_;  // of all indexes so far
  FieldTablePtr fields_;                    // made of these
  QualityHistogram histogram_;
  std::array<QualityNormaliser, 3> normalisers_;  // by QualityNormalisation
  std::uint64_t article_count_ = 0;
  std::uint64_t word_count_ = 0;
  double mean_length_ = 0;
};

}  // namespace newsrank::detail
