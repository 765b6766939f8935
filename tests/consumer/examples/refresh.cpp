// SPDX-License-Identifier: GPL-2.0-or-later
// Refresh while indexing: a searcher sees one committed state until it is refreshed. example_refresh DATABASE
#include <iostream>

#include "newsrank/index_writer.hpp"
#include "newsrank/searcher.hpp"

int main(int argc, char** argv) {
  if (argc != 2) return std::cerr << "usage: example_refresh DATABASE\n", 2;
  auto writer = newsrank::IndexWriter::open(argv[1]);
  if (!writer) return std::cerr << writer.error().message << '\n', 1;
  auto searcher = newsrank::Searcher::open({argv[1]});
  if (!searcher) return std::cerr << searcher.error().message << '\n', 1;

  newsrank::Article article;
  article.url = "https://news.example/moon";
  article.title = "Moon lander sends a panorama";
  if (const auto done = writer->put(article); !done) return std::cerr << done.error().message << '\n', 1;
  if (const auto done = writer->commit(); !done) return std::cerr << done.error().message << '\n', 1;

  std::cout << "before: " << searcher->article_count() << " articles\n";
  if (const auto done = searcher->refresh(); !done) return std::cerr << done.error().message << '\n', 1;
  std::cout << "after: " << searcher->article_count() << " articles\n";
}
