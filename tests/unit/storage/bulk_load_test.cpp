// SPDX-License-Identifier: GPL-2.0-or-later
// Bulk loading of a store: it gives what putting the articles gives, in an order that does not depend on chance.
#include <xapian.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "index/terms.hpp"
#include "index_dump.hpp"
#include "numbered_index.hpp"
#include "storage/bulk/batch_dealer.hpp"
#include "storage/bulk/segment_writer.hpp"
#include "storage/index_store.hpp"
#include "stored_index.hpp"
#include "temp_dir.hpp"

namespace {

using newsrank::Article;
using newsrank::ErrorCode;
using newsrank::IndexStore;
using newsrank::test::bulk_article;
using newsrank::test::dump_index;
using newsrank::test::identity_of;
using newsrank::test::make_index;
using newsrank::test::metadata_of;
using newsrank::test::numbered_article;
using newsrank::test::ok;
using newsrank::test::put;
using newsrank::test::TempDir;
using newsrank::test::VectorSource;
namespace detail = newsrank::detail;
namespace fs = std::filesystem;

std::vector<newsrank::BulkArticle> bulk_articles(int count) {
  std::vector<newsrank::BulkArticle> articles;
  for (int i = 0; i < count; ++i) articles.push_back(bulk_article(numbered_article(i)));
  return articles;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bulk_load)

BOOST_AUTO_TEST_CASE(bulk_loading_gives_what_putting_gives) {
  const TempDir folder;
  for (const unsigned shards : {1U, 3U}) {
    const std::string plain = folder.file("plain" + std::to_string(shards));
    make_index(plain, 2000, shards);
    for (const unsigned jobs : {1U, 3U}) {
      const std::string path = folder.file("bulk" + std::to_string(shards) + std::to_string(jobs));
      IndexStore store = ok(IndexStore::open(path, {.shards = shards}));
      VectorSource source(bulk_articles(2000), 90);
      BOOST_TEST(store.fresh());
      ok(store.bulk_load(source, jobs));
      BOOST_TEST(!store.fresh());
      ok(store.commit("catalogue"));
      BOOST_TEST((dump_index(path) == dump_index(plain)));
      for (unsigned shard = 0; shard < shards; ++shard) {
        BOOST_TEST((metadata_of(path, shard) == metadata_of(plain, shard)));
      }
      BOOST_TEST(!fs::exists(path + "/g000001/segments"));
      ok(put(store, numbered_article(7777)));
      ok(store.commit());
      BOOST_TEST(store.article_count() == 2001U);
    }
  }
}

// So long that each small database is flushed several times before it is full.
BOOST_AUTO_TEST_CASE(bulk_loading_of_long_articles_gives_what_putting_gives) {
  const TempDir folder;
  std::vector<newsrank::BulkArticle> articles;
  IndexStore plain = ok(IndexStore::open(folder.file("plain")));
  for (int i = 0; i < 100; ++i) {
    Article made = numbered_article(i);
    for (int word = 0; word < 2500; ++word) made.body += "word" + std::to_string((i + word * word) % 97) + ' ';
    articles.push_back(bulk_article(made));
    ok(put(plain, made));
  }
  ok(plain.commit("catalogue"));
  IndexStore bulk = ok(IndexStore::open(folder.file("bulk")));
  VectorSource source(std::move(articles));
  ok(bulk.bulk_load(source, 2));
  ok(bulk.commit("catalogue"));
  BOOST_TEST((dump_index(folder.file("bulk")) == dump_index(folder.file("plain"))));
  BOOST_TEST((metadata_of(folder.file("bulk"), 0) == metadata_of(folder.file("plain"), 0)));
}

// Batches are dealt out in turn, and each job's articles stand together.
BOOST_AUTO_TEST_CASE(the_order_of_bulk_loading_does_not_depend_on_chance) {
  const TempDir folder;
  constexpr int kArticles = 500;
  constexpr int kBatch = 20;
  for (const unsigned jobs : {1U, 3U}) {
    const std::string path = folder.file(std::to_string(jobs));
    IndexStore store = ok(IndexStore::open(path));
    VectorSource source(bulk_articles(kArticles), kBatch);
    ok(store.bulk_load(source, jobs));
    ok(store.commit(""));
    const Xapian::Database database(path);
    Xapian::docid number = 0;
    for (unsigned job = 0; job < jobs; ++job) {
      for (int i = 0; i < kArticles; ++i) {
        if (static_cast<unsigned>(i / kBatch) % jobs != job) continue;
        BOOST_TEST(*database.postlist_begin(detail::identity_term(numbered_article(i).id)) == ++number);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(batches_are_dealt_out_in_turn_whoever_is_quicker) {
  VectorSource source(bulk_articles(20), 2);
  detail::BatchDealer dealer(source, 2, 2);
  std::vector<newsrank::IdentityHash> seen;
  for (const unsigned worker : {0U, 0U, 0U, 0U, 1U, 1U, 1U, 1U}) {
    const auto batch = ok(dealer.next(worker));
    BOOST_REQUIRE(batch.size() == 2U);
    seen.push_back(batch.front().identity);
  }
  const std::vector<int> expected{0, 4, 8, 12, 2, 6, 10, 14};
  for (std::size_t i = 0; i < expected.size(); ++i)
    BOOST_TEST((seen[i] == identity_of(numbered_article(expected[i]).id)));
  dealer.stop();
  for (const unsigned worker : {0U, 1U}) BOOST_TEST(ok(dealer.next(worker)).empty());
}

BOOST_AUTO_TEST_CASE(a_full_database_is_followed_by_another) {
  const TempDir folder;
  detail::SegmentWriter writer(folder.path(), "worker", 2, 2);
  for (Xapian::docid i = 0; i < 5; ++i) writer.add(1, {}, 10);
  writer.close();
  BOOST_TEST(writer.segments(0).empty());
  BOOST_REQUIRE(writer.segments(1).size() == 3U);
  std::vector<Xapian::doccount> sizes;
  for (const detail::Segment& segment : writer.segments(1)) {
    sizes.push_back(Xapian::Database(segment.path).get_doccount());
    BOOST_TEST(segment.column.size() == sizes.back());
  }
  BOOST_TEST((sizes == std::vector<Xapian::doccount>{2, 2, 1}));
}

BOOST_AUTO_TEST_CASE(bulk_loading_stops_on_request_and_on_errors) {
  const TempDir folder;
  const std::string path = folder.file("db");
  {
    IndexStore store = ok(IndexStore::open(path));
    VectorSource source(bulk_articles(500), 20);
    BOOST_TEST(!store.bulk_load(source, 2, [](std::uint64_t articles) { return articles < 100; }));
    BOOST_TEST(store.was_cancelled());
    BOOST_TEST(!store.commit(""));
  }
  {
    IndexStore store = ok(IndexStore::open(path));
    auto articles = bulk_articles(100);
    articles[60].versions = {"damaged"};
    VectorSource source(articles, 20);
    BOOST_TEST((store.bulk_load(source, 2).error().code == ErrorCode::invalid_argument));
  }
  make_index(path, 1);
  IndexStore store = ok(IndexStore::open(path));
  VectorSource source(bulk_articles(1));
  BOOST_TEST((store.bulk_load(source, 1).error().code == ErrorCode::invalid_argument));
}

BOOST_AUTO_TEST_SUITE_END()
