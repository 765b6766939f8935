// SPDX-License-Identifier: GPL-2.0-or-later
// The reading of many files by several threads, with the same outcome whatever their interleaving.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "catalogue/file_diff.hpp"
#include "catalogue/mention_table.hpp"
#include "newsrank/error.hpp"
#include "run/progress.hpp"
#include "run/run_report.hpp"
#include "run/spill.hpp"

namespace newsrank {

// What became of one file.
struct FileOutcome {
  enum class State : std::uint8_t {
    left,       // not read, or not to its end, because of an interruption
    read,       // `references` are its mentions
    unchanged,  // other size or time than before, but the same content
    failed,     // the system refused; a problem says why
  };
  State state = State::left;
  FileStamp stamp;
  std::vector<std::uint32_t> references;  // numbers in the mention table
};

struct ReadStageInput {
  const Catalogue& catalogue;  // contents known before
  const std::vector<FoundFile>& found;
  const std::vector<std::size_t>& to_read;  // positions in `found`
  std::int64_t now_ns = 0;                  // a moment before the files were found
  unsigned jobs = 1;
  ReadLimits limits{};
  bool keep = false;                                 // what a file said before stays, as it always does of a feed
  std::function<bool()> interrupted;                 // may be empty
  std::function<void(const RunProgress&)> progress;  // may be empty; called from the calling thread
};

// Where the rest of what is read goes. All may be used by several threads at once.
struct ReadStageOutput {
  MentionTable& mentions;
  Spill* records = nullptr;  // null: records are not needed
  ProblemList& problems;
  RemarkList& remarks;
};

// One outcome for each of `to_read`, in its order, and what was counted in files with the outcome `read`.
struct ReadStageResult {
  std::vector<FileOutcome> outcomes;
  ReadCounts counts;
};

// Small files are read whole, one by one worker; long ones are cut into batches of documents that all workers read.
// Error: io or internal if the run cannot go on; what a single file lacks is a problem.
Result<ReadStageResult> read_files(const ReadStageInput& input, const ReadStageOutput& output);

}  // namespace newsrank
