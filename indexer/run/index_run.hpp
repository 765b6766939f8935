// SPDX-License-Identifier: GPL-2.0-or-later
// run_index: one run of newsrank-index, from sources to a committed index.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "newsrank/error.hpp"
#include "run/progress.hpp"
#include "run/run_report.hpp"
#include "sources/source_scan.hpp"
#include "storage/index_store.hpp"

namespace newsrank {

struct IndexOptions {
  std::string database = "newsrank.db";
  std::vector<std::string> sources;  // folders, files, "-" for standard input
  std::vector<std::string> forget;   // sources whose articles are removed; then `sources` is not read
  unsigned jobs = 0;                 // reading and bulk loading threads; 0: one for each core
  bool rebuild = false;              // forget what the index holds; swapped in when complete
  bool dry_run = false;              // write nothing
  bool wait_for_lock = false;
  unsigned shards = 0;  // of a new index; 0: one
  bool keep = false;    // what a file said stays when the file is gone or does not say it any more
  AnalyzerOptions analyzer;
  ScanOptions scan;  // of the sources
};

// How a caller follows and ends a run; both may be empty.
struct RunHooks {
  std::function<bool()> interrupted;  // true: read no more files, store what was read; called by many threads at once
  std::function<void(const RunProgress&)> progress;  // called by one thread at a time, not always the same
};

// Finds what changed in the sources, reads it, and brings the index to the state that one made anew would have. All
// changes become visible at once, or none if an error is returned: invalid_argument (no source, or one that does not
// exist: nothing was touched), or as IndexStore says.
//
// Memory: about 100 bytes a file, 32 bytes a distinct mention (twice while the catalogue is written), 4 bytes a place
// that says it, and what the store needs; text goes through a temporary file in the index folder.
Result<RunReport> run_index(const IndexOptions& options, const RunHooks& hooks);

}  // namespace newsrank
