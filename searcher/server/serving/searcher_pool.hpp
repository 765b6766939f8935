// SPDX-License-Identifier: GPL-2.0-or-later
// SearcherPool: a searcher for each core, lent to one request at a time, each of the newest committed state.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "newsrank/error.hpp"
#include "newsrank/searcher.hpp"

namespace newsrank::server {

struct PoolOptions {
  std::size_t searchers = 1;
  std::size_t most_waiting = 256;                 // requests that wait for a searcher
  std::chrono::milliseconds longest_wait{5'000};  // of one of them
  std::chrono::milliseconds refresh_every{1'000};
};

// What the service says of the index.
struct IndexState {
  std::string name;  // Searcher::state()
  std::uint64_t articles = 0;
  std::int64_t since = 0;  // when it was first seen, seconds since 1970-01-01T00:00:00Z
};

class SearcherPool {
  struct Slot;

 public:
  // A searcher that was lent; it goes back when this ends.
  class Lease {
   public:
    Lease(SearcherPool& pool, Slot& slot) : pool_(&pool), slot_(&slot) {}
    Lease(Lease&& other) noexcept : pool_(other.pool_), slot_(std::exchange(other.slot_, nullptr)) {}
    Lease& operator=(Lease&&) = delete;
    ~Lease();

    Searcher& operator*() const;
    Searcher* operator->() const { return &**this; }

   private:
    SearcherPool* pool_;
    Slot* slot_;
  };

  // Opens all searchers. Errors: as Searcher::open().
  static Result<std::unique_ptr<SearcherPool>> open(const std::vector<std::string>& databases,
                                                    const OpenOptions& open_options, const PoolOptions& options);
  ~SearcherPool();

  // A searcher that has seen the newest state that the pool knows of. Error: io if too many wait, or for too long.
  Result<Lease> lend();

  IndexState state() const;
  std::size_t waiting() const { return waiting_; }
  std::uint64_t refreshes() const { return refreshes_; }
  std::uint64_t failed_refreshes() const { return failed_refreshes_; }
  // Whether the last look at the index succeeded.
  bool is_ready() const { return ready_; }

 private:
  struct Slot {
    Searcher searcher;
    std::uint64_t epoch = 0;  // of the pool when it was refreshed
  };

  SearcherPool(std::vector<Searcher> searchers, Searcher watcher, const PoolOptions& options);
  void give_back(Slot& slot);
  void watch();
  void look(Searcher& watcher);

  PoolOptions options_;
  std::vector<std::unique_ptr<Slot>> slots_;
  mutable std::mutex mutex_;
  std::condition_variable given_back_;
  std::vector<Slot*> free_;
  IndexState state_;
  std::atomic<std::uint64_t> epoch_{0};
  std::atomic<std::size_t> waiting_{0};
  std::atomic<std::uint64_t> refreshes_{0};
  std::atomic<std::uint64_t> failed_refreshes_{0};
  std::atomic<bool> ready_{true};
  Searcher watcher_;  // of the thread alone
  bool stopped_ = false;
  std::condition_variable stop_;
  std::thread thread_;
};

}  // namespace newsrank::server
