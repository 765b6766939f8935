// SPDX-License-Identifier: GPL-2.0-or-later
// BatchDealer: deals the batches of a BulkSource out to the workers of bulk loading.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <vector>

#include "newsrank/error.hpp"
#include "storage/bulk/bulk_source.hpp"

namespace newsrank::detail {

// In turn, whichever worker is quicker: which worker gets an article depends on nothing but the source and the number
// of workers. Some batches wait for a slow worker, then all do. Threads: any.
class BatchDealer {
 public:
  // Batches of about `wanted` articles.
  BatchDealer(BulkSource& source, unsigned workers, std::size_t wanted)
      : source_(source), wanted_(wanted), waiting_(workers) {}

  // The next batch of the worker; empty: there is none any more. Errors: those of the source.
  Result<std::vector<BulkArticle>> next(unsigned worker);

  // Answers no more batches to any worker.
  void stop();

 private:
  using Batch = std::vector<BulkArticle>;
  static constexpr std::size_t kMostWaiting = 4;

  BulkSource& source_;
  const std::size_t wanted_;
  std::mutex mutex_;  // guards all below, and source_
  std::condition_variable changed_;
  std::vector<std::deque<Batch>> waiting_;  // by worker
  std::size_t turn_ = 0;                    // who gets the next one
  bool source_ended_ = false;
  bool stopped_ = false;
};

}  // namespace newsrank::detail
