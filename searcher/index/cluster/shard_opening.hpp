// SPDX-License-Identifier: GPL-2.0-or-later
// Opening the shards of a cluster: which replica of each answers?
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "index/cluster/background_threads.hpp"
#include "index/cluster/cluster_file.hpp"
#include "index/cluster/replica_health.hpp"
#include "index/cluster/stop_signal.hpp"
#include "index/remote/connection_watch.hpp"
#include "index/remote/server_wait.hpp"
#include "newsrank/error.hpp"

namespace newsrank::detail {

class IndexReader;

// What a replica has.
struct ReplicaState {
  std::string index;         // the engine's name of the database: equal in copies, another after a rebuild
  std::uint64_t commit = 0;  // counted from the last rebuild on
  unsigned shard = 0;        // this one,
  unsigned shards = 1;       // of so many
  std::size_t place = 0;     // in the order in which they are tried
};

struct OpenedReplica {
  ReplicaState state;
  std::shared_ptr<IndexReader> reader;
};

// Opens the replica of a shard, counted from 0; called by threads of its own.
using OpenReplica = std::function<Result<OpenedReplica>(const std::string& at, unsigned shard)>;

// What the clones of a searcher share.
struct ClusterMemory {
  ClusterMemory() = default;
  ClusterMemory(const ClusterMemory&) = delete;
  ClusterMemory& operator=(const ClusterMemory&) = delete;
  ~ClusterMemory() { stop.raise(); }

  ReplicaHealth health;
  ConnectionWatch watch;
  StopSignal stop;            // for what the threads wait for
  BackgroundThreads threads;  // destroyed before what they use
};

// One replica for each shard, or why there is none. All shards are opened side by side. Of each shard the first replica
// is tried by order(), then the next when it failed or has taken longer than connect_timeout; with
// Consistency::newest all that are not left alone are tried at once, and choose_newest() chooses. At `until` the shards
// do with what has been opened. Error: as choose_newest().
Result<std::vector<Result<OpenedReplica>>> open_shards(const Cluster& cluster, ClusterMemory& memory,
                                                       const OpenReplica& open,
                                                       ReplicaHealth::Clock::time_point until = ServerWait().until);

// Which replica of each shard gives the newest commit that all shards have; those of shards without any are not asked.
// Shards that are not all of one index have each their own newest. Replicas that are not of the same database as the
// first are passed over: commits of a rebuilt index are counted anew. Error: index_changed, if there is no such commit.
Result<std::vector<std::size_t>> choose_newest(const std::vector<std::vector<ReplicaState>>& shards);

}  // namespace newsrank::detail
