// SPDX-License-Identifier: GPL-2.0-or-later
// Any history of changes leaves the index that the surviving articles give when they are loaded into a new one.
#include <rapidcheck.h>
#include <rapidcheck/boost_test.h>

#include <boost/test/unit_test.hpp>
#include <map>

#include "answers.hpp"
#include "index/article_column.hpp"
#include "index/index_layout.hpp"
#include "index/index_metadata.hpp"
#include "index_dump.hpp"
#include "storage/index_store.hpp"
#include "stored_index.hpp"
#include "temp_dir.hpp"

namespace {

using newsrank::Article;
using newsrank::IndexStore;
using newsrank::test::TempDir;
namespace detail = newsrank::detail;

constexpr int kArticles = 12;

std::string words(int least) {
  std::string text;
  const auto drawn = *rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("cloud", "Multi-Cloud", "running", "C++", "Café", "energy", "the", "新聞"));
  for (const std::string& word : drawn) text += word + ' ';
  return least > 0 ? text + "story" : text;
}

Article draw_article(int number) {
  Article article;
  article.id = article.url = "https://example.org/" + std::to_string(number);
  article.title = words(1);
  article.excerpt = words(0);
  article.topics =
      *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>("Open Source", "energy", ""));
  if (*rc::gen::arbitrary<bool>()) article.quality = *rc::gen::inRange(0, 190);
  return article;
}

// The articles as they are after the history so far, by number.
using State = std::map<int, Article>;

void change(IndexStore& store, State& state) {
  const int number = *rc::gen::inRange(0, kArticles);
  if (*rc::gen::inRange(0, 3) == 0) {
    RC_ASSERT(store.remove(newsrank::test::identity_of("https://example.org/" + std::to_string(number))).has_value());
    state.erase(number);
    return;
  }
  state[number] = draw_article(number);
  RC_ASSERT(newsrank::test::put(store, state[number]).has_value());
}

// Changes, commits, and openings that drop what was not committed.
State play_history(const std::string& path, unsigned shards) {
  State state;
  State committed;
  newsrank::StoreOptions options;
  options.shards = shards;
  const int runs = *rc::gen::inRange(1, 4);
  for (int run = 0; run < runs; ++run) {
    auto store = IndexStore::open(path, options);
    RC_ASSERT(store.has_value());
    state = committed;
    const int changes = *rc::gen::inRange(0, 15);
    for (int i = 0; i < changes; ++i) {
      change(*store, state);
      if (*rc::gen::inRange(0, 5) == 0) {
        RC_ASSERT(store->commit().has_value());
        committed = state;
      }
    }
    if (run + 1 < runs) continue;
    RC_ASSERT(store->commit().has_value());
    committed = state;
  }
  return committed;
}

void load_fresh(const std::string& path, unsigned shards, const State& state) {
  newsrank::StoreOptions options;
  options.shards = shards;
  auto store = IndexStore::open(path, options);
  RC_ASSERT(store.has_value());
  std::vector<newsrank::BulkArticle> articles;
  for (const auto& [number, article] : state) articles.push_back(newsrank::test::bulk_article(article));
  newsrank::test::VectorSource source(articles, 3);
  RC_ASSERT(store->bulk_load(source, 2).has_value());
  RC_ASSERT(store->commit().has_value());
}

detail::IndexMetadata metadata_of(const std::string& path, unsigned shard) {
  auto metadata = detail::read_metadata(Xapian::Database(detail::shard_path(path, 1, shard)));
  RC_ASSERT(metadata.has_value());
  metadata->commit = 0;
  return *metadata;
}

void check_article_column(const std::string& path, unsigned shard) {
  const Xapian::Database database(detail::shard_path(path, 1, shard));
  const std::uint64_t commit = detail::read_metadata(database)->commit;
  const auto mapped =
      detail::ArticleColumn::open(detail::column_path(path, 1, shard, commit), commit, database.get_uuid());
  const auto built = detail::ArticleColumn::from_database(database);
  RC_ASSERT(mapped.has_value() && built.has_value());
  for (std::uint32_t document = 1; document <= database.get_lastdocid(); ++document) {
    RC_ASSERT((mapped->at(document) == built->at(document)));
  }
}

}  // namespace

RC_BOOST_PROP(a_history_leaves_what_a_fresh_load_gives, ()) {
  const TempDir folder;
  const unsigned shards = *rc::gen::inRange(1U, 4U);
  const State state = play_history(folder.file("history"), shards);
  load_fresh(folder.file("fresh"), shards, state);
  RC_ASSERT(newsrank::test::dump_index(folder.file("history")) == newsrank::test::dump_index(folder.file("fresh")));
  const std::vector<std::string> queries{"cloud running", "multi-cloud story", "\"the cloud\"", "c* energy",
                                         "topic:energy"};
  RC_ASSERT(newsrank::test::dump_answers(folder.file("history"), queries) ==
            newsrank::test::dump_answers(folder.file("fresh"), queries));
  for (unsigned shard = 0; shard < shards; ++shard) {
    RC_ASSERT(metadata_of(folder.file("history"), shard) == metadata_of(folder.file("fresh"), shard));
    check_article_column(folder.file("history"), shard);
  }
}
