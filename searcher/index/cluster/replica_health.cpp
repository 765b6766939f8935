// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/cluster/replica_health.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace newsrank::detail {

void ReplicaHealth::failed(const std::string& at, Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  Pause& pause = pauses_[at];
  // Several searchers that meet one failure are one failure.
  if (pause.lasts(now)) return;
  pause.length = pause.length.count() == 0 ? kFirstPause : std::min(pause.length * 2, kLongestPause);
  pause.until = now + pause.length;
  pause.over = false;
}

void ReplicaHealth::opened(const std::string& at) {
  const std::lock_guard lock(mutex_);
  if (const auto pause = pauses_.find(at); pause != pauses_.end()) pause->second.over = true;
}

void ReplicaHealth::answered(const std::string& at) {
  const std::lock_guard lock(mutex_);
  pauses_.erase(at);
}

bool ReplicaHealth::is_paused(const std::string& at, Clock::time_point now) const {
  const std::lock_guard lock(mutex_);
  const auto pause = pauses_.find(at);
  return pause != pauses_.end() && pause->second.lasts(now);
}

bool ReplicaHealth::has_due(Clock::time_point now) const {
  const std::lock_guard lock(mutex_);
  return std::any_of(pauses_.begin(), pauses_.end(),
                     [&](const auto& each) { return !each.second.over && !each.second.lasts(now); });
}

std::vector<std::size_t> ReplicaHealth::order(const std::vector<Replica>& replicas, Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  // Drawn without putting back, each with a chance as its weight: the order of u^(1/weight), by Efraimidis and
  // Spirakis.
  struct Place {
    Clock::time_point paused_until;
    double key;
    std::size_t number;
  };
  std::vector<Place> places;
  std::uniform_real_distribution<double> drawn(0, 1);
  for (std::size_t i = 0; i < replicas.size(); ++i) {
    const auto pause = pauses_.find(replicas[i].at);
    const bool paused = pause != pauses_.end() && pause->second.lasts(now);
    const double weight = replicas[i].weight;
    const double key = weight > 0 ? std::pow(drawn(random_), 1 / weight) : -1.0;
    places.push_back({paused ? pause->second.until : Clock::time_point::min(), key, i});
  }
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return std::tuple(a.paused_until, -a.key, a.number) < std::tuple(b.paused_until, -b.key, b.number);
  });
  std::vector<std::size_t> order;
  for (const Place& place : places) order.push_back(place.number);
  return order;
}

}  // namespace newsrank::detail
