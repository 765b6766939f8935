// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/index_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <utility>

#include "core/xapian_guard.hpp"
#include "index/glass/glass.hpp"
#include "index/identity.hpp"
#include "index/index_layout.hpp"
#include "index/stored_versions.hpp"
#include "newsrank/schema.hpp"

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

// Of what is committed now; absent if it cannot be opened any more.
std::optional<std::uint64_t> committed_revision(const std::string& shard) {
  if (const auto revision = newest_revision(shard)) return revision;
  const auto opened = guarded([&]() -> Result<std::uint64_t> { return Xapian::Database(shard).get_revision(); });
  return opened ? std::optional(*opened) : std::nullopt;
}

// Whether commits up to `newest`, and the one that a writer may be making, can have used blocks of the commit `read`.
template <typename IsLocked>
bool is_overwritten(std::uint64_t read, std::uint64_t newest, IsLocked is_locked) {
  return newest > read + 1 || (newest == read + 1 && is_locked());
}

// A folder of that name goes before.
bool is_cluster(const std::string& database) {
  std::error_code failure;
  return names_cluster(database) && !std::filesystem::is_directory(database, failure);
}

// Distinguishes the states of all shards there ever are.
std::string state_of(const Xapian::Database& database) {
  return database.get_uuid() + ' ' + read_commit(database);
}

struct OpenedServer {
  ServerAddress address;
  Result<RemoteShard> opened;
};

// The servers among databases by their names, opened side by side.
std::map<std::string, OpenedServer> open_servers(const std::vector<std::string>& databases, const OpenOptions& options,
                                                 const std::vector<std::string>& left_out) {
  std::vector<std::string> names;
  std::vector<ServerAddress> addresses;
  for (const std::string& name : databases) {
    const bool known = std::find(left_out.begin(), left_out.end(), name) != left_out.end() ||
                       std::find(names.begin(), names.end(), name) != names.end();
    const auto server = known || is_cluster(name) ? std::nullopt : server_of(name);
    if (!server) continue;
    names.push_back(name);
    addresses.push_back(*server);
  }
  auto opened = open_remote_shards(addresses, options);
  std::map<std::string, OpenedServer> servers;
  for (std::size_t i = 0; i < names.size(); ++i) servers.insert({names[i], {addresses[i], std::move(opened[i])}});
  return servers;
}

}  // namespace

Result<IndexReader> IndexReader::open(const std::vector<std::string>& databases, const OpenOptions& options,
                                      const std::vector<std::string>& left_out,
                                      const std::shared_ptr<ClusterMemory>& memory,
                                      std::chrono::steady_clock::time_point until) {
  if (databases.empty()) return Error{ErrorCode::invalid_argument, "no database given", "name the folder of an index"};
  IndexReader reader;
  Error failure{ErrorCode::remote_unavailable, "no server answered", "try again later"};
  const auto servers = open_servers(databases, options, left_out);
  for (const std::string& name : databases) {
    const bool tried = std::find(left_out.begin(), left_out.end(), name) == left_out.end();
    auto added = Result<void>(failure);
    if (tried && is_cluster(name)) {
      ClusterMemory own;
      added = guarded([&] { return reader.add_cluster(name, options, memory ? *memory : own, until); });
    } else if (tried) {
      const auto server = servers.find(name);
      added = server == servers.end() ? reader.add_index(name)
                                      : reader.add_server(server->second.address, server->second.opened);
    }
    ++reader.database_number_;
    if (added) continue;
    failure = added.error();
    if (!options.partial || failure.code != ErrorCode::remote_unavailable) return failure;
    reader.missing_.push_back(name);
  }
  if (reader.shards_.empty()) return failure;
  auto fields = FieldTable::make(reader.declared_);
  if (!fields) return std::move(fields).error();
  reader.fields_ = *std::move(fields);
  auto finished = guarded([&] { reader.finish(); });
  if (!finished) return std::move(finished).error();
  return reader;
}

