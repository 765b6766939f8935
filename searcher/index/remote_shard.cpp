// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/remote_shard.hpp"

#include <fmt/format.h>

#include <future>
#include <utility>

#include "core/xapian_guard.hpp"

namespace newsrank::detail {
namespace {

// The metadata of several databases are the first one's alone, while their articles are counted together.
Result<void> check_alone(const Xapian::Database& database, const IndexMetadata& metadata) {
  if (database.get_doccount() == metadata.articles) return {};
  return Error{ErrorCode::invalid_argument,
               fmt::format("the server serves several shards as one database (the first is {} of {})",
                           metadata.shard + 1, metadata.shards),
               "serve each shard by a xapian-tcpsrv on a port of its own, and name them all"};
}

}  // namespace

Xapian::Database connect(const ServerAddress& address, const OpenOptions& options) {
  return Xapian::Remote::open(address.host, address.port, static_cast<unsigned>(options.timeout.count()),
                              static_cast<unsigned>(options.connect_timeout.count()));
}

namespace {

bool have_one_commit(const DocumentPipe& pipe, const Xapian::Database& database) {
  return pipe.is_of(database.get_uuid()) && pipe.metadata().at(kCommitKey) == read_commit(database);
}

void connect(const ServerAddress& address, const OpenOptions& options, RemoteShard& shard) {
  const auto open = [&] { shard.database = connect(address, options); };
  if (!shard.documents) return open();
  for (const auto& known : {shard.documents->connection(), connection_made(shard.documents->server(), open)}) {
    if (known) shard.connections.push_back(*known);
  }
}

}  // namespace

Result<RemoteShard> open_remote_shard(const ServerAddress& address, const OpenOptions& options,
                                      const ServerWait& wait) {
  if (address.host.find(':') != std::string::npos) {
    return Error{
        ErrorCode::invalid_argument,
        fmt::format("{} is an address of IPv6, and the client of Xapian 1.4 speaks IPv4 only", to_string(address)),
        "name an IPv4 address, or forward a port of this machine to the server"};
  }
  auto opened = guarded([&]() -> Result<RemoteShard> {
    // The connection of our own comes first: its wait can be ended.
    RemoteShard shard;
    shard.documents = DocumentPipe::open(address, options, metadata_keys(), wait);
    connect(address, options, shard);
    // The server may have been given another commit in between.
    if (shard.documents && !have_one_commit(*shard.documents, shard.database)) shard.documents = nullptr;
    auto metadata = shard.documents ? parse_metadata(shard.documents->metadata()) : read_metadata(shard.database);
    if (!metadata) return std::move(metadata).error();
    shard.metadata = std::move(*metadata);
    if (auto alone = check_alone(shard.database, shard.metadata); !alone) return std::move(alone).error();
    return shard;
  });
  if (opened || opened.error().code == ErrorCode::remote_unavailable) return opened;
  Error error = std::move(opened).error();
  error.message = fmt::format("{}: {}", to_string(address), error.message);
  return error;
}

std::vector<Result<RemoteShard>> open_remote_shards(const std::vector<ServerAddress>& addresses,
                                                    const OpenOptions& options) {
  std::vector<std::future<Result<RemoteShard>>> running;
  for (const ServerAddress& address : addresses) {
    const auto way = addresses.size() > 1 ? std::launch::async | std::launch::deferred : std::launch::deferred;
    running.push_back(std::async(way, [&address, &options] { return open_remote_shard(address, options); }));
  }
  std::vector<Result<RemoteShard>> opened;
  for (auto& each : running) opened.push_back(each.get());
  return opened;
}

}  // namespace newsrank::detail
