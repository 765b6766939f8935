// SPDX-License-Identifier: GPL-2.0-or-later
// RunReport: what a run of newsrank-index did, in figures that add up.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "catalogue/file_diff.hpp"
#include "reading/problem.hpp"
#include "reading/read_sink.hpp"

namespace newsrank {

// files_seen == files_read + files_unchanged + files_failed + files_left, and of documents and related entries
// seen == accepted + skipped.
struct RunReport {
  std::string database;
  bool dry_run = false;      // nothing was written: the figures say what would have been
  bool rebuilt = false;      // the index was made anew
  bool interrupted = false;  // not all files were read; what was read is stored (of a rebuild: nothing)

  std::uint64_t files_seen = 0;       // found in the sources
  std::uint64_t files_read = 0;       // their content was read into articles
  std::uint64_t files_unchanged = 0;  // known already, as they are
  std::uint64_t files_failed = 0;     // could not be opened or read; what was known of them is kept
  std::uint64_t files_left = 0;       // for the next run, after an interruption
  std::uint64_t files_removed = 0;    // known from an earlier run and not there any more
  // Sources without any file left, if articles are removed: perhaps a disk is not there.
  std::vector<EmptiedSource> emptied;

  ReadCounts read;

  std::uint64_t articles_added = 0;
  std::uint64_t articles_changed = 0;
  std::uint64_t articles_removed = 0;
  std::uint64_t articles_unchanged = 0;
  std::uint64_t articles_total = 0;  // in the index now

  double seconds = 0;
  GatheredProblems problems;
  GatheredRemarks remarks;  // of files that were read

  std::uint64_t documents_skipped() const { return read.documents_seen - read.documents_accepted; }
  std::uint64_t related_skipped() const { return read.related_seen - read.related_accepted; }
  double megabytes_per_second() const { return seconds > 0 ? static_cast<double>(read.bytes) / 1e6 / seconds : 0; }
};

}  // namespace newsrank
