// SPDX-License-Identifier: GPL-2.0-or-later
// Searches in a thread of its own, so that typing never waits.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "core/file_descriptor.hpp"
#include "interactive/model/question.hpp"
#include "newsrank/searcher.hpp"

namespace newsrank::cli {

// Answers the newest question; those that were asked and replaced meanwhile are never looked at. To be used from one
// thread. Destruction waits for the search that is running.
class SearchWorker {
 public:
  // `request`: everything but text and limit. Error io if the system gives no thread or file.
  static Result<std::unique_ptr<SearchWorker>> start(Searcher searcher, SearchRequest request);
  ~SearchWorker();
  SearchWorker(const SearchWorker&) = delete;
  SearchWorker& operator=(const SearchWorker&) = delete;

  void ask(Question question);
  std::optional<Answer> take_answer();
  // A file that can be read when an answer waits.
  int file() const { return event_.get(); }

 private:
  SearchWorker(Searcher searcher, SearchRequest request, detail::FileDescriptor event);
  void run();
  void refresh();
  Answer answer(Question question);

  Searcher searcher_;  // the thread's alone, like request_
  SearchRequest request_;
  std::chrono::steady_clock::time_point next_refresh_ = std::chrono::steady_clock::now();
  const detail::FileDescriptor event_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Question> question_;
  std::optional<Answer> answer_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace newsrank::cli
