// SPDX-License-Identifier: GPL-2.0-or-later
#include "index_bench.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "collection.hpp"
#include "maintenance/folder_size.hpp"
#include "measured_process.hpp"

namespace newsrank::bench {
namespace {

constexpr double kMega = 1e6;
constexpr const char* kSelf = "/proc/self/exe";

// One row of a table.
struct Cost {
  double wall = 0;  // seconds
  double processor = 0;
  double memory = 0;  // megabytes
  double size = 0;    // megabytes; 0: nothing is written
};

void print_heading(const std::string& collection) {
  fmt::print("\n{:<44}{:>10}{:>12}{:>12}{:>12}\n", collection, "wall s", "processor s", "memory MB", "size MB");
}

void print_row(const std::string& name, const Cost& cost) {
  const std::string size = cost.size > 0 ? fmt::format("{:.1f}", cost.size) : "";
  fmt::print("{:<44}{:>10.2f}{:>12.2f}{:>12.1f}{:>12}\n", "  " + name, cost.wall, cost.processor, cost.memory, size);
  std::fflush(stdout);
}

void print_ratio(const std::string& peer, const Cost& own, const Cost& other) {
  const std::string size = other.size > 0 ? fmt::format("{:.2f}", own.size / other.size) : "";
  fmt::print("{:<44}{:>10.2f}{:>12.2f}{:>12.2f}{:>12}\n", "  newsrank / " + peer, own.wall / other.wall,
             own.processor / other.processor, own.memory / other.memory, size);
}

double size_of(const std::string& path) {
  if (std::filesystem::is_regular_file(path)) return static_cast<double>(std::filesystem::file_size(path)) / kMega;
  return static_cast<double>(detail::folder_size(path)) / kMega;
}

class IndexMeasure {
 public:
  explicit IndexMeasure(const IndexBench& bench)
      : bench_(bench), database_(bench.scratch + "/database"), collection_(bench.scratch + "/collection") {}

  void stream(std::uint64_t articles) {
    const std::string path = collection_ + ".yaml";
    std::ofstream out(path, std::ios::binary);
    write_stream(bench_.seed, articles, [&](std::string_view text) { out << text; });
    out.close();
    if (!out) throw std::runtime_error("cannot write " + path);
    print_heading(fmt::format("{} articles, a YAML stream of {:.0f} MB", articles, size_of(path)));
    const Cost own = newsrank(path);
    const Cost plain = peer("plain-xapian", "(a) plain Xapian, articles given parsed", articles);
    const Cost fts5 = peer("fts5", "(b) SQLite FTS5, articles given parsed", articles);
    print_ratio("(a)", own, plain);
    print_ratio("(b)", own, fts5);
    std::filesystem::remove(path);
  }

  void related() {
    write_related(bench_.seed, bench_.related_files, collection_);
    files(collection_, fmt::format("{} files with related lists", bench_.related_files));
    std::filesystem::remove_all(collection_);
  }

  void files(const std::string& folder, const std::string& name) {
    const double size = size_of(folder);
    print_heading(fmt::format("{}, {:.0f} MB", name, size));
    const Cost own = newsrank(folder);
    const ProcessCost run = run_measured({kSelf, "yaml-load", folder});
    const Cost load = cost(run, run.output);
    print_row("(c) YAML::LoadAll alone", load);
    print_ratio("(c)", own, load);
    fmt::print("  {:.0f} MB of source a second\n", size / own.wall);
  }

 private:
  Cost newsrank(const std::string& source) {
    const ProcessCost run = run_measured({bench_.indexer, "--quiet", "--db", database_, source});
    return written({run.wall_seconds, run.cpu_seconds, run.peak_megabytes}, "newsrank-index");
  }

  Cost peer(const std::string& command, const std::string& name, std::uint64_t articles) {
    const ProcessCost run = run_measured(
        {kSelf, command, "--seed", std::to_string(bench_.seed), "--count", std::to_string(articles), database_});
    return written(cost(run, run.output), name);
  }

  // Peers tell how long they took themselves: without what it took to generate their articles.
  static Cost cost(const ProcessCost& run, const std::string& output) {
    Cost cost{0, 0, run.peak_megabytes};
    if (std::sscanf(output.c_str(), "wall %lf s, processor %lf s", &cost.wall, &cost.processor) != 2) {
      throw std::runtime_error("unexpected output: " + output);
    }
    return cost;
  }

  Cost written(Cost cost, const std::string& name) {
    cost.size = size_of(database_);
    std::filesystem::remove_all(database_);
    print_row(name, cost);
    return cost;
  }

  const IndexBench& bench_;
  std::string database_;
  std::string collection_;
};

}  // namespace

void measure_indexing(const IndexBench& bench) {
  IndexMeasure measure(bench);
  for (const std::uint64_t articles : bench.articles) measure.stream(articles);
  if (bench.related_files > 0) measure.related();
  if (!std::filesystem::is_directory(bench.corpora)) return;
  std::vector<std::filesystem::path> folders;
  for (const auto& entry : std::filesystem::directory_iterator(bench.corpora)) {
    if (entry.is_directory()) folders.push_back(entry.path());
  }
  std::sort(folders.begin(), folders.end());
  for (const auto& folder : folders) measure.files(folder, folder.filename());
}

}  // namespace newsrank::bench
