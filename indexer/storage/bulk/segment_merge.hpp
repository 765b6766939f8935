// SPDX-License-Identifier: GPL-2.0-or-later
// Merging of the databases of bulk loading into shards.
#pragma once

#include <string>
#include <vector>

#include "newsrank/error.hpp"

namespace newsrank::detail {

// Bytes in a block of a merged shard. An item that does not fit leaves the rest of a block empty: of larger blocks,
// less.
inline constexpr int kBlockSize = 32'768;

struct MergeJob {
  std::vector<std::string> segments;  // in the order of the result; removed as they are used
  std::string shard;                  // path of the result; an empty database if there are no segments
};

// How many databases may be open at once in each of `threads` threads.
std::size_t most_open_databases(unsigned threads);

// Merges each job's segments by multi-way compaction, in two or more levels if the limit of open files asks for it;
// intermediate results go to the folder `scratch`. Errors: io, and the engine's.
Result<void> merge_segments(const std::vector<MergeJob>& jobs, const std::string& scratch, unsigned threads);

}  // namespace newsrank::detail
