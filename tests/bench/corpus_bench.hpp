// SPDX-License-Identifier: GPL-2.0-or-later
// Measures searches on real collections beside Xapian alone and SQLite FTS5, on the same articles.
#pragma once

#include <string>

#include "search_bench.hpp"

namespace newsrank::bench {

struct CorpusBench {
  std::string indexer;     // the program newsrank-index
  std::string corpora;     // a folder of collections; it need not be there
  std::string scratch;     // an empty folder, or none yet
  SearchBench search;      // how to search; its paths are filled in
  std::string collection;  // empty: all
};

// Indexes each collection of the folder, gives the peers the articles of the index, and prints the tables of
// measure_searches(). Collections that are not there, or hold less than a hundred articles, are skipped with a line
// that says so. Throws std::runtime_error, Xapian::Error.
void measure_corpora(const CorpusBench& bench);

}  // namespace newsrank::bench
