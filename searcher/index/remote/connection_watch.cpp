// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/remote/connection_watch.hpp"

#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

namespace newsrank::detail {
namespace {

constexpr std::chrono::seconds kLongestSleep{10};

using Address = std::pair<in_addr_t, in_port_t>;

bool leads_to(int file, const Address& server) {
  sockaddr_in peer{};
  socklen_t size = sizeof peer;
  return ::getpeername(file, reinterpret_cast<sockaddr*>(&peer), &size) == 0 && peer.sin_family == AF_INET &&
         Address(peer.sin_addr.s_addr, peer.sin_port) == server;
}

std::vector<Connection> connections_to(const Address& server) {
  std::vector<Connection> found;
  std::error_code failure;
  for (std::filesystem::directory_iterator entry("/proc/self/fd", failure), end; !failure && entry != end;
       entry.increment(failure)) {
    const std::string name = entry->path().filename().string();
    int file = -1;
    std::from_chars(name.data(), name.data() + name.size(), file);
    if (file < 0 || !leads_to(file, server)) continue;
    if (const auto connection = connection_of(file)) found.push_back(*connection);
  }
  return found;
}

// How much longer ago something came than something was sent, in milliseconds; the system counts some of them at once.
std::int64_t waits_since(int file) {
  tcp_info told{};
  socklen_t size = sizeof told;
  if (::getsockopt(file, IPPROTO_TCP, TCP_INFO, &told, &size) != 0) return -1;
  return std::int64_t{told.tcpi_last_data_recv} - std::int64_t{told.tcpi_last_data_sent};
}

// Those that sent nothing since they were asked; if it cannot be told, all that may be so.
std::vector<Connection> waited_for(const std::vector<Connection>& connections) {
  std::vector<Connection> surely;
  std::vector<Connection> perhaps;
  for (const Connection& each : connections) {
    const std::int64_t waits = waits_since(each.file);
    if (waits > 0) surely.push_back(each);
    if (waits == 0) perhaps.push_back(each);
  }
  return surely.empty() ? perhaps : surely;
}

std::shared_ptr<std::mutex> opening_of(const Address& server) {
  static std::mutex mutex;
  static std::map<Address, std::weak_ptr<std::mutex>> openings;
  const std::lock_guard lock(mutex);
  auto opening = openings[server].lock();
  if (!opening) {
    std::erase_if(openings, [](const auto& each) { return each.second.expired(); });
    openings[server] = opening = std::make_shared<std::mutex>();
  }
  return opening;
}

}  // namespace

std::optional<Connection> connection_of(int file) {
  struct stat status {};
  if (::fstat(file, &status) != 0 || !S_ISSOCK(status.st_mode)) return std::nullopt;
  return Connection{file, status.st_ino};
}

std::optional<Connection> connection_made(const sockaddr_in& server, const std::function<void()>& open) {
  const Address address(server.sin_addr.s_addr, server.sin_port);
  const auto opening = opening_of(address);
  const std::lock_guard lock(*opening);
  const auto before = connections_to(address);
  open();
  auto made = connections_to(address);
  std::erase_if(made,
                [&](const Connection& each) { return std::find(before.begin(), before.end(), each) != before.end(); });
  return made.size() == 1 ? std::optional(made.front()) : std::nullopt;
}

ConnectionWatch::~ConnectionWatch() {
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

ConnectionWatch::Guard ConnectionWatch::shut_down(std::vector<Connection> connections, Clock::time_point until) {
  const std::lock_guard lock(mutex_);
  const std::uint64_t number = ++last_number_;
  watched_.insert({number, {std::move(connections), until, {}}});
  if (!thread_.joinable()) {
    wakes_ = until;
    thread_ = std::thread([this] { run(); });
  } else if (until < wakes_) {
    changed_.notify_all();
  }
  return {*this, number};
}

ConnectionWatch::Outcome ConnectionWatch::take_out(std::uint64_t number) {
  const std::lock_guard lock(mutex_);
  const auto watched = watched_.find(number);
  Outcome outcome = std::move(watched->second.outcome);
  watched_.erase(watched);
  return outcome;
}

ConnectionWatch::Outcome ConnectionWatch::Guard::end() {
  return std::exchange(watch_, nullptr)->take_out(number_);
}

// Shuts down what is due, and returns when the next is; with the lock held.
ConnectionWatch::Clock::time_point ConnectionWatch::fire(Clock::time_point now) {
  Clock::time_point next = now + kLongestSleep;
  for (auto& [number, each] : watched_) {
    if (each.outcome.shut_down) continue;
    if (each.until > now) {
      next = std::min(next, each.until);
      continue;
    }
    // After an error the engine may have closed one, and its number may be another's.
    std::erase_if(each.connections, [](const auto& one) { return connection_of(one.file) != one; });
    each.outcome = {true, waited_for(each.connections)};
    for (const Connection& connection : each.connections) ::shutdown(connection.file, SHUT_RDWR);
  }
  return next;
}

// It goes on sleeping where nothing is watched: to wake it costs each search more than to look now and then.
void ConnectionWatch::run() {
  std::unique_lock lock(mutex_);
  while (!ends_) {
    wakes_ = fire(Clock::now());
    changed_.wait_until(lock, wakes_);
  }
}

}  // namespace newsrank::detail
