// SPDX-License-Identifier: GPL-2.0-or-later
#include "run/watch.hpp"

#include <algorithm>
#include <utility>

#include "sources/folder_watcher.hpp"

namespace newsrank {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kTick{100};  // how often an interruption is looked for

class Watch {
 public:
  Watch(const IndexOptions& options, const WatchHooks& hooks, const WatchTiming& timing, FolderWatcher watcher)
      : options_(options), hooks_(hooks), timing_(timing), watcher_(std::move(watcher)) {}

  Result<void> first_run();
  void follow();

 private:
  bool interrupted() const { return hooks_.run.interrupted && hooks_.run.interrupted(); }
  bool await_change(milliseconds longest);
  void await_quiet();
  Result<void> run();

  IndexOptions options_;
  const WatchHooks& hooks_;
  WatchTiming timing_;
  FolderWatcher watcher_;
  bool failed_ = false;
};

Result<void> Watch::run() {
  watcher_.update();
  const auto report = run_index(options_, hooks_.run);
  failed_ = !report;
  if (!report) return report.error();
  if (hooks_.on_report) hooks_.on_report(*report);
  return {};
}

Result<void> Watch::first_run() {
  auto done = run();
  options_.rebuild = false;
  options_.wait_for_lock = true;  // the next change is picked up late rather than never
  return done;
}

// In steps, because a signal that comes just before waiting would go unnoticed.
bool Watch::await_change(milliseconds longest) {
  const auto end = Clock::now() + longest;
  while (!interrupted() && Clock::now() < end) {
    if (watcher_.wait(kTick)) return true;
  }
  return false;
}

void Watch::await_quiet() {
  const auto end = Clock::now() + timing_.longest;
  while (Clock::now() < end && await_change(timing_.quiet)) {
  }
}

void Watch::follow() {
  while (!interrupted()) {
    if (await_change(watcher_.complete() && !failed_ ? timing_.rescan : timing_.fallback)) await_quiet();
    if (interrupted()) return;
    const auto done = run();
    if (!done && !interrupted() && hooks_.on_error) hooks_.on_error(done.error());
  }
}

Result<void> check_options(const IndexOptions& options) {
  if (options.dry_run) return Error{ErrorCode::invalid_argument, "a dry run cannot watch", "leave one of them out"};
  if (std::find(options.sources.begin(), options.sources.end(), "-") == options.sources.end()) return {};
  return Error{ErrorCode::invalid_argument, "standard input cannot be watched", "name folders and files"};
}

}  // namespace

Result<void> watch_index(const IndexOptions& options, const WatchHooks& hooks, const WatchTiming& timing) {
  if (auto fit = check_options(options); !fit) return fit;
  auto watcher = FolderWatcher::create(options.sources, options.database);
  if (!watcher) return std::move(watcher.error());
  Watch watch(options, hooks, timing, *std::move(watcher));
  if (auto done = watch.first_run(); !done) return done;
  watch.follow();
  return {};
}

}  // namespace newsrank
