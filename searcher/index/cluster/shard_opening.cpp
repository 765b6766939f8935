// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/cluster/shard_opening.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <set>
#include <utility>

namespace newsrank::detail {
namespace {

using Clock = ReplicaHealth::Clock;

// One attempt to open a replica.
struct Attempt {
  std::size_t replica;  // its place in the list of the shard
  Clock::time_point begun;
  std::optional<Result<OpenedReplica>> result{};  // none: it runs
};

// What the threads write to; the last of them may end after the opening.
struct Shared {
  std::mutex mutex;
  std::condition_variable ended;
  std::vector<std::vector<Attempt>> attempts;  // of each shard
};

class Opening {
 public:
  Opening(const Cluster& cluster, ClusterMemory& memory, const OpenReplica& open, Clock::time_point until)
      : cluster_(cluster), memory_(memory), open_(open), until_(until) {
    shared_->attempts.resize(cluster.shards.size());
    for (const auto& replicas : cluster.shards) {
      order_.push_back(memory.health.order(replicas));
      shared_->attempts[order_.size() - 1].reserve(replicas.size());
    }
  }

  // All that can be chosen from, by shard and in the order of the lists; and the failures of shards without.
  void run();
  std::vector<std::vector<OpenedReplica>> opened() const { return opened_; }
  Error failure_of(std::size_t shard) const {
    return failures_[shard].value_or(
        Error{ErrorCode::remote_unavailable, "no server answered within the deadline", "try again later"});
  }

 private:
  void begin_first(std::size_t shard);
  void begin_next(std::size_t shard);
  bool goes_on(std::size_t shard, Clock::time_point now);
  void take_results();
  bool is_left_alone(std::size_t shard, std::size_t place) const {
    return memory_.health.is_paused(cluster_.shards[shard][order_[shard][place]].at);
  }

