// SPDX-License-Identifier: GPL-2.0-or-later
// SearchState: what a searcher keeps between searches: the opened indexes, and what is made of them when first needed.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/xapian_guard.hpp"
#include "index/index_reader.hpp"
#include "newsrank/analyzer.hpp"
#include "newsrank/error.hpp"
#include "newsrank/open_options.hpp"
#include "newsrank/synonyms.hpp"
#include "query/spelling/vocabulary.hpp"
#include "query/translation/synonym_table.hpp"

namespace newsrank::detail {

// Threads: one at a time. The functions that read from the engine throw Xapian::Error (callers guard).
class SearchState {
 public:
  // Errors as Searcher::open().
  static Result<SearchState> open(std::vector<std::string> databases, const OpenOptions& options,
                                  std::shared_ptr<ClusterMemory> memory = std::make_shared<ClusterMemory>());

  const std::vector<std::string>& databases() const { return databases_; }
  const OpenOptions& options() const { return options_; }
  // What is known of the replicas of clusters; for clones.
  const std::shared_ptr<ClusterMemory>& memory() const { return memory_; }
  const IndexReader& index() const { return index_; }
  Analyzer& analyzer() { return analyzer_; }

  // The words of the indexes; null if the servers of a cluster do not list them in half of the time that is left: the
  // search goes on without them, until its index is refreshed or changes.
  const Vocabulary* vocabulary();
  bool words_are_late() const { return words_are_late_; }
  // The table of `synonyms`, kept for the next search with the same; null for null.
  const SynonymTable* table_of(const std::shared_ptr<const Synonyms>& synonyms);

  // As Searcher::refresh().
  Result<void> refresh();

  // Runs `action`, which returns a Result, on one snapshot: anew where a writer replaced what it read or a connection
  // was lost, and with OpenOptions::partial without the servers that do not answer.
  template <typename Action>
  auto on_snapshot(Action action) -> decltype(action());

 private:
  using Clock = std::chrono::steady_clock;

  // What went wrong in one call of on_snapshot().
  struct Attempts {
    int changes = 0;           // of the index
    bool reconnected = false;  // after a lost connection
    int failed_over = 0;       // to other replicas
    Clock::time_point begun = Clock::now();
    std::vector<std::string> left_out;  // databases whose servers failed
    EngineFailure last;                 // of the engine; unset if `action` answered
    std::vector<std::string> late;      // servers that an attempt waited for in vain
    bool without_words = false;         // the attempt knew that they are late
  };

  SearchState(std::vector<std::string> databases, const OpenOptions& options, std::shared_ptr<ClusterMemory> memory,
              IndexReader index, Analyzer analyzer);
  Result<void> reopen(const std::vector<std::string>& left_out = {},
                      Clock::time_point until = Clock::time_point::max());
  Result<void> reopen(const Attempts& attempts);
  Result<void> prepare(const Attempts& attempts);
  // When the call has to end, when half of what is left until then will have passed, and when an attempt has to end
  // that begins now. Never, where no cluster is among the databases.
  Clock::time_point end_of(const Attempts& attempts) const;
  Clock::time_point half_way(const Attempts& attempts) const;
  Clock::time_point end_of_attempt(const Attempts& attempts) const;
  // Runs an attempt, whose waits for servers end in time.
  template <typename Action>
  auto attempt(Action& action, Attempts& attempts) -> decltype(action());
  void confirm();
  bool may_be_overwritten() const;
  // Whether the answer may be mixed of two commits; then the newest is opened.
  bool must_repeat(Attempts& attempts);
  // Goes on with another replica, if the server is one of a cluster and there is time left.
  bool fail_over(Attempts& attempts);
  // Success: it is worth another attempt.
  Result<void> recover(const Error& error, Attempts& attempts);

  std::vector<std::string> databases_;
  OpenOptions options_;
  std::shared_ptr<ClusterMemory> memory_;
  IndexReader index_;
  bool interrupted_ = false;  // the engine failed: it is opened anew before it is used again
  std::chrono::steady_clock::time_point opened_at_ = std::chrono::steady_clock::now();
  Analyzer analyzer_;
  std::unique_ptr<const Vocabulary> words_;  // of index_
  bool words_are_late_ = false;
  Clock::time_point attempt_ends_;

  std::shared_ptr<const Synonyms> synonyms_;  // what synonym_table_ was made of
  std::unique_ptr<const SynonymTable> synonym_table_;
};

template <typename Action>
auto SearchState::attempt(Action& action, Attempts& attempts) -> decltype(action()) {
  attempts.last = {};
  if (!index_.deadline()) return guarded(action, attempts.last);
  attempts.without_words = words_are_late_;
  attempt_ends_ = end_of_attempt(attempts);
  auto watched = memory_->watch.shut_down(index_.connections(), attempt_ends_);
  auto result = guarded(action, attempts.last);
  const ConnectionWatch::Outcome outcome = watched.end();
  interrupted_ = interrupted_ || outcome.shut_down;
  attempts.late = index_.servers_of(outcome.waited_for);
  attempts.last.timed_out = attempts.last.timed_out || outcome.shut_down;
  if (result) confirm();
  return result;
}

template <typename Action>
auto SearchState::on_snapshot(Action action) -> decltype(action()) {
  Attempts attempts;
  if (auto ready = prepare(attempts); !ready) return std::move(ready).error();
  for (;;) {
    auto result = attempt(action, attempts);
    if (result && !must_repeat(attempts)) return result;
    if (result) continue;
    if (auto again = recover(result.error(), attempts); !again) return std::move(again).error();
  }
}

}  // namespace newsrank::detail
