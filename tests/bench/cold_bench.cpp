// SPDX-License-Identifier: GPL-2.0-or-later
#include "cold_bench.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <vector>

#include "measured_process.hpp"
#include "search_queries.hpp"

namespace newsrank::bench {
namespace {

std::vector<std::string> read_queries(const std::string& path) {
  std::ifstream in(path);
  std::vector<std::string> queries;
  for (std::string line; std::getline(in, line);) queries.push_back(line.substr(line.find('\t') + 1));
  if (queries.empty()) throw std::runtime_error("no queries in " + path);
  return queries;
}

void print_row(const char* name, std::vector<double> seconds) {
  std::sort(seconds.begin(), seconds.end());
  const auto at = [&](double share) {
    return 1e3 * seconds[static_cast<std::size_t>(share * static_cast<double>(seconds.size() - 1))];
  };
  fmt::print("{:<16}{:>10.2f}{:>10.2f}{:>10.2f}\n", name, at(0.5), at(0.99), at(1));
}

}  // namespace

void measure_cold(const ColdBench& bench) {
  std::vector<double> wall;
  std::vector<double> processor;
  for (const std::string& query : read_queries(bench.queries)) {
    const auto cost = run_measured({bench.searcher, "--limit", "10", "--db", bench.index, "--", query});
    wall.push_back(cost.wall_seconds);
    processor.push_back(cost.cpu_seconds);
  }
  fmt::print("{:<16}{:>10}{:>10}{:>10}\n", "a process, ms", "median", "p99", "worst");
  print_row("wall clock", wall);
  print_row("processor", processor);
  const auto all = run_measured(
      {bench.searcher, "--format", "trec", "--limit", "10", "--db", bench.index, "--batch", bench.queries});
  fmt::print("{} queries in one process: {:.1f} MB of memory at most\n", wall.size(), all.peak_megabytes);
}

void print_queries(const std::string& plain, std::uint64_t seed, std::size_t count) {
  std::size_t number = 0;
  for (const auto& queries : draw_queries(Xapian::Database(plain), seed, count)) {
    for (const std::string& query : queries) fmt::print("{}\t{}\n", ++number, query);
  }
}

}  // namespace newsrank::bench
