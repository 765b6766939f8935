// SPDX-License-Identifier: GPL-2.0-or-later
// ConnectionWatch: ends what waits for servers when a time has come.
//
// The engine waits for each single answer of a server as long as it was told at opening, and cannot be interrupted. But
// if its connection is shut down, it notices at once, and throws Xapian::NetworkError.
#pragma once

#include <netinet/in.h>
#include <sys/types.h>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace newsrank::detail {

// A connection whose owner may close it: the file, and which socket it was.
struct Connection {
  int file = -1;
  ino_t socket = 0;

  bool operator==(const Connection&) const = default;
};

// That of the file, which is a socket. Absent: it is none.
std::optional<Connection> connection_of(int file);

// The connection to `server` that `open` makes, which the engine does not tell. Absent: there is not just one that is
// new. Only one thread at a time opens connections of one server so.
std::optional<Connection> connection_made(const sockaddr_in& server, const std::function<void()>& open);

// Ends waits when a time has come or a signal is given. All functions may be called by several threads at a time.
class ConnectionWatch {
 public:
  using Clock = std::chrono::steady_clock;

  struct Outcome {
    bool shut_down = false;
    std::vector<Connection> waited_for{};  // which of them owed an answer then, as far as the system tells
  };

  // As long as one lives its connections are watched; they must not be closed before by their owner.
  class Guard {
   public:
    Guard(ConnectionWatch& watch, std::uint64_t number) : watch_(&watch), number_(number) {}
    Guard(const Guard&) = delete;
    Guard& operator=(const Guard&) = delete;
    ~Guard() {
      if (watch_ != nullptr) end();
    }

    // They are watched no more.
    Outcome end();

   private:
    ConnectionWatch* watch_;
    std::uint64_t number_;
  };

  ConnectionWatch() = default;
  ConnectionWatch(const ConnectionWatch&) = delete;
  ConnectionWatch& operator=(const ConnectionWatch&) = delete;
  ~ConnectionWatch();

  // Shuts them down at `until`.
  Guard shut_down(std::vector<Connection> connections, Clock::time_point until);

 private:
  struct Watched {
    std::vector<Connection> connections;
    Clock::time_point until;
    Outcome outcome{};
  };

  Outcome take_out(std::uint64_t number);
  void run();
  Clock::time_point fire(Clock::time_point now);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::uint64_t, Watched> watched_;
  std::uint64_t last_number_ = 0;
  Clock::time_point wakes_ = Clock::time_point::min();  // when the thread looks next
  bool ends_ = false;
  std::thread thread_;  // made when first needed
};

}  // namespace newsrank::detail
