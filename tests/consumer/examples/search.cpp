// SPDX-License-Identifier: GPL-2.0-or-later
// Search: example_search DATABASE QUERY
#include <iostream>

#include "newsrank/searcher.hpp"

int main(int argc, char** argv) {
  if (argc != 3) return std::cerr << "usage: example_search DATABASE QUERY\n", 2;
  auto searcher = newsrank::Searcher::open({argv[1]});
  if (!searcher) return std::cerr << searcher.error().message << '\n', 1;
  const auto response = searcher->search({.text = argv[2], .limit = 5});
  if (!response) return std::cerr << response.error().message << '\n', 1;
  std::cout << response->total.value << " articles\n";
  for (const auto& hit : response->hits) std::cout << hit.score << ' ' << hit.article.title << '\n';
  for (const auto& remark : response->diagnostics) std::cout << remark.message << '\n';
}