// One replica of each shard, as one database.
Result<void> IndexReader::add_cluster(const std::string& file, const OpenOptions& options, ClusterMemory& memory,
                                      std::chrono::steady_clock::time_point until) {
  const auto cluster = read_cluster(file);
  if (!cluster) return cluster.error();
  const auto count = static_cast<unsigned>(cluster->shards.size());
  OpenOptions own = options;
  own.connect_timeout = cluster->connect_timeout;
  own.timeout = cluster->timeout;
  deadline_ = deadline_ ? std::min(*deadline_, cluster->deadline) : cluster->deadline;
  has_other_replicas_ = has_other_replicas_ || std::any_of(cluster->shards.begin(), cluster->shards.end(),
                                                           [](const auto& replicas) { return replicas.size() > 1; });
  const ServerWait wait{std::min(until, std::chrono::steady_clock::now() + cluster->deadline), memory.stop.file()};
  const auto open = [count, own, wait](const std::string& at, unsigned shard) {
    return open_replica(at, shard, count, own, wait);
  };
  auto opened = open_shards(*cluster, memory, open, wait.until);
  if (!opened) return std::move(opened).error();
  for (std::size_t shard = 0; shard < count; ++shard) {
    const auto& replica = (*opened)[shard];
    const std::string name = fmt::format("{}: shard {} of {}", file, shard + 1, count);
    if (replica) {
      if (auto added = add_replica(*replica->reader); !added) return added;
    } else if (options.partial && replica.error().code == ErrorCode::remote_unavailable) {
      missing_.push_back(name);
    } else {
      Error error = replica.error();
      error.message = fmt::format("{} has no replica left: {}", name, error.message);
      return error;
    }
  }
  return {};
}

// A reader of one shard, which is to become one of several.
Result<OpenedReplica> IndexReader::open_replica(const std::string& at, unsigned shard, unsigned shards,
                                                const OpenOptions& options, const ServerWait& wait) {
  return contained([&]() -> Result<OpenedReplica> {
    auto reader = std::make_shared<IndexReader>(IndexReader());
    const auto server = server_of(at);
    auto opened = server ? reader->add_server(*server, open_remote_shard(*server, options, wait))
                         : reader->add_index(at, shard, shards);
    if (!opened) {
      // A folder that is not there is as good as a server that is down.
      Error error = std::move(opened).error();
      if (error.code == ErrorCode::index_not_found || error.code == ErrorCode::io)
        error.code = ErrorCode::remote_unavailable;
      return error;
    }
    const Shard& only = reader->shards_.front();
    const ShardPlace& place = only.place;
    if (place.shards != 1 && (place.shard != shard || place.shards != shards)) {
      return Error{
          ErrorCode::invalid_argument,
          fmt::format("{} has shard {} of {}, not {} of {}", at, place.shard + 1, place.shards, shard + 1, shards),
          "list the replicas of a shard, and the shards of one index in their order"};
    }
    return OpenedReplica{{only.database.get_uuid(), only.commit, place.shard, place.shards}, std::move(reader)};
  });
}

Result<void> IndexReader::add_replica(const IndexReader& replica) {
  if (auto taken = take_settings(replica.shards_.front().name, replica.fingerprint_, replica.analyzer_options_.language,
                                 replica.declared_);
      !taken)
    return taken;
  for (Folder folder : replica.folders_) {
    folder.first_shard = shards_.size();
    folders_.push_back(std::move(folder));
  }
  Shard shard = replica.shards_.front();
  shard.place.database = database_number_;
  shard.in_cluster = true;
  database_.add_database(shard.database);
  shards_.push_back(std::move(shard));
  histogram_.merge(replica.histogram_);
  article_count_ += replica.article_count_;
  word_count_ += replica.word_count_;
  has_remote_ = has_remote_ || replica.has_remote_;
  return {};
}

// Of an index of several shards a replica takes its own.
Result<void> IndexReader::add_index(const std::string& folder, std::optional<unsigned> replica_of, unsigned shards) {
  const IndexReader before = *this;
  for (int attempt = 1;; ++attempt) {
    const auto generation = read_pointer(folder);
    if (!generation) return generation.error();
    if (replica_of && generation->shards != 1 && generation->shards != shards) {
      return Error{ErrorCode::invalid_argument,
                   fmt::format("{} has {} shards, and the cluster {}", folder, generation->shards, shards),
                   "name the folder of one shard, or of an index with as many shards"};
    }
    const bool one = replica_of && generation->shards > 1;
    const unsigned begin = one ? *replica_of : 0;
    const unsigned end = one ? begin + 1 : generation->shards;
    folders_.push_back({folder, *generation, shards_.size(), begin, end});
    Result<void> added = check_files(folder, *generation);
    for (unsigned shard = begin; shard < end && added; ++shard) {
      added = guarded([&] { return add_local_shard(folder, *generation, shard); });
    }
    const bool opened = added && is_still_there(folders_.back());
    if (opened || attempt == kMaxAttempts || (!added && !worth_retrying(added.error(), folder, *generation)))
      return added;
    *this = before;
  }
}

