// SPDX-License-Identifier: GPL-2.0-or-later
// Measures searches of newsrank beside those of its peers, on the same articles, in one process.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace newsrank::bench {

struct SearchBench {
  std::string index;             // of newsrank
  std::string plain;             // the same articles as PlainXapianWriter writes them
  std::string profile = "news";  // that newsrank ranks by
  std::string fts5;              // and as Fts5Writer does; empty: not measured
  std::uint64_t seed = 1;
  std::size_t queries = 200;  // of each class
  unsigned rounds = 3;        // a query's time is its shortest
  std::string query_class;    // only this one; empty: all
  std::size_t slowest = 0;    // so many queries of each class are shown
};

// Prints tables of processor and wall-clock time: for each class the mean, median, 99th percentile and worst of
// newsrank and its peers, and the ratios of the means; then the slowest queries. Throws std::runtime_error,
// Xapian::Error.
void measure_searches(const SearchBench& bench);

}  // namespace newsrank::bench
