// SPDX-License-Identifier: GPL-2.0-or-later
#include "corpus_bench.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <vector>

#include "fts5.hpp"
#include "measured_process.hpp"
#include "newsrank/article.hpp"
#include "newsrank/searcher.hpp"
#include "plain_xapian.hpp"

namespace newsrank::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLeastArticles = 100;

std::vector<fs::path> folders_of(const std::string& corpora) {
  std::vector<fs::path> folders;
  for (const auto& entry : fs::directory_iterator(corpora)) {
    if (entry.is_directory()) folders.push_back(entry.path());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

Searcher open_index(const std::string& index) {
  auto searcher = Searcher::open({index});
  if (!searcher) throw std::runtime_error(searcher.error().message);
  return std::move(*searcher);
}

// Both peers get what the index holds.
void write_peers(Searcher& articles, const SearchBench& paths) {
  PlainXapianWriter plain(paths.plain);
  Fts5Writer fts5(paths.fts5);
  const auto visited = articles.for_each([&](const Article& article) {
    const std::string record = encode_article(article);
    plain.add(article, record);
    fts5.add(article, record);
    return true;
  });
  if (!visited) throw std::runtime_error(visited.error().message);
  plain.finish();
  fts5.finish();
}

void measure_corpus(const CorpusBench& bench, const fs::path& folder) {
  const fs::path scratch = fs::path(bench.scratch) / folder.filename();
  fs::create_directories(scratch);
  SearchBench search = bench.search;
  search.index = scratch / "index";
  search.plain = scratch / "plain";
  search.fts5 = scratch / "fts5";
  run_measured({bench.indexer, "--quiet", "--db", search.index, folder});
  std::uint64_t count = 0;
  {
    Searcher articles = open_index(search.index);
    count = articles.article_count();
    if (count >= kLeastArticles) write_peers(articles, search);
  }
  if (count < kLeastArticles) {
    fmt::print("{}: {} articles, too few to draw queries from\n\n", folder.filename().string(), count);
    return;
  }
  fmt::print("{}: {} articles\n\n", folder.filename().string(), count);
  std::fflush(stdout);
  measure_searches(search);
}

}  // namespace

void measure_corpora(const CorpusBench& bench) {
  if (!fs::is_directory(bench.corpora)) {
    fmt::print("no real collections at {}: nothing is measured\n", bench.corpora);
    return;
  }
  for (const fs::path& folder : folders_of(bench.corpora)) {
    if (bench.collection.empty() || folder.filename() == bench.collection) measure_corpus(bench, folder);
  }
}

}  // namespace newsrank::bench
