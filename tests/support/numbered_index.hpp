// SPDX-License-Identifier: GPL-2.0-or-later
// Numbered articles and indexes of them, for tests of what writes an index; and ok(), which ends a test at an error.
#pragma once

#include <xapian.h>

#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>

#include "index/index_layout.hpp"
#include "index/index_metadata.hpp"
#include "newsrank/article.hpp"
#include "newsrank/error.hpp"
#include "storage/index_store.hpp"
#include "stored_index.hpp"

namespace newsrank::test {

template <typename T>
T ok(Result<T> result) {
  if (!result) BOOST_FAIL(result.error().message);
  return *std::move(result);
}

inline void ok(const Result<void>& result) {
  if (!result) BOOST_FAIL(result.error().message);
}

// One in five has no quality; that of the others is their number.
inline Article numbered_article(int number) {
  Article made;
  made.id = made.url = "https://example.org/" + std::to_string(number);
  made.title = "Story number " + std::to_string(number);
  made.excerpt = "About multi-cloud things of kind " + std::to_string(number % 7);
  made.topics = {"Topic " + std::to_string(number % 3)};
  if (number % 5 != 0) made.quality = number;
  return made;
}

// An index of articles 0 to `count` - 1, committed once, with the catalogue "catalogue".
inline void make_index(const std::string& path, int count, unsigned shards = 1) {
  IndexStore store = ok(IndexStore::open(path, {.shards = shards}));
  for (int i = 0; i < count; ++i) ok(put(store, numbered_article(i)));
  ok(store.commit("catalogue"));
}

inline newsrank::detail::IndexMetadata metadata_of(const std::string& path, unsigned shard = 0) {
  const auto generation = ok(newsrank::detail::read_pointer(path));
  return ok(
      newsrank::detail::read_metadata(Xapian::Database(newsrank::detail::shard_path(path, generation.number, shard))));
}

}  // namespace newsrank::test
