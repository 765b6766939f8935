// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/connection_queue.hpp"

#include <utility>

namespace newsrank::server {
namespace {

thread_local bool refusing = false;

}  // namespace

ConnectionQueue::ConnectionQueue(std::size_t threads, std::size_t most_waiting, std::atomic<std::size_t>& waiting)
    : most_waiting_(most_waiting), waiting_(waiting) {
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

bool ConnectionQueue::is_refusing() {
  return refusing;
}

void ConnectionQueue::enqueue(std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    if (tasks_.size() < most_waiting_) {
      tasks_.push_back(std::move(task));
      waiting_ = tasks_.size();
      changed_.notify_one();
      return;
    }
  }
  refusing = true;
  task();
  refusing = false;
}

void ConnectionQueue::work() {
  for (;;) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stopped_ || !tasks_.empty(); });
    if (tasks_.empty()) return;
    const auto task = std::move(tasks_.front());
    tasks_.pop_front();
    waiting_ = tasks_.size();
    lock.unlock();
    task();
  }
}

void ConnectionQueue::shutdown() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

}  // namespace newsrank::server
