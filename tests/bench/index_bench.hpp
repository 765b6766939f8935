// SPDX-License-Identifier: GPL-2.0-or-later
// Measures indexing by newsrank-index beside its peers, on the same articles, in one call.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace newsrank::bench {

struct IndexBench {
  std::string indexer;                  // path of newsrank-index
  std::string scratch;                  // a folder for collections and indexes; what is made is removed
  std::uint64_t seed = 1;               // of generated collections
  std::vector<std::uint64_t> articles;  // sizes of streams to index, beside Xapian alone and SQLite FTS5
  std::uint64_t related_files = 0;      // files with related lists to index, beside YAML::LoadAll; 0: none
  std::string corpora;                  // each folder in it likewise; may be missing
};

// Prints a table for each collection: wall-clock and processor time, peak memory, size on disk, and the ratios to the
// peers. Each run is a process of its own. Throws std::runtime_error.
void measure_indexing(const IndexBench& bench);

}  // namespace newsrank::bench
