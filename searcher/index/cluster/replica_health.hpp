// SPDX-License-Identifier: GPL-2.0-or-later
// ReplicaHealth: which replicas failed lately, and are left alone for a while.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <vector>

#include "index/cluster/cluster_file.hpp"

namespace newsrank::detail {

// A replica that failed is left alone for a second, then for two, four, up to a minute. Shared by all searchers that
// are clones of one another; all functions may be called by several threads at a time.
class ReplicaHealth {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::seconds kFirstPause{1};
  static constexpr std::chrono::seconds kLongestPause{60};

  void failed(const std::string& at, Clock::time_point now = Clock::now());
  // It can be opened again. What it answers may be late all the same: its next pause is a longer one, until it
  // answered.
  void opened(const std::string& at);
  void answered(const std::string& at);
  bool is_paused(const std::string& at, Clock::time_point now = Clock::now()) const;
  // Whether a replica that failed can be tried again by now.
  bool has_due(Clock::time_point now = Clock::now()) const;

  // The places of the replicas in the order in which they are tried: those of greater weight are first more often,
  // those without weight come behind, and last those that are left alone, the longest ago first.
  std::vector<std::size_t> order(const std::vector<Replica>& replicas, Clock::time_point now = Clock::now());

 private:
  struct Pause {
    std::chrono::seconds length{0};
    Clock::time_point until;
    bool over = false;  // it was opened since

    bool lasts(Clock::time_point now) const { return !over && until > now; }
  };

  mutable std::mutex mutex_;
  std::map<std::string, Pause> pauses_;
  std::mt19937_64 random_{std::random_device{}()};
};

}  // namespace newsrank::detail
