// SPDX-License-Identifier: GPL-2.0-or-later
// Commits of a store: what they write, rebuilds, rollbacks, and the views of several shards.
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>

#include "index/article_column.hpp"
#include "index/index_layout.hpp"
#include "index/index_metadata.hpp"
#include "index_dump.hpp"
#include "newsrank/schema.hpp"
#include "numbered_index.hpp"
#include "storage/index_store.hpp"
#include "stored_index.hpp"
#include "temp_dir.hpp"

namespace {

using newsrank::ErrorCode;
using newsrank::IndexStore;
using newsrank::test::dump_index;
using newsrank::test::identity_of;
using newsrank::test::make_index;
using newsrank::test::metadata_of;
using newsrank::test::numbered_article;
using newsrank::test::ok;
using newsrank::test::put;
using newsrank::test::TempDir;
namespace detail = newsrank::detail;
namespace fs = std::filesystem;

}  // namespace

BOOST_AUTO_TEST_SUITE(index_commit)

BOOST_AUTO_TEST_CASE(metadata_describes_the_index) {
  const TempDir folder;
  const std::string path = folder.file("db");
  make_index(path, 9, 2);
  const auto first = metadata_of(path, 0);
  const auto second = metadata_of(path, 1);
  BOOST_TEST(first.language == "english");
  BOOST_TEST(first.fingerprint == newsrank::schema_fingerprint({}));
  BOOST_TEST(first.commit == 1U);
  BOOST_TEST(second.shard == 1U);
  BOOST_TEST(second.shards == 2U);
  BOOST_TEST(first.articles + second.articles == 9U);
  const TempDir other;
  Xapian::WritableDatabase(other.file("plain"), Xapian::DB_CREATE).commit();
  BOOST_TEST((detail::read_metadata(Xapian::Database(other.file("plain"))).error().code == ErrorCode::index_corrupt));
}

BOOST_AUTO_TEST_CASE(the_article_column_is_that_of_the_database) {
  const TempDir folder;
  const std::string path = folder.file("db");
  make_index(path, 20);
  {
    IndexStore store = ok(IndexStore::open(path));
    ok(store.remove(identity_of(numbered_article(20 - 1).id)));
    ok(store.remove(identity_of(numbered_article(4).id)));
    ok(store.commit());
  }
  const std::string file = detail::column_path(path, 1, 0, 2);
  const std::string uuid = Xapian::Database(path).get_uuid();
  const auto mapped = ok(detail::ArticleColumn::open(file, 2, uuid));
  const auto built = ok(detail::ArticleColumn::from_database(Xapian::Database(path)));
  for (std::uint32_t document = 0; document < 25; ++document) {
    BOOST_TEST((mapped.at(document) == built.at(document)), document);
  }
  BOOST_TEST(mapped.at(2).quality == 1);
  BOOST_TEST(std::isnan(mapped.at(5).quality));
  BOOST_TEST(metadata_of(path).qualities.total() == 14U);

  BOOST_TEST(!detail::ArticleColumn::open(file, 3, uuid));
  BOOST_TEST(!detail::ArticleColumn::open(file, 2, "of another index"));
  BOOST_TEST(!detail::ArticleColumn::open(folder.file("none"), 2, uuid));
  std::fstream(file, std::ios::in | std::ios::out | std::ios::binary).seekp(40).put('x');
  BOOST_TEST((detail::ArticleColumn::open(file, 2, uuid).error().code == ErrorCode::index_corrupt));
  IndexStore store = ok(IndexStore::open(path));
  ok(put(store, numbered_article(4)));
  ok(store.commit());
  BOOST_TEST(metadata_of(path).qualities.total() == 15U);
}

BOOST_AUTO_TEST_CASE(a_rebuild_replaces_the_index_at_its_commit) {
  const TempDir folder;
  const std::string path = folder.file("db");
  make_index(path, 5);
  {
    IndexStore store = ok(IndexStore::open(path, {.analyzer = {.language = "german"}, .rebuild = true, .shards = 2}));
    BOOST_TEST(store.fresh());
    BOOST_TEST(ok(store.catalogue()).empty());
    ok(put(store, numbered_article(100)));
    BOOST_TEST(dump_index(path).size() == 5U);
    ok(store.commit("new"));
    BOOST_TEST(dump_index(path).size() == 1U);
  }
  BOOST_TEST(!fs::exists(path + "/g000001"));
  IndexStore store = ok(IndexStore::open(path, {.analyzer = {.language = "german"}}));
  BOOST_TEST(store.shard_count() == 2U);
}

