// SPDX-License-Identifier: GPL-2.0-or-later
// Explain: how the score of each hit comes about. example_explain DATABASE QUERY
#include <iostream>

#include "newsrank/searcher.hpp"

int main(int argc, char** argv) {
  if (argc != 3) return std::cerr << "usage: example_explain DATABASE QUERY\n", 2;
  auto searcher = newsrank::Searcher::open({argv[1]});
  if (!searcher) return std::cerr << searcher.error().message << '\n', 1;
  const auto response = searcher->search({.text = argv[2], .limit = 2, .explain = true});
  if (!response) return std::cerr << response.error().message << '\n', 1;
  for (const auto& hit : response->hits) {
    const newsrank::Explanation& why = *hit.explanation;
    std::cout << hit.article.title << "\n  " << why.score << " = " << why.relevance << " * quality "
              << why.quality_factor << " * recency " << why.recency_factor << '\n';
    for (const auto& term : why.terms)
      std::cout << "  " << term.contribution << ' ' << term.kind << " \"" << term.text << "\"\n";
    if (!why.above_next.empty()) std::cout << "  above the next: " << why.above_next << '\n';
  }
}
