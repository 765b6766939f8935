// SPDX-License-Identifier: GPL-2.0-or-later
// ConnectionQueue: the threads that serve connections, and those connections that wait for one.
#pragma once

#include <httplib.h>

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace newsrank::server {

// As the HTTP library takes it. Where too many wait, a task runs at once on the accepting thread, with is_refusing() to
// tell it that it has to be short.
class ConnectionQueue final : public httplib::TaskQueue {
 public:
  // `waiting` is kept up to date with how many wait.
  ConnectionQueue(std::size_t threads, std::size_t most_waiting, std::atomic<std::size_t>& waiting);

  void enqueue(std::function<void()> task) override;
  void shutdown() override;

  static bool is_refusing();

 private:
  void work();

  std::size_t most_waiting_;
  std::atomic<std::size_t>& waiting_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> tasks_;
  bool stopped_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace newsrank::server
