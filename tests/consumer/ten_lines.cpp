// SPDX-License-Identifier: GPL-2.0-or-later
#include <iostream>

#include "newsrank/searcher.hpp"

int main(int argc, char** argv) {
  auto searcher = newsrank::Searcher::open({argc > 1 ? argv[1] : "newsrank.db"});
  if (!searcher) return std::cerr << searcher.error().message << '\n', 1;
  const auto response = searcher->search({.text = argc > 2 ? argv[2] : "news", .limit = 10});
  if (!response) return std::cerr << response.error().message << '\n', 1;
  for (const auto& hit : response->hits) std::cout << hit.score << ' ' << hit.article.title << '\n';
}