Result<void> IndexReader::add_local_shard(const std::string& folder, const Generation& generation, unsigned shard) {
  const std::string path = readable_path(folder, generation, shard);
  const Xapian::Database database(path);
  const auto metadata = read_metadata(database);
  if (!metadata) return metadata.error();
  auto column = ArticleColumn::open(column_path(folder, generation.number, shard, metadata->commit), metadata->commit,
                                    database.get_uuid());
  if (!column || column->entries().size() != database.get_lastdocid()) {
    check_document_numbers(database, path);
    column = ArticleColumn::from_database(database);
  }
  if (!column) return std::move(column).error();
  const auto postings = open_posting_table(path, database);
  return add_shard({database,
                    {},
                    folder,
                    metadata->commit,
                    false,
                    state_of(database),
                    std::make_shared<const ArticleColumn>(std::move(*column)),
                    postings,
                    GlassReader::open(path, database, postings)},
                   *metadata);
}

Result<void> IndexReader::add_server(const ServerAddress& server, Result<RemoteShard> opened) {
  if (!opened) return opened.error();
  has_remote_ = true;
  return guarded([&] {
    return add_shard({opened->database,
                      {},
                      to_string(server),
                      opened->metadata.commit,
                      false,
                      opened->database.get_uuid() + ' ' + std::to_string(opened->metadata.commit),
                      nullptr,
                      nullptr,
                      nullptr,
                      opened->documents,
                      opened->connections},
                     opened->metadata);
  });
}

// Indexes may differ in that one has further fields.
Result<void> IndexReader::take_settings(const std::string& name, const std::string& fingerprint,
                                        const std::string& language, const std::vector<FieldDeclaration>& declared) {
  if (fingerprint_.empty()) {
    fingerprint_ = fingerprint;
    analyzer_options_.language = language;
    declared_ = declared;
    return {};
  }
  if (fingerprint_ == fingerprint) return {};
  if (analyzer_options_.language != language) {
    return Error{ErrorCode::schema_mismatch,
                 fmt::format("the index {} was made with other settings than the first one", name),
                 "index both with the same language and program version"};
  }
  auto all = united(declared_, declared);
  if (!all) {
    return Error{all.error().code,
                 fmt::format("the index {} does not fit to the first one: {}", name, all.error().message),
                 all.error().hint};
  }
  declared_ = *std::move(all);
  return {};
}

Result<void> IndexReader::add_shard(Shard shard, const IndexMetadata& metadata) {
  if (auto taken = take_settings(shard.name, metadata.fingerprint, metadata.language, metadata.fields); !taken)
    return taken;
  shard.place = {database_number_, metadata.shard, metadata.shards};
  database_.add_database(shard.database);
  shards_.push_back(std::move(shard));
  histogram_.merge(metadata.qualities);
  article_count_ += metadata.articles;
  word_count_ += metadata.text_tokens;
  return {};
}

bool IndexReader::reads(const std::string& server) const {
  return std::any_of(shards_.begin(), shards_.end(),
                     [&](const Shard& shard) { return shard.in_cluster && shard.name == server; });
}

std::vector<Connection> IndexReader::connections() const {
  std::vector<Connection> all;
  for (const Shard& shard : shards_) all.insert(all.end(), shard.connections.begin(), shard.connections.end());
  return all;
}

std::vector<std::string> IndexReader::servers_of(const std::vector<Connection>& connections) const {
  std::vector<std::string> servers;
  for (const Shard& shard : shards_) {
    if (std::find_first_of(connections.begin(), connections.end(), shard.connections.begin(),
                           shard.connections.end()) != connections.end())
      servers.push_back(shard.name);
  }
  return servers;
}

bool IndexReader::is_current() const {
  return missing_.empty() &&
         std::all_of(folders_.begin(), folders_.end(), [&](const Folder& folder) { return is_current(folder); });
}

