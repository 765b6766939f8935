// SPDX-License-Identifier: GPL-2.0-or-later
// Index your own articles, wherever they come from: example_index_articles DATABASE
#include <array>
#include <iostream>

#include "newsrank/index_writer.hpp"

int main(int argc, char** argv) {
  if (argc != 2) return std::cerr << "usage: example_index_articles DATABASE\n", 2;
  auto writer = newsrank::IndexWriter::open(argv[1]);
  if (!writer) return std::cerr << writer.error().message << '\n', 1;

  std::array<newsrank::Article, 2> articles;
  articles[0].url = "https://news.example/salt-battery";
  articles[0].title = "Salt battery switched on";
  articles[0].topics = {"Energy"};
  articles[0].quality = 80;
  articles[0].published_at = newsrank::parse_date_time("2024-03-05T08:30:00Z");
  articles[1].url = "https://news.example/recycling";
  articles[1].title = "Battery recycling grows";
  articles[1].topics = {"Energy", "Recycling"};

  for (const auto& article : articles) {
    // An article that is refused, for example without a title, does not stop the others.
    if (const auto done = writer->put(article); !done) std::cerr << article.url << ": " << done.error().message << '\n';
  }
  if (const auto done = writer->commit(); !done) return std::cerr << done.error().message << '\n', 1;
  std::cout << writer->article_count() << " articles\n";
}
