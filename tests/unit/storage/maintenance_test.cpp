// SPDX-License-Identifier: GPL-2.0-or-later
#include <xapian.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "index/index_layout.hpp"
#include "newsrank/maintenance.hpp"
#include "newsrank/searcher.hpp"
#include "storage/index_store.hpp"
#include "stored_index.hpp"
#include "temp_dir.hpp"

namespace {

using newsrank::Article;
using newsrank::ErrorCode;
using newsrank::IndexStore;
using newsrank::test::TempDir;
namespace detail = newsrank::detail;

void make_store(const std::string& path, int count, unsigned shards) {
  auto store = IndexStore::open(path, {.shards = shards});
  BOOST_REQUIRE(store);
  for (int i = 0; i < count; ++i) {
    Article article;
    article.id = article.url = "https://example.org/" + std::to_string(i);
    article.title = "Story number " + std::to_string(i);
    if (i % 3 != 0) article.quality = i;
    BOOST_REQUIRE(newsrank::test::put(*store, article));
  }
  BOOST_REQUIRE(store->commit());
}

void set_metadata(const std::string& path, const std::string& key, const std::string& value) {
  Xapian::WritableDatabase shard(detail::shard_path(path, 1, 0), Xapian::DB_OPEN);
  shard.set_metadata(key, value);
  shard.commit();
}

// What each way to use the index answers; empty: it worked.
std::vector<newsrank::Error> refusals(const std::string& path) {
  std::vector<newsrank::Error> errors;
  const auto note = [&](const auto& result) { errors.push_back(result ? newsrank::Error{} : result.error()); };
  note(newsrank::check_index(path));
  note(newsrank::read_stats(path));
  note(newsrank::compact_index(path));
  note(IndexStore::open(path, {}));
  note(newsrank::Searcher::open({path}));
  return errors;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(maintenance)

BOOST_AUTO_TEST_CASE(an_index_of_another_format_or_schema_is_refused_with_the_command_that_renews_it) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"newsrank.format", "0"}, {"newsrank.format", "999"}, {"newsrank.fingerprint", "0123456789abcdef"}};
  for (const auto& [key, value] : cases) {
    BOOST_TEST_CONTEXT(key << " = " << value) {
      const TempDir folder;
      const std::string path = folder.file("db");
      make_store(path, 10, 1);
      set_metadata(path, key, value);
      for (const newsrank::Error& error : refusals(path)) {
        BOOST_TEST(to_string(error.code) == to_string(ErrorCode::schema_mismatch));
        BOOST_TEST(error.hint.find("newsrank-index --rebuild") != std::string::npos);
      }
      BOOST_REQUIRE(IndexStore::open(path, {.rebuild = true}));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_database_of_another_program_is_refused) {
  const TempDir folder;
  const std::string path = folder.file("db");
  make_store(path, 10, 1);
  set_metadata(path, "newsrank.format", "");
  const auto report = newsrank::check_index(path);
  BOOST_REQUIRE(report);
  BOOST_TEST(!report->sound());
  BOOST_TEST(!newsrank::read_stats(path));
  BOOST_TEST(!newsrank::compact_index(path));
  BOOST_TEST(!IndexStore::open(path, {}));
}

BOOST_AUTO_TEST_CASE(what_a_shard_says_about_itself_is_held_against_what_it_holds) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"newsrank.lengths", "11 30"}, {"newsrank.lengths", "10 31"}, {"newsrank.quality", std::string(1, '\0')},
      {"newsrank.shards", "1/2"},    {"newsrank.shards", "0/1/2"},  {"newsrank.commit", "7"}};
  for (const auto& [key, value] : cases) {
    BOOST_TEST_CONTEXT(key << " = " << value) {
      const TempDir folder;
      const std::string path = folder.file("db");
      make_store(path, 10, 1);
      BOOST_TEST(newsrank::check_index(path)->findings.size() == 0U);
      set_metadata(path, key, value);
      const auto report = newsrank::check_index(path);
      BOOST_REQUIRE(report);
      BOOST_TEST(!report->sound());
      for (const auto& finding : report->findings) BOOST_TEST(!finding.advice.empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(a_lost_and_a_damaged_article_are_found) {
  const TempDir folder;
  const std::string path = folder.file("db");
  make_store(path, 10, 1);
  {
    Xapian::WritableDatabase shard(detail::shard_path(path, 1, 0), Xapian::DB_OPEN);
    Xapian::Document document = shard.get_document(1);
    document.set_data("x");
    shard.replace_document(1, document);
    shard.commit();
  }
  BOOST_TEST(!newsrank::check_index(path)->sound());
  {
    Xapian::WritableDatabase shard(detail::shard_path(path, 1, 0), Xapian::DB_OPEN);
    shard.delete_document(1);
    shard.commit();
  }
  BOOST_TEST(!newsrank::check_index(path)->sound());
}

BOOST_AUTO_TEST_CASE(a_change_that_reached_one_of_two_shards_is_noted_and_taken_back) {
  const TempDir folder;
  const std::string path = folder.file("db");
  make_store(path, 10, 2);
  set_metadata(path, "newsrank.commit", "2");
  const auto report = newsrank::check_index(path);
  BOOST_REQUIRE(report);
  BOOST_TEST(report->sound());
  BOOST_REQUIRE(report->findings.size() == 1U);
  BOOST_TEST(report->findings.front().what.find("cut short") != std::string::npos);
  BOOST_TEST(newsrank::read_stats(path)->commit == 1U);
  BOOST_REQUIRE(IndexStore::open(path, {}));
  BOOST_TEST(newsrank::check_index(path)->findings.empty());
}

BOOST_AUTO_TEST_CASE(an_index_that_is_written_to_is_neither_checked_nor_compacted) {
  const TempDir folder;
  const std::string path = folder.file("db");
  make_store(path, 10, 2);
  const auto writer = IndexStore::open(path, {});
  BOOST_REQUIRE(writer);
  BOOST_TEST(to_string(newsrank::check_index(path).error().code) == "index_locked");
  BOOST_TEST(to_string(newsrank::compact_index(path).error().code) == "index_locked");
  BOOST_TEST(newsrank::read_stats(path)->articles == 10U);
}

BOOST_AUTO_TEST_SUITE_END()
