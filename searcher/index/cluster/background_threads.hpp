// SPDX-License-Identifier: GPL-2.0-or-later
// BackgroundThreads: work that may outlast the call that began it, but not its owner.
#pragma once

#include <atomic>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <thread>

namespace newsrank::detail {

// The destructor waits for all of them. run() may be called by several threads at a time.
class BackgroundThreads {
 public:
  BackgroundThreads() = default;
  BackgroundThreads(const BackgroundThreads&) = delete;
  BackgroundThreads& operator=(const BackgroundThreads&) = delete;
  ~BackgroundThreads() {
    for (Running& each : running_) each.thread.join();
  }

  // `work` throws nothing. Throws std::system_error where no thread can be made.
  void run(std::function<void()> work) {
    const std::lock_guard lock(mutex_);
    running_.remove_if([](Running& each) {
      if (!*each.done) return false;
      each.thread.join();
      return true;
    });
    auto done = std::make_shared<std::atomic<bool>>(false);
    running_.push_back({done, {}});
    try {
      running_.back().thread = std::thread([work = std::move(work), done]() mutable {
        work();
        work = nullptr;
        *done = true;
      });
    } catch (...) {
      running_.pop_back();
      throw;
    }
  }

 private:
  struct Running {
    std::shared_ptr<std::atomic<bool>> done;
    std::thread thread;
  };

  std::mutex mutex_;
  std::list<Running> running_;
};

}  // namespace newsrank::detail