bool IndexReader::is_current(const Folder& folder) const {
  const auto generation = read_pointer(folder.path);
  if (!generation || !(*generation == folder.generation)) return false;
  const auto same = guarded([&] {
    for (unsigned shard = folder.begin; shard < folder.end; ++shard) {
      const Xapian::Database newest(readable_path(folder.path, *generation, shard));
      if (state_of(newest) != shards_[folder.first_shard + shard - folder.begin].state) return false;
    }
    return true;
  });
  return same && *same;
}

bool IndexReader::has_state_of(const IndexReader& other) const {
  return std::equal(shards_.begin(), shards_.end(), other.shards_.begin(), other.shards_.end(),
                    [](const Shard& a, const Shard& b) { return a.state == b.state; });
}

std::string IndexReader::state() const {
  std::string all;
  for (const Shard& shard : shards_) all += shard.state + '\n';
  const IdentityHash hash = identity_hash(all);
  return fmt::format("{:016x}{:016x}", hash.high, hash.low);
}

bool IndexReader::may_be_overwritten() const {
  return std::any_of(folders_.begin(), folders_.end(),
                     [&](const Folder& folder) { return may_be_overwritten(folder); });
}

bool IndexReader::may_be_overwritten(const Folder& folder) const {
  const Generation& read = folder.generation;
  if (!read.view) {
    const auto& stored = shards_[folder.first_shard].stored;
    if (stored && stored->is_current()) return false;
    const Xapian::Database& database = shards_[folder.first_shard].database;
    const auto revision = committed_revision(shard_path(folder.path, read.number, 0));
    return !revision || is_overwritten(database.get_revision(), *revision, [&] { return database.locked(); });
  }
  const auto newest = read_pointer(folder.path);
  if (!newest || newest->number != read.number || !newest->view) return true;
  return is_overwritten(*read.view, *newest->view,
                        [&] { return Xapian::Database(shard_path(folder.path, read.number, 0)).locked(); });
}

// The files of a generation that was replaced vanish one after another, and the engine takes some that are missing for
// empty.
bool IndexReader::is_still_there(const Folder& folder) const {
  const auto newest = read_pointer(folder.path);
  if (!newest || newest->number != folder.generation.number) return false;
  const auto overwritten = guarded([&]() -> Result<bool> { return may_be_overwritten(folder); });
  return overwritten && !*overwritten;
}

void IndexReader::find_duplicates() {
  for (std::size_t later = 1; later < shards_.size(); ++later) {
    std::set<std::string> identities;
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      if (!may_share_articles(shards_[earlier].place, shards_[later].place)) continue;
      for (std::string& identity : common_identities(shards_[earlier].database, shards_[later].database))
        identities.insert(std::move(identity));
    }
    if (!identities.empty()) leave_out(later, identities);
  }
}

void IndexReader::leave_out(std::size_t shard, const std::set<std::string>& identities) {
  const Xapian::Database& database = shards_[shard].database;
  std::vector<Xapian::docid> documents;
  for (const std::string& identity : identities) {
    documents.push_back(*database.postlist_begin(identity));
    const Xapian::docid document = in_all_shards(shard, documents.back());
    duplicates_.insert(document);
    if (const float known = quality(document); !std::isnan(known)) histogram_.remove(known);
  }
  std::sort(documents.begin(), documents.end());
  shard_duplicates_.push_back(
      {database, shards_[shard].column ? listed_documents(std::move(documents))
                                       : Xapian::Query(Xapian::Query::OP_OR, identities.begin(), identities.end())});
}

void IndexReader::finish() {
  for (std::size_t shard = 0; shard < shards_.size(); ++shard) {
    const Xapian::Database& database = shards_[shard].database;
    if (database.get_lastdocid() != database.get_doccount()) shards_with_gaps_.push_back(shard);
  }
  mean_length_ = article_count_ == 0 ? 0 : static_cast<double>(word_count_) / static_cast<double>(article_count_);
  if (has_remote_)
    counter_ =
        std::make_shared<TermCounter>([shards = shards_](const auto& terms) { return counts_of(terms, shards); });
  find_duplicates();
  article_count_ -= duplicates_.size();
  for (std::size_t way = 0; way < normalisers_.size(); ++way) {
    normalisers_[way] = QualityNormaliser(histogram_, static_cast<QualityNormalisation>(way));
  }
}

}  // namespace newsrank::detail
