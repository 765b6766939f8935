// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/serving/searcher_pool.hpp"

#include <utility>

namespace newsrank::server {
namespace {

std::int64_t clock_now() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace

SearcherPool::Lease::~Lease() {
  if (slot_ != nullptr) pool_->give_back(*slot_);
}

Searcher& SearcherPool::Lease::operator*() const {
  return slot_->searcher;
}

Result<std::unique_ptr<SearcherPool>> SearcherPool::open(const std::vector<std::string>& databases,
                                                         const OpenOptions& open_options, const PoolOptions& options) {
  auto first = Searcher::open(databases, open_options);
  if (!first) return std::move(first).error();
  std::vector<Searcher> searchers;
  for (std::size_t i = 0; i < options.searchers; ++i) {
    auto next = first->clone();
    if (!next) return std::move(next).error();
    searchers.push_back(std::move(*next));
  }
  return std::unique_ptr<SearcherPool>(new SearcherPool(std::move(searchers), std::move(*first), options));
}

SearcherPool::SearcherPool(std::vector<Searcher> searchers, Searcher watcher, const PoolOptions& options)
    : options_(options), state_{watcher.state(), watcher.article_count(), clock_now()}, watcher_(std::move(watcher)) {
  for (Searcher& searcher : searchers) {
    slots_.push_back(std::make_unique<Slot>(Slot{std::move(searcher), 0}));
    free_.push_back(slots_.back().get());
  }
  thread_ = std::thread([this] { watch(); });
}

SearcherPool::~SearcherPool() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  stop_.notify_all();
  thread_.join();
}

void SearcherPool::watch() {
  std::unique_lock lock(mutex_);
  while (!stop_.wait_for(lock, options_.refresh_every, [this] { return stopped_; })) {
    lock.unlock();
    look(watcher_);
    lock.lock();
  }
}

void SearcherPool::look(Searcher& watcher) {
  if (const auto refreshed = watcher.refresh(); !refreshed) {
    ++failed_refreshes_;
    ready_ = false;
    return;
  }
  ready_ = true;
  const std::string name = watcher.state();
  const std::lock_guard lock(mutex_);
  if (name == state_.name) return;
  state_ = {name, watcher.article_count(), clock_now()};
  ++refreshes_;
  ++epoch_;
}

IndexState SearcherPool::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

Result<SearcherPool::Lease> SearcherPool::lend() {
  const Error busy{ErrorCode::io, "too many searches at a time", "try again in a moment"};
  std::unique_lock lock(mutex_);
  if (free_.empty() && waiting_ >= options_.most_waiting) return busy;
  ++waiting_;
  const bool got = given_back_.wait_for(lock, options_.longest_wait, [this] { return !free_.empty(); });
  --waiting_;
  if (!got) return busy;
  // The one that came back last: what it read is still at hand.
  Slot* const slot = free_.back();
  free_.pop_back();
  lock.unlock();
  Lease lease(*this, *slot);
  const std::uint64_t newest = epoch_;
  if (slot->epoch == newest) return lease;
  // Where that fails the state before is served, as long as it can be read.
  if (slot->searcher.refresh()) {
    slot->epoch = newest;
  } else {
    ++failed_refreshes_;
  }
  return lease;
}

void SearcherPool::give_back(Slot& slot) {
  {
    const std::lock_guard lock(mutex_);
    free_.push_back(&slot);
  }
  given_back_.notify_one();
}

}  // namespace newsrank::server
