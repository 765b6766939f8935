// SPDX-License-Identifier: GPL-2.0-or-later
// What an empty index gets at first is loaded in bulk, and nobody can tell but by the clock.
#include <boost/test/unit_test.hpp>
#include <functional>
#include <string>
#include <vector>

#include "index_dump.hpp"
#include "newsrank/index_writer.hpp"
#include "newsrank/maintenance.hpp"
#include "newsrank/searcher.hpp"
#include "numbered_index.hpp"
#include "temp_dir.hpp"

namespace {

using newsrank::Article;
using newsrank::ErrorCode;
using newsrank::IndexWriter;
using newsrank::Searcher;
using newsrank::test::dump_index;
using newsrank::test::numbered_article;
using newsrank::test::ok;
using newsrank::test::TempDir;

constexpr int kMany = 5'000;  // enough for loading

void put_many(IndexWriter& writer, int count = kMany) {
  for (int i = 0; i < count; ++i) ok(writer.put(numbered_article(i)));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(first_load)

BOOST_AUTO_TEST_CASE(it_is_the_index_that_putting_one_by_one_makes) {
  for (const unsigned shards : {1U, 3U}) {
    const TempDir folder;
    newsrank::test::make_index(folder.file("single"), kMany, shards);
    {
      IndexWriter writer = ok(IndexWriter::open(folder.file("db"), {.shards = shards}));
      put_many(writer);
      BOOST_TEST(writer.article_count() == static_cast<std::uint64_t>(kMany));
      BOOST_TEST(ok(Searcher::open({folder.file("db")})).article_count() == 0U);
      ok(writer.commit());
      ok(writer.put(numbered_article(1)));
      ok(writer.commit());
    }
    BOOST_TEST((dump_index(folder.file("db")) == dump_index(folder.file("single"))));
    BOOST_TEST(ok(newsrank::check_index(folder.file("db"))).findings.empty());
    BOOST_TEST(ok(newsrank::read_stats(folder.file("db"))).generation == 2U);
  }
}

BOOST_AUTO_TEST_CASE(other_changes_may_come_at_any_time) {
  using Change = std::function<void(IndexWriter&)>;
  Article changed = numbered_article(7);
  changed.title = "Another title";
  const std::vector<Change> changes{
      [&](IndexWriter& writer) { ok(writer.put(changed)); },
      [&](IndexWriter& writer) { BOOST_TEST(ok(writer.update(changed.id, [](Article& a) { a.quality = 3; }))); },
      [&](IndexWriter& writer) { ok(writer.remove(changed.id)); },
      [&](IndexWriter& writer) { BOOST_TEST(ok(writer.find(changed.id)).has_value()); },
      [&](IndexWriter& writer) {
        newsrank::SearchRequest request;
        request.text = "topic:\"Topic 1\"";
        BOOST_TEST(ok(writer.remove_matching(request)) >= 3U);
      }};
  for (const int before : {10, kMany}) {
    for (const Change& change : changes) {
      const TempDir folder;
      const auto write = [&](IndexWriter writer, bool at_once) {
        put_many(writer, before);
        if (!at_once) ok(writer.commit());
        change(writer);
        for (int i = before; i < before + 50; ++i) ok(writer.put(numbered_article(i)));
        ok(writer.commit("end"));
      };
      write(ok(IndexWriter::open(folder.file("a"))), true);
      write(ok(IndexWriter::open(folder.file("b"))), false);
      BOOST_TEST((dump_index(folder.file("a")) == dump_index(folder.file("b"))));
      BOOST_TEST(ok(newsrank::check_index(folder.file("a"))).findings.empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(it_can_be_given_up_and_begun_again) {
  const TempDir folder;
  const std::string path = folder.file("db");
  {
    IndexWriter writer = ok(IndexWriter::open(path));
    ok(writer.commit("begin"));
    put_many(writer);
    BOOST_TEST(writer.payload() == "begin");
    ok(writer.rollback());
    BOOST_TEST(writer.article_count() == 0U);
    BOOST_TEST(writer.payload() == "begin");
    put_many(writer);  // dropped with the writer
  }
  BOOST_TEST(ok(Searcher::open({path})).article_count() == 0U);
  IndexWriter writer = ok(IndexWriter::open(path));
  put_many(writer);
  ok(writer.commit());
  BOOST_TEST(writer.payload() == "begin");
  BOOST_TEST(ok(Searcher::open({path})).article_count() == static_cast<std::uint64_t>(kMany));
  ok(writer.rollback());
  BOOST_TEST(writer.article_count() == static_cast<std::uint64_t>(kMany));
}

BOOST_AUTO_TEST_CASE(an_article_that_is_refused_does_not_end_it) {
  const TempDir folder;
  IndexWriter writer = ok(IndexWriter::open(folder.file("db"), {.threads = 1}));
  put_many(writer, 3'000);
  Article wrong = numbered_article(1);
  wrong.title = "";
  BOOST_TEST((writer.put(wrong).error().code == ErrorCode::invalid_article));
  BOOST_TEST((writer.find("http://").error().code == ErrorCode::invalid_article));
  for (int i = 3'000; i < kMany; ++i) ok(writer.put(numbered_article(i)));
  ok(writer.commit());
  BOOST_TEST(writer.article_count() == static_cast<std::uint64_t>(kMany));
}

BOOST_AUTO_TEST_SUITE_END()
