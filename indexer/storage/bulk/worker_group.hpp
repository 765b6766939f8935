// SPDX-License-Identifier: GPL-2.0-or-later
// run_workers: the same task on several threads, with one outcome.
#pragma once

#include <exception>
#include <latch>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "newsrank/error.hpp"

namespace newsrank::detail {

// Runs `task` (callable, Result<void>()) on up to `count` threads, the calling one among them, and waits for all: on
// fewer where the system starts no more. Before the first of them, `prepare` gets their number. Returns the
// first error; an exception (std::bad_alloc) is passed on to the caller.
template <typename Prepare, typename Task>
Result<void> run_workers(unsigned count, const Prepare& prepare, const Task& task) {
  std::mutex mutex;
  std::optional<Error> error;
  std::exception_ptr exception;
  std::latch ready(1);
  bool prepared = false;
  const auto run = [&] {
    ready.wait();
    if (!prepared) return;
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
  threads.reserve(count);
  try {
    for (unsigned i = 1; i < count; ++i) threads.emplace_back(run);
  } catch (const std::exception&) {  // as many as the system allows
  }
  try {
    prepare(static_cast<unsigned>(threads.size() + 1));
    prepared = true;
  } catch (...) {
    exception = std::current_exception();
  }
  ready.count_down();
  run();
  for (std::thread& thread : threads) thread.join();
  if (exception) std::rethrow_exception(exception);
  if (error) return *error;
  return {};
}

template <typename Task>
Result<void> run_workers(unsigned count, const Task& task) {
  return run_workers(
      count, [](unsigned /*started*/) {}, task);
}

}  // namespace newsrank::detail