BOOST_AUTO_TEST_CASE(a_rollback_forgets_what_was_not_committed) {
  for (const unsigned shards : {1U, 3U}) {
    const TempDir folder;
    const std::string path = folder.file("db");
    IndexStore store = ok(IndexStore::open(path, {.shards = shards}));
    ok(put(store, numbered_article(1)));
    ok(store.rollback());
    BOOST_TEST(store.fresh());
    BOOST_TEST(store.article_count() == 0U);
    ok(put(store, numbered_article(2)));
    ok(store.commit("two"));
    ok(put(store, numbered_article(3)));
    ok(store.remove(identity_of(numbered_article(2).id)));
    ok(store.rollback());
    BOOST_TEST(store.article_count() == 1U);
    BOOST_TEST(ok(store.versions(identity_of(numbered_article(2).id))).size() == 1U);
    BOOST_TEST(ok(store.versions(identity_of(numbered_article(3).id))).empty());
    ok(put(store, numbered_article(4)));
    ok(store.commit());
    BOOST_TEST(ok(store.catalogue()) == "two");
    BOOST_TEST(dump_index(path).size() == 2U);
    const auto shard = static_cast<unsigned>(identity_of(numbered_article(4).id).low % shards);
    const std::string uuid = Xapian::Database(detail::shard_path(path, 1, shard)).get_uuid();
    const auto column = ok(detail::ArticleColumn::open(detail::column_path(path, 1, shard, 2), 2, uuid));
    BOOST_TEST(column.entries().back().quality == 4);
  }
}

BOOST_AUTO_TEST_CASE(a_rebuild_can_be_rolled_back) {
  const TempDir folder;
  const std::string path = folder.file("db");
  make_index(path, 5);
  const auto before = dump_index(path);
  IndexStore store = ok(IndexStore::open(path, {.rebuild = true, .shards = 2}));
  ok(put(store, numbered_article(100)));
  ok(store.rollback());
  BOOST_TEST(store.fresh());
  BOOST_TEST((dump_index(path) == before));
  BOOST_TEST(!fs::exists(path + "/g000002"));
  ok(put(store, numbered_article(200)));
  ok(store.commit("new"));
  BOOST_TEST(dump_index(path).size() == 1U);
}

// What the shards hold after a crash between their commits, while the pointer names the last whole commit.
BOOST_AUTO_TEST_CASE(a_commit_cut_short_between_shards_is_taken_back) {
  const TempDir folder;
  const std::string path = folder.file("db");
  make_index(path, 20, 2);
  const auto before = dump_index(path);
  const std::string pointer = path + "/XAPIANDB";
  fs::copy(path, folder.file("before"), fs::copy_options::recursive | fs::copy_options::copy_symlinks);
  {
    IndexStore store = ok(IndexStore::open(path));
    for (int i = 10; i < 40; ++i) ok(put(store, numbered_article(i)));
    ok(store.remove(identity_of(numbered_article(3).id)));
    ok(store.commit("newer"));
  }
  const auto after = dump_index(path);
  const std::string saved = folder.file("before") + "/g000001/";
  for (const char* name : {"view.1", "catalogue.1", "column.0.1", "column.1.1"}) {
    fs::copy(saved + name, path + "/g000001/" + name, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
  }
  fs::copy_file(saved + "shard1/iamglass", path + "/g000001/shard1/iamglass", fs::copy_options::overwrite_existing);
  fs::copy_file(folder.file("before") + "/XAPIANDB", pointer, fs::copy_options::overwrite_existing);
  BOOST_TEST((dump_index(path) == before));

  IndexStore store = ok(IndexStore::open(path));
  BOOST_TEST(store.article_count() == 20U);
  BOOST_TEST(ok(store.catalogue()) == "catalogue");
  BOOST_TEST((dump_index(path) == before));
  for (int i = 10; i < 40; ++i) ok(put(store, numbered_article(i)));
  ok(store.remove(identity_of(numbered_article(3).id)));
  BOOST_TEST((dump_index(path) == before));
  ok(store.commit("newer"));
  BOOST_TEST((dump_index(path) == after));
  BOOST_TEST(!fs::exists(path + "/g000001/view.1"));
}

BOOST_AUTO_TEST_CASE(an_index_of_several_shards_without_views_gets_them_with_the_next_commit) {
  const TempDir folder;
  const std::string path = folder.file("db");
  make_index(path, 20, 2);
  fs::remove_all(path + "/g000001/view.1");
  std::ofstream(path + "/XAPIANDB") << "auto g000001/shard0\nauto g000001/shard1\n";
  const auto before = dump_index(path);
  IndexStore store = ok(IndexStore::open(path));
  ok(put(store, numbered_article(30)));
  BOOST_TEST((dump_index(path) == before));
  ok(store.commit());
  BOOST_TEST(dump_index(path).size() == 21U);
  BOOST_TEST((ok(detail::read_pointer(path)) == detail::Generation{1, 2, 2}));
}

BOOST_AUTO_TEST_SUITE_END()
