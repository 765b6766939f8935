// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/bulk/bulk_feed.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/xapian_guard.hpp"

namespace newsrank::detail {

class BulkFeed::Source : public BulkSource {
 public:
  explicit Source(BulkFeed& feed) : feed_(feed) {}
  Result<std::vector<BulkArticle>> next_batch(std::size_t wanted) override { return feed_.take(wanted); }

 private:
  BulkFeed& feed_;
};

BulkFeed::BulkFeed(Load load) : thread_([this, load = std::move(load)] { run(load); }) {}

BulkFeed::~BulkFeed() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    given_up_ = complete_ = true;
    waiting_.clear();
  }
  changed_.notify_all();
  thread_.join();
}

void BulkFeed::run(const Load& load) {
  Source source(*this);
  const auto goes_on = [this](std::uint64_t /*articles*/) {
    const std::lock_guard lock(mutex_);
    return !given_up_;
  };
  auto done = guarded([&]() -> Result<void> { return load(source, goes_on); });
  const std::lock_guard lock(mutex_);
  loaded_ = std::move(done);
  changed_.notify_all();
}

// Waits for a whole batch, so that the order of the index depends on the articles alone and not on the clock.
std::vector<BulkArticle> BulkFeed::take(std::size_t wanted) {
  std::unique_lock lock(mutex_);
  const std::size_t enough = std::min(wanted, kMostWaiting);
  changed_.wait(lock, [&] { return complete_ || waiting_.size() >= enough; });
  const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(std::min(enough, waiting_.size()));
  std::vector<BulkArticle> batch(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
  waiting_.erase(waiting_.begin(), end);
  changed_.notify_all();
  return batch;
}

Result<void> BulkFeed::put(BulkArticle article) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return loaded_ || waiting_.size() < kMostWaiting; });
  if (loaded_) return outcome();
  waiting_.push_back(std::move(article));
  changed_.notify_all();
  return {};
}

Result<void> BulkFeed::finish() {
  {
    const std::lock_guard lock(mutex_);
    complete_ = true;
  }
  changed_.notify_all();
  thread_.join();
  return outcome();
}

Result<void> BulkFeed::outcome() const {
  if (!*loaded_) return loaded_->error();
  if (complete_ && waiting_.empty()) return {};
  return Error{ErrorCode::internal, "the load of the articles has ended before them", ""};
}

}  // namespace newsrank::detail
