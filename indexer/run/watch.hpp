// SPDX-License-Identifier: GPL-2.0-or-later
// watch_index: a run of newsrank-index, then another one after each change of the sources.
#pragma once

#include <chrono>
#include <functional>

#include "run/index_run.hpp"

namespace newsrank {

// When changes are read.
struct WatchTiming {
  std::chrono::milliseconds quiet{300};       // after the last change,
  std::chrono::milliseconds longest{2'000};   // but no later than this after the first
  std::chrono::milliseconds rescan{300'000};  // without any change that was noticed (network file systems)
  std::chrono::milliseconds fallback{3'000};  // the same while not everything can be followed, or after an error
};

struct WatchHooks {
  RunHooks run;                                            // interrupted() also ends the watch
  std::function<void(const RunReport& report)> on_report;  // after each run
  std::function<void(const Error& error)> on_error;        // a run after the first failed; it is tried again
};

// Returns when interrupted. Errors: those of the first run, those of FolderWatcher; invalid_argument for standard input
// as a source and for a dry run.
Result<void> watch_index(const IndexOptions& options, const WatchHooks& hooks, const WatchTiming& timing = {});

}  // namespace newsrank
