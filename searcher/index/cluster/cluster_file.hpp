// SPDX-License-Identifier: GPL-2.0-or-later
// Cluster: shards with their replicas, as a cluster file lists them.
//
//     timeout: 2
//     shards:
//       - [10.0.0.1:33101, 10.0.0.2:33101]
//       - [10.0.0.2:33102, {at: copies/news.db, weight: 0.1}]
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "newsrank/error.hpp"

namespace newsrank::detail {

// One place where a shard can be read.
struct Replica {
  std::string at;  // host:port, or the folder of an index: of this shard alone, or of as many shards as the cluster has
  double weight = 1;  // how often it is chosen, beside the others; 0: only if no other one answers
};

struct Cluster {
  enum class Consistency : std::uint8_t {
    newest,  // the newest commit that every shard can give
    any,     // what the first replica has that answers
  };
  Consistency consistency = Consistency::newest;
  std::chrono::milliseconds connect_timeout{500};  // then the next replica is tried as well
  std::chrono::milliseconds timeout{2'000};        // for each single answer of a server
  std::chrono::milliseconds deadline{5'000};       // after which a search goes on to no other replica
  std::vector<std::vector<Replica>> shards;
};

// Whether the name of a database means a cluster file: it ends in .yaml or .yml.
bool names_cluster(std::string_view database);

// Reads the text of a cluster file. Folders are relative to that of `file`. Error: invalid_argument, with line and
// column.
Result<Cluster> parse_cluster(std::string_view text, const std::string& file);

// The same from the file. Errors: also index_not_found, io.
Result<Cluster> read_cluster(const std::string& file);

}  // namespace newsrank::detail
