// SPDX-License-Identifier: GPL-2.0-or-later
// What it takes a writer to index a generated collection.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "collection.hpp"
#include "newsrank/article.hpp"
#include "stopwatch.hpp"

namespace newsrank::bench {

struct WriteCost {
  double wall_seconds = 0;
  double cpu_seconds = 0;
};

// Gives articles 0..count - 1 and their records to a Writer of `path`; what it takes to generate them is not counted.
template <typename Writer>
WriteCost cost_of_writing(std::uint64_t seed, std::uint64_t count, const std::string& path) {
  constexpr std::uint64_t kArticlesAtOnce = 1000;
  Stopwatch watch;
  watch.start();
  Writer writer(path);
  watch.stop();
  for (std::uint64_t first = 0; first < count; first += kArticlesAtOnce) {
    std::vector<std::pair<Article, std::string>> articles;
    for (std::uint64_t number = first; number < std::min(first + kArticlesAtOnce, count); ++number) {
      Article article = generate_article(seed, number);
      std::string record = encode_article(article);
      articles.emplace_back(std::move(article), std::move(record));
    }
    watch.start();
    for (const auto& [article, record] : articles) writer.add(article, record);
    watch.stop();
  }
  watch.start();
  writer.finish();
  watch.stop();
  return {watch.wall_seconds(), watch.cpu_seconds()};
}

}  // namespace newsrank::bench