  const Cluster& cluster_;
  ClusterMemory& memory_;
  const OpenReplica& open_;
  const Clock::time_point until_;
  std::shared_ptr<Shared> shared_ = std::make_shared<Shared>();
  std::vector<std::vector<std::size_t>> order_;
  std::vector<std::vector<OpenedReplica>> opened_;
  std::vector<std::optional<Error>> failures_;
};

// With the lock held.
void Opening::begin_next(std::size_t shard) {
  auto& attempts = shared_->attempts[shard];
  const std::size_t replica = order_[shard][attempts.size()];
  const std::size_t number = attempts.size();
  attempts.push_back({replica, Clock::now(), std::nullopt});
  const std::string& at = cluster_.shards[shard][replica].at;
  memory_.threads.run([shared = shared_, &health = memory_.health, open = open_, at, shard, number] {
    auto result = open(at, static_cast<unsigned>(shard));
    result ? health.opened(at) : health.failed(at);
    const std::lock_guard lock(shared->mutex);
    shared->attempts[shard][number].result = std::move(result);
    shared->ended.notify_all();
  });
}

void Opening::begin_first(std::size_t shard) {
  const std::size_t all = order_[shard].size();
  begin_next(shard);
  if (cluster_.consistency == Cluster::Consistency::any) return;
  while (shared_->attempts[shard].size() < all && !is_left_alone(shard, shared_->attempts[shard].size()))
    begin_next(shard);
}

// Whether the shard is to be waited for; the next replica is tried where the others fail or take their time.
bool Opening::goes_on(std::size_t shard, Clock::time_point now) {
  auto& attempts = shared_->attempts[shard];
  const auto has_opened = [](const Attempt& each) { return each.result && *each.result; };
  const auto runs = [](const Attempt& each) { return !each.result; };
  const auto is_young = [&](const Attempt& each) { return runs(each) && now < each.begun + cluster_.connect_timeout; };
  const bool opened = std::any_of(attempts.begin(), attempts.end(), has_opened);
  const bool young = std::any_of(attempts.begin(), attempts.end(), is_young);
  if (opened) return young && cluster_.consistency == Cluster::Consistency::newest;
  if (young) return true;
  if (attempts.size() < order_[shard].size()) {
    begin_next(shard);
    return true;
  }
  return std::any_of(attempts.begin(), attempts.end(), runs);
}

void Opening::run() {
  std::unique_lock lock(shared_->mutex);
  for (std::size_t shard = 0; shard < order_.size(); ++shard) begin_first(shard);
  for (;;) {
    const auto now = Clock::now();
    bool waits = false;
    for (std::size_t shard = 0; shard < order_.size(); ++shard) waits = goes_on(shard, now) || waits;
    if (!waits || now >= until_) break;
    // Attempts grow old without a word.
    shared_->ended.wait_for(lock, std::min(cluster_.connect_timeout, std::chrono::milliseconds(20)));
  }
  take_results();
}

void Opening::take_results() {
  opened_.resize(order_.size());
  failures_.resize(order_.size());
  for (std::size_t shard = 0; shard < order_.size(); ++shard) {
    auto& attempts = shared_->attempts[shard];
    std::vector<Attempt*> in_order;
    for (Attempt& each : attempts) {
      if (each.result && *each.result) (**each.result).state.place = static_cast<std::size_t>(&each - attempts.data());
      in_order.push_back(&each);
    }
    std::sort(in_order.begin(), in_order.end(), [](auto* a, auto* b) { return a->replica < b->replica; });
    for (Attempt* each : in_order) {
      if (each->result && *each->result) opened_[shard].push_back(std::move(**each->result));
      if (each->result && !*each->result) failures_[shard] = each->result->error();
    }
  }
}

std::set<std::uint64_t> commits_of(const std::vector<ReplicaState>& replicas) {
  std::set<std::uint64_t> commits;
  for (const ReplicaState& each : replicas) {
    if (each.index == replicas.front().index) commits.insert(each.commit);
  }
  return commits;
}

Error without_common_commit(const std::vector<std::vector<ReplicaState>>& shards) {
  std::string all;
  for (std::size_t shard = 0; shard < shards.size(); ++shard) {
    all += fmt::format("{}shard {}: ", all.empty() ? "" : "; ", shard + 1);
    for (const auto commit : commits_of(shards[shard])) all += fmt::format("{} ", commit);
    all.pop_back();
  }
  return {ErrorCode::index_changed, "there is no commit that every shard can give (" + all + ")",
          "copy the same commit to a replica of each shard, or set consistency: any"};
}

}  // namespace

Result<std::vector<std::size_t>> choose_newest(const std::vector<std::vector<ReplicaState>>& shards) {
  bool one_index = shards.size() > 1;
  for (const auto& replicas : shards) {
    one_index = one_index && std::all_of(replicas.begin(), replicas.end(),
                                         [&](const ReplicaState& each) { return each.shards == shards.size(); });
  }
  std::optional<std::set<std::uint64_t>> common;
  for (const auto& replicas : shards) {
    if (replicas.empty() || !one_index) continue;
    std::set<std::uint64_t> commits = commits_of(replicas);
    if (common) std::erase_if(commits, [&](std::uint64_t commit) { return !common->contains(commit); });
    common = std::move(commits);
  }
  if (common && common->empty()) return without_common_commit(shards);
  std::vector<std::size_t> chosen;
  for (const auto& replicas : shards) {
    if (replicas.empty()) {
      chosen.push_back(0);
      continue;
    }
    const std::uint64_t wanted = common ? *common->rbegin() : *commits_of(replicas).rbegin();
    const auto fits = [&](const ReplicaState& each) {
      return each.index == replicas.front().index && each.commit == wanted;
    };
    const auto best = std::min_element(replicas.begin(), replicas.end(), [&](const auto& a, const auto& b) {
      return std::pair(!fits(a), a.place) < std::pair(!fits(b), b.place);
    });
    chosen.push_back(static_cast<std::size_t>(best - replicas.begin()));
  }
  return chosen;
}

Result<std::vector<Result<OpenedReplica>>> open_shards(const Cluster& cluster, ClusterMemory& memory,
                                                       const OpenReplica& open,
                                                       ReplicaHealth::Clock::time_point until) {
  Opening opening(cluster, memory, open, until);
  opening.run();
  auto opened = opening.opened();
  std::vector<std::size_t> chosen(opened.size(), 0);
  if (cluster.consistency == Cluster::Consistency::newest) {
    std::vector<std::vector<ReplicaState>> states(opened.size());
    for (std::size_t shard = 0; shard < opened.size(); ++shard) {
      for (const OpenedReplica& each : opened[shard]) states[shard].push_back(each.state);
    }
    auto newest = choose_newest(states);
    if (!newest) return std::move(newest).error();
    chosen = *std::move(newest);
  }
  std::vector<Result<OpenedReplica>> shards;
  for (std::size_t shard = 0; shard < opened.size(); ++shard) {
    if (opened[shard].empty()) {
      shards.emplace_back(opening.failure_of(shard));
    } else {
      shards.emplace_back(std::move(opened[shard][chosen[shard]]));
    }
  }
  return shards;
}

}  // namespace newsrank::detail
