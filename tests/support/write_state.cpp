// SPDX-License-Identifier: GPL-2.0-or-later
// write_state DATABASE SHARDS STATE: one transaction of a program that brings its own articles. It changes some
// articles of the state before, adds and removes others, and commits.
#include <cstdlib>
#include <iostream>
#include <string>

#include "newsrank/index_writer.hpp"

namespace {

constexpr int kArticles = 12;

newsrank::Article article(int number, int state) {
  newsrank::Article made;
  made.url = "https://example.org/" + std::to_string(number);
  made.title = "Story number " + std::to_string(number);
  made.excerpt = "As told in state " + std::to_string(state);
  made.quality = 10 * number + state;
  return made;
}

newsrank::Result<void> write(newsrank::IndexWriter& writer, int state) {
  for (int number = 0; number < kArticles; ++number) {
    const bool gone = number % 3 == state % 3;
    auto done = gone ? writer.remove(article(number, state).url) : writer.put(article(number, state));
    if (!done) return done;
  }
  return writer.commit();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  auto writer = newsrank::IndexWriter::open(argv[1], {.shards = static_cast<unsigned>(std::atoi(argv[2]))});
  const auto done = writer ? write(*writer, std::atoi(argv[3])) : newsrank::Result<void>(writer.error());
  if (done) return 0;
  std::cerr << done.error().message << '\n';
  return 4;
}
