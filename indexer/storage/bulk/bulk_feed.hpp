// SPDX-License-Identifier: GPL-2.0-or-later
// BulkFeed: bulk loading of articles that come one by one, in a thread that takes them.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "newsrank/error.hpp"
#include "storage/bulk/bulk_source.hpp"

namespace newsrank::detail {

// Threads: one uses it, beside those that it starts.
class BulkFeed {
 public:
  // Reads the source to its end; the progress says false when the load is given up.
  using Load = std::function<Result<void>(BulkSource& source, const BulkProgress& progress)>;

  // Begins to load. Throws std::system_error where no thread can be started.
  explicit BulkFeed(Load load);
  BulkFeed(const BulkFeed&) = delete;
  BulkFeed& operator=(const BulkFeed&) = delete;
  // Gives the load up, if it was not finished.
  ~BulkFeed();

  // Hands an article over; waits while many wait. Error: that of the load, which has ended then.
  Result<void> put(BulkArticle article);

  // Says that these were all, and waits for the end. Nothing else may follow. Error: that of the load.
  Result<void> finish();

 private:
  class Source;

  std::vector<BulkArticle> take(std::size_t wanted);
  void run(const Load& load);
  Result<void> outcome() const;

  static constexpr std::size_t kMostWaiting = 1'000;  // articles

  std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  std::deque<BulkArticle> waiting_;
  bool complete_ = false;  // no article will follow
  bool given_up_ = false;
  std::optional<Result<void>> loaded_;  // set at the end of the load
  std::thread thread_;
};

}  // namespace newsrank::detail
