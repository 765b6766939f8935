// run_workers: the same task on several threads, with one outcome.
#pragma once

#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "newsrank/error.hpp"

namespace newsrank::detail {

// Runs `task` (callable, Result<void>()) on `count` threads, the calling one among them, and waits for all. Answers the
// first error; an exception (std::bad_alloc) is passed on to the caller.
template <typename Task>
Result<void> run_workers(unsigned count, const Task& task) {
  std::mutex mutex;
  std::optional<Error> error;
  std::exception_ptr exception;
  const auto run = [&] {
    try {
      if (Result<void> done = task(); !done) {
        const std::lock_guard lock(mutex);
        if (!error) error = done.error();
      }
    } catch (...) {
      const std::lock_guard lock(mutex);
      exception = std::current_exception();
    }
  };
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < count; ++i) threads.emplace_back(run);
  run();
  for (std::thread& thread : threads) thread.join();
  if (exception) std::rethrow_exception(exception);
  if (error) return *error;
  return {};
}

}  // namespace newsrank::detail
