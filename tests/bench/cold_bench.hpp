// SPDX-License-Identifier: GPL-2.0-or-later
// Measures whole runs of newsrank-search: what a person waits for, and what a long-lived searcher holds.
#pragma once

#include <cstdint>
#include <string>

namespace newsrank::bench {

struct ColdBench {
  std::string searcher;  // the program newsrank-search
  std::string index;
  std::string queries;  // a file of lines `name<tab>query`, as print_queries() writes it
};

// Prints wall-clock and processor time (median, 99th percentile, worst) of one process for each query, which opens the
// index, prints ten results and ends; and the peak of resident memory of one process that answers all of them.
// Throws std::runtime_error.
void measure_cold(const ColdBench& bench);

// Writes `count` queries of each class to standard output, one a line, drawn as search_queries.hpp says.
// Throws std::runtime_error, Xapian::Error.
void print_queries(const std::string& plain, std::uint64_t seed, std::size_t count);

}  // namespace newsrank::bench
