// SPDX-License-Identifier: GPL-2.0-or-later
// BatchQueue: parts of long streams, cut by one worker and read by all.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace newsrank {

// Bounded, and without any wait on the side that fills it: who finds it full reads the batch himself. So workers that
// fill and empty it at the same time cannot block each other. All functions may be called by any thread.
template <typename Batch>
class BatchQueue {
 public:
  // `producers` threads may offer batches until each has called producer_ends().
  BatchQueue(std::size_t capacity, std::size_t producers) : capacity_(capacity), producers_(producers) {}

  // False if the queue is full: the batch is still the caller's.
  bool offer(Batch& batch) {
    {
      const std::lock_guard lock(mutex_);
      if (batches_.size() >= capacity_) return false;
      batches_.push_back(std::move(batch));
    }
    changed_.notify_one();
    return true;
  }

  // A batch if there is one.
  std::optional<Batch> take() {
    const std::lock_guard lock(mutex_);
    return take_locked();
  }

  // A batch, or nothing once no producer is left that could offer one.
  std::optional<Batch> wait_and_take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !batches_.empty() || producers_ == 0; });
    return take_locked();
  }

  void producer_ends() {
    {
      const std::lock_guard lock(mutex_);
      --producers_;
    }
    changed_.notify_all();
  }

 private:
  std::optional<Batch> take_locked() {
    if (batches_.empty()) return std::nullopt;
    std::optional<Batch> batch(std::move(batches_.front()));
    batches_.pop_front();
    return batch;
  }

  const std::size_t capacity_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> batches_;
  std::size_t producers_;
};

}  // namespace newsrank
