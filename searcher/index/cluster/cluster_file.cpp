// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/cluster/cluster_file.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>

#include "core/guard.hpp"
#include "core/text/printable.hpp"
#include "core/text/server_address.hpp"

namespace newsrank::detail {
namespace {

constexpr std::size_t kMaxBytes = 256 * 1024;
constexpr std::size_t kMaxShards = 1'000;
constexpr std::size_t kMaxReplicas = 16;
constexpr double kMaxWeight = 1'000;
constexpr double kMaxSeconds = 3'600;
constexpr std::size_t kMaxNameBytes = 4'096;
constexpr const char* kHint = "write `shards:`, and below it a line `- [host:port, host:port]` for each shard";

class ClusterReader {
 public:
  explicit ClusterReader(const std::string& file) : file_(file) {}

  Result<Cluster> read(const YAML::Node& root) const {
    if (!root.IsMap()) return error(root.Mark(), "expected names with values");
    Cluster cluster;
    std::set<std::string> seen;
    for (const auto& entry : root) {
      const std::string name = entry.first.IsScalar() ? entry.first.Scalar() : "";
      if (!seen.insert(name).second) return error(entry.first.Mark(), fmt::format("{} is set twice", printable(name)));
      if (auto set = assign(cluster, name, entry.first.Mark(), entry.second); !set) return std::move(set).error();
    }
    if (cluster.shards.empty()) return error(root.Mark(), "no shards are listed");
    return cluster;
  }

  Error error(const YAML::Mark& mark, const std::string& what) const {
    const std::string place = mark.is_null() ? "" : fmt::format(":{}:{}", mark.line + 1, mark.column + 1);
    return {ErrorCode::invalid_argument, fmt::format("{}{}: {}", printable(file_), place, what), kHint};
  }

 private:
  Result<void> assign(Cluster& cluster, const std::string& name, const YAML::Mark& mark,
                      const YAML::Node& value) const {
    if (name == "shards") return read_shards(value, cluster.shards);
    if (name == "connect_timeout") return read_seconds(value, name, cluster.connect_timeout);
    if (name == "timeout") return read_seconds(value, name, cluster.timeout);
    if (name == "deadline") return read_seconds(value, name, cluster.deadline);
    if (name == "consistency") {
      const std::string text = value.IsScalar() ? value.Scalar() : "";
      if (text != "newest" && text != "any") return error(mark, "consistency: expected newest or any");
      cluster.consistency = text == "any" ? Cluster::Consistency::any : Cluster::Consistency::newest;
      return {};
    }
    return error(mark, fmt::format("there is no setting \"{}\"; there are shards, consistency, "
                                   "connect_timeout, timeout and deadline",
                                   printable(name)));
  }

  Result<void> read_seconds(const YAML::Node& value, const std::string& name, std::chrono::milliseconds& time) const {
    double seconds = 0;
    if (!value.IsScalar() || !YAML::convert<double>::decode(value, seconds) || !(seconds >= 0.001) ||
        seconds > kMaxSeconds)
      return error(value.Mark(), fmt::format("{}: expected seconds, from 0.001 to {}", name, kMaxSeconds));
    time = std::chrono::milliseconds(std::llround(seconds * 1000));
    return {};
  }

  Result<void> read_shards(const YAML::Node& value, std::vector<std::vector<Replica>>& shards) const {
    if (!value.IsSequence()) return error(value.Mark(), "shards: expected a list");
    if (value.size() > kMaxShards) return error(value.Mark(), fmt::format("more than {} shards", kMaxShards));
    std::set<std::string> seen;
    for (const YAML::Node& shard : value) {
      if (!shard.IsSequence() || shard.size() == 0)
        return error(shard.Mark(), "expected the list of a shard's replicas");
      if (shard.size() > kMaxReplicas) return error(shard.Mark(), fmt::format("more than {} replicas", kMaxReplicas));
      std::vector<Replica> replicas;
      for (const YAML::Node& node : shard) {
        auto replica = read_replica(node);
        if (!replica) return std::move(replica).error();
        // The folder of a whole index has a part of every shard.
        if (names_server(replica->at) && !seen.insert(replica->at).second)
          return error(node.Mark(), fmt::format("{} is listed twice", printable(replica->at)));
        replicas.push_back(std::move(*replica));
      }
      shards.push_back(std::move(replicas));
    }
    return {};
  }

  Result<Replica> read_replica(const YAML::Node& node) const {
    if (node.IsScalar()) return place(node, 1);
    if (!node.IsMap()) return error(node.Mark(), "expected host:port, a folder, or {at: host:port, weight: 2}");
    double weight = 1;
    for (const auto& entry : node) {
      const std::string name = entry.first.IsScalar() ? entry.first.Scalar() : "";
      if (name != "at" && name != "weight") return error(entry.first.Mark(), "expected at and weight");
      if (name == "at") continue;
      if (!entry.second.IsScalar() || !YAML::convert<double>::decode(entry.second, weight) || !(weight >= 0) ||
          weight > kMaxWeight)
        return error(entry.second.Mark(), fmt::format("weight: expected a number from 0 to {}", kMaxWeight));
    }
    const YAML::Node at = node["at"];
    if (!at || !at.IsScalar()) return error(node.Mark(), "expected at: host:port, or a folder");
    return place(at, weight);
  }

  Result<Replica> place(const YAML::Node& node, double weight) const {
    const std::string& text = node.Scalar();
    if (text.empty() || text.size() > kMaxNameBytes || text != printable(text))
      return error(node.Mark(), "expected host:port or a folder");
    if (names_cluster(text)) return error(node.Mark(), "a cluster file cannot name another one");
    if (const auto server = parse_server_address(text)) return Replica{to_string(*server), weight};
    return Replica{(std::filesystem::path(file_).parent_path() / text).string(), weight};
  }

  const std::string& file_;
};

}  // namespace

bool names_cluster(std::string_view database) {
  return database.ends_with(".yaml") || database.ends_with(".yml");
}

Result<Cluster> parse_cluster(std::string_view text, const std::string& file) {
  return contained([&]() -> Result<Cluster> {
    const ClusterReader reader(file);
    if (text.size() > kMaxBytes) return reader.error(YAML::Mark::null_mark(), "the file is longer than 256 KiB");
    try {
      return reader.read(YAML::Load(std::string(text)));
    } catch (const YAML::Exception& exception) {
      return reader.error(exception.mark, printable(exception.msg));
    }
  });
}

Result<Cluster> read_cluster(const std::string& file) {
  return contained([&]() -> Result<Cluster> {
    std::error_code failure;
    if (!std::filesystem::is_regular_file(file, failure)) {
      return Error{ErrorCode::index_not_found, fmt::format("there is no cluster file {}", printable(file)),
                   "name a file that lists the shards, or the folder of an index"};
    }
    std::ifstream in(file, std::ios::binary);
    if (!in) return Error{ErrorCode::io, fmt::format("cannot read {}", printable(file)), "check its permissions"};
    std::string text(kMaxBytes + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (in.bad()) return Error{ErrorCode::io, fmt::format("cannot read {}", printable(file)), ""};
    text.resize(static_cast<std::size_t>(in.gcount()));
    return parse_cluster(text, file);
  });
}

}  // namespace newsrank::detail
