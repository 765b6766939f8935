// SPDX-License-Identifier: GPL-2.0-or-later
#include "interactive/search_worker.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <exception>
#include <system_error>
#include <utility>

namespace newsrank::cli {
namespace {

constexpr std::size_t kCompletions = 8;
// A session may last long while the index is updated. Looking for a newer state costs round trips to servers.
constexpr std::chrono::seconds kRefreshInterval{5};
constexpr int kRefreshShare = 20;  // of the time it takes at least so much passes until the next one

std::vector<FacetRequest> facets_to_filter_by() {
  constexpr std::size_t kValues = 8;
  std::vector<FacetRequest> facets;
  for (const char* const field : {"topic", "provider", "category", "type", "lang"})
    facets.push_back({field, kValues, FacetOrder::count, true});
  return facets;
}

Error failure(int error) {
  return {ErrorCode::io, std::string("cannot search while you type: ") + std::strerror(error), ""};
}

}  // namespace

Result<std::unique_ptr<SearchWorker>> SearchWorker::start(Searcher searcher, SearchRequest request) {
  detail::FileDescriptor event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!event) return failure(errno);
  std::unique_ptr<SearchWorker> worker(new SearchWorker(std::move(searcher), std::move(request), std::move(event)));
  try {
    worker->thread_ = std::thread(&SearchWorker::run, worker.get());
  } catch (const std::system_error& error) {
    return failure(error.code().value());
  }
  return worker;
}

SearchWorker::SearchWorker(Searcher searcher, SearchRequest request, detail::FileDescriptor event)
    : searcher_(std::move(searcher)), request_(std::move(request)), event_(std::move(event)) {}

SearchWorker::~SearchWorker() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void SearchWorker::ask(Question question) {
  {
    const std::lock_guard lock(mutex_);
    question_ = std::move(question);
  }
  changed_.notify_one();
}

std::optional<Answer> SearchWorker::take_answer() {
  const std::lock_guard lock(mutex_);
  std::uint64_t count = 0;
  [[maybe_unused]] const auto read = ::read(event_.get(), &count, sizeof count);
  return std::exchange(answer_, std::nullopt);
}

void SearchWorker::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stopping_ || question_; });
    if (stopping_) return;
    Question question = *std::exchange(question_, std::nullopt);
    lock.unlock();
    Answer answered = answer(std::move(question));
    lock.lock();
    answer_ = std::move(answered);
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(event_.get(), &one, sizeof one);
  }
}

// Where there is no newer state, or none that can be read, the one that is open does.
void SearchWorker::refresh() {
  const auto now = std::chrono::steady_clock::now();
  if (now < next_refresh_) return;
  [[maybe_unused]] const auto done = searcher_.refresh();
  // A server that does not answer would make every other search wait for it.
  const auto end = std::chrono::steady_clock::now();
  next_refresh_ = end + std::max<std::chrono::steady_clock::duration>(kRefreshInterval, kRefreshShare * (end - now));
}

Answer SearchWorker::answer(Question question) {
  Answer answer;
  answer.question = std::move(question);
  const bool blank = answer.question.text.find_first_not_of(' ') == std::string::npos;
  try {
    refresh();
    if (!blank || request_.like || answer.question.counts || !answer.question.choices.filters.empty()) {
      // Without words and filters all articles are counted.
      const bool all = blank && !request_.like && answer.question.choices.filters.empty();
      request_.text = all ? "*" : answer.question.text;
      request_.limit = answer.question.limit;
      apply(answer.question.choices, request_);
      request_.facets.clear();
      if (answer.question.counts) request_.facets = facets_to_filter_by();
      auto response = searcher_.search(request_);
      if (response) {
        answer.response = std::move(*response);
      } else {
        answer.error = std::move(response).error();
      }
    }
    if (!blank) answer.completions = searcher_.complete(answer.question.head, kCompletions).value_or({});
  } catch (const std::exception& error) {  // out of memory
    answer.error = Error{ErrorCode::internal, error.what(), ""};
  }
  return answer;
}

}  // namespace newsrank::cli
