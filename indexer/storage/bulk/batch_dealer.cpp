// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/bulk/batch_dealer.hpp"

#include <utility>

namespace newsrank::detail {

Result<std::vector<BulkArticle>> BatchDealer::next(unsigned worker) {
  std::unique_lock lock(mutex_);
  std::deque<Batch>& own = waiting_[worker];
  while (!stopped_) {
    if (!own.empty()) {
      Batch batch = std::move(own.front());
      own.pop_front();
      changed_.notify_all();
      return batch;
    }
    if (source_ended_) break;
    if (waiting_[turn_].size() == kMostWaiting) {
      changed_.wait(lock);
      continue;
    }
    auto batch = source_.next_batch(wanted_);
    if (!batch) return batch;
    source_ended_ = batch->empty();
    if (!source_ended_) waiting_[turn_].push_back(*std::move(batch));
    turn_ = (turn_ + 1) % waiting_.size();
    changed_.notify_all();
  }
  return Batch{};
}

void BatchDealer::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  changed_.notify_all();
}

}  // namespace newsrank::detail
