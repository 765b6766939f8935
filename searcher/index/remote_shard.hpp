// SPDX-License-Identifier: GPL-2.0-or-later
// Remote shards: databases that Xapian's own server, xapian-tcpsrv, serves.
#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <vector>

#include "core/text/server_address.hpp"
#include "index/index_metadata.hpp"
#include "index/remote/document_pipe.hpp"
#include "newsrank/error.hpp"
#include "newsrank/open_options.hpp"

namespace newsrank::detail {

struct RemoteShard {
  Xapian::Database database;  // a connection of its own
  IndexMetadata metadata;
  std::shared_ptr<DocumentPipe> documents{};  // a second connection; null: there is none
  std::vector<Connection> connections{};      // both, as far as they are known
};

// Connects and checks what is served. Errors: remote_unavailable, those of read_metadata(), and invalid_argument for a
// server of several shards at once, whose metadata cannot be told apart. `wait` ends the wait for a server that says
// nothing at all.
Result<RemoteShard> open_remote_shard(const ServerAddress& address, const OpenOptions& options,
                                      const ServerWait& wait = {});

// The same for several, side by side; in their order. Where no thread can be made it takes longer.
std::vector<Result<RemoteShard>> open_remote_shards(const std::vector<ServerAddress>& addresses,
                                                    const OpenOptions& options);

// Only connects. Throws Xapian::Error (callers guard).
Xapian::Database connect(const ServerAddress& address, const OpenOptions& options);

}  // namespace newsrank::detail
