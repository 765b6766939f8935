// SPDX-License-Identifier: GPL-2.0-or-later
// The life of an index in a program: removal by query, payloads, going through all articles, copies.
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <thread>
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
using newsrank::SearchRequest;
using newsrank::test::dump_index;
using newsrank::test::numbered_article;
using newsrank::test::ok;
using newsrank::test::TempDir;

SearchRequest query(const std::string& text) {
  SearchRequest request;
  request.text = text;
  return request;
}

std::set<std::string> ids_of(Searcher& searcher) {
  std::set<std::string> ids;
  ok(searcher.for_each([&](const Article& article) {
    BOOST_TEST(ids.insert(article.id).second, article.id << " came twice");
    return true;
  }));
  return ids;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(index_life)

BOOST_AUTO_TEST_CASE(what_a_query_finds_is_removed_with_what_is_not_committed) {
  for (const unsigned shards : {1U, 3U}) {
    const TempDir folder;
    IndexWriter writer = ok(IndexWriter::open(folder.file("db"), {.shards = shards}));
    for (int i = 0; i < 30; ++i) ok(writer.put(numbered_article(i)));
    ok(writer.commit());
    ok(writer.update(numbered_article(1).id, [](Article& article) { article.topics = {"Other"}; }));
    Article late = numbered_article(31);  // of topic 1, as the one just changed was
    ok(writer.put(late));
    Article withdrawn = numbered_article(34);
    withdrawn.removed = true;
    ok(writer.put(withdrawn));
    BOOST_TEST(ok(writer.remove_matching(query("topic:\"Topic 1\""))) == 10U);
    BOOST_TEST(writer.article_count() == 22U);
    BOOST_TEST(!ok(writer.find(late.id)));
    BOOST_TEST(ok(writer.find(numbered_article(1).id)).has_value());
    SearchRequest filtered;
    filtered.filters = {{"topic", {"Topic 2", "Topic 0"}}, {"quality", {"20..29"}}};
    BOOST_TEST(ok(writer.remove_matching(filtered)) == 6U);  // not 20 and 25 without a quality
    ok(writer.rollback());
    BOOST_TEST(writer.article_count() == 30U);
    BOOST_TEST(ok(writer.remove_matching(query("*"))) == 30U);
    ok(writer.commit());
    BOOST_TEST(ok(Searcher::open({folder.file("db")})).article_count() == 0U);
  }
}

BOOST_AUTO_TEST_CASE(a_removal_that_is_not_understood_as_written_is_refused) {
  const TempDir folder;
  IndexWriter writer = ok(IndexWriter::open(folder.file("db")));
  for (int i = 0; i < 3; ++i) ok(writer.put(numbered_article(i)));
  for (const char* const text : {"", " ", "titel:story", "date:yesteryear", "\"story"}) {
    const auto done = writer.remove_matching(query(text));
    BOOST_TEST_CONTEXT(text) BOOST_TEST((!done && done.error().code == ErrorCode::invalid_query));
  }
  SearchRequest wrong = query("story");
  wrong.filters = {{"titel", {"x"}}};
  BOOST_TEST((writer.remove_matching(wrong).error().code == ErrorCode::invalid_argument));
  BOOST_TEST(ok(writer.remove_matching(query("storry"))) == 0U);
  SearchRequest all = query("story nothing");
  all.require_all = true;
  BOOST_TEST(ok(writer.remove_matching(all)) == 0U);
  BOOST_TEST(writer.article_count() == 3U);
}

BOOST_AUTO_TEST_CASE(a_payload_is_committed_with_the_changes) {
  const TempDir folder;
  const std::string path = folder.file("db");
  {
    IndexWriter writer = ok(IndexWriter::open(path, {.shards = 2}));
    BOOST_TEST(writer.payload().empty());
    ok(writer.put(numbered_article(1)));
    ok(writer.commit("line 1"));
    ok(writer.put(numbered_article(2)));
    ok(writer.commit());
    BOOST_TEST(
        (writer.commit(std::string(newsrank::kMaxPayloadBytes + 1, 'x')).error().code == ErrorCode::invalid_argument));
  }
  BOOST_TEST(ok(Searcher::open({path})).payload().value() == "line 1");
  ok(newsrank::compact_index(path));
  IndexWriter writer = ok(IndexWriter::open(path));
  BOOST_TEST(writer.payload() == "line 1");
  Searcher searcher = ok(Searcher::open({path}));
  ok(writer.commit("line 2"));
  ok(searcher.refresh());
  BOOST_TEST(ok(searcher.payload()) == "line 2");
  BOOST_TEST((searcher.payload(1).error().code == ErrorCode::invalid_argument));
}

BOOST_AUTO_TEST_CASE(all_articles_are_gone_through_once) {
  const TempDir folder;
  IndexWriter first = ok(IndexWriter::open(folder.file("a"), {.shards = 3}));
  IndexWriter second = ok(IndexWriter::open(folder.file("b")));
  for (int i = 0; i < 600; ++i) {
    if (i % 3 != 0) ok(first.put(numbered_article(i)));
    if (i % 2 != 0) ok(second.put(numbered_article(i)));
  }
  ok(first.commit());
  ok(second.commit());
  Searcher searcher = ok(Searcher::open({folder.file("a"), folder.file("b")}));
  BOOST_TEST(ids_of(searcher).size() == searcher.article_count());
  BOOST_TEST(searcher.article_count() == 500U);
  const auto page = ok(searcher.articles_after("", 2));
  BOOST_REQUIRE(page.size() == 2U);
  BOOST_TEST((ok(searcher.articles_after(page.front().id, 1)) == std::vector<Article>{page.back()}));
  ok(first.remove(page.front().id));
  ok(second.remove(page.front().id));
  ok(first.commit());
  ok(second.commit());
  ok(searcher.refresh());
  BOOST_TEST((ok(searcher.articles_after(page.front().id, 1)) == std::vector<Article>{page.back()}));
  int visited = 0;
  ok(searcher.for_each([&](const Article&) { return ++visited < 7; }));
  BOOST_TEST(visited == 7);
}

BOOST_AUTO_TEST_CASE(a_copy_is_the_index_as_it_was_committed) {
  for (const unsigned shards : {1U, 3U}) {
    const TempDir folder;
    const std::string path = folder.file("db");
    const std::string copy = folder.file("copy");
    IndexWriter writer = ok(IndexWriter::open(path, {.shards = shards, .memory = 1}));
    for (int i = 0; i < 50; ++i) ok(writer.put(numbered_article(i)));
    ok(writer.commit("first"));
    const auto before = dump_index(path);
    for (int i = 0; i < 80; ++i) ok(writer.put(numbered_article(i + 20)));  // written out, not committed
    const auto report = ok(newsrank::backup_index(path, copy));
    BOOST_TEST(report.articles == 50U);
    BOOST_TEST((dump_index(copy) == before));
    BOOST_TEST(ok(newsrank::check_index(copy)).findings.empty());
    ok(writer.commit("second"));
    Searcher old = ok(Searcher::open({copy}));
    ok(newsrank::backup_index(path, copy));
    BOOST_TEST(old.article_count() == 50U);
    BOOST_TEST((dump_index(copy) == dump_index(path)));
    BOOST_TEST(ok(Searcher::open({copy})).payload().value() == "second");
    BOOST_TEST(ok(newsrank::check_index(copy)).findings.empty());
    ok(ok(IndexWriter::open(copy)).put(numbered_article(1)));
  }
}

BOOST_AUTO_TEST_CASE(a_copy_never_touches_what_is_no_index) {
  const TempDir folder;
  const std::string path = folder.file("db");
  const IndexWriter writer = ok(IndexWriter::open(path));
  std::filesystem::create_directories(folder.file("other"));
  std::ofstream(folder.file("other") + "/letter") << "text";
  BOOST_TEST((newsrank::backup_index(path, folder.file("other")).error().code == ErrorCode::invalid_argument));
  BOOST_TEST((newsrank::backup_index(path, path + "/.").error().code == ErrorCode::invalid_argument));
  BOOST_TEST(
      (newsrank::backup_index(folder.file("none"), folder.file("copy")).error().code == ErrorCode::index_not_found));
  BOOST_TEST(!std::filesystem::exists(folder.file("copy")));
  const IndexWriter target = ok(IndexWriter::open(folder.file("copy")));
  BOOST_TEST((newsrank::backup_index(path, folder.file("copy")).error().code == ErrorCode::index_locked));
}

// Each commit replaces all articles, so a copy that mixes two of them shows. The pauses let copies come through.
BOOST_AUTO_TEST_CASE(copies_beside_a_writer_are_of_one_commit) {
  for (const unsigned shards : {1U, 2U}) {
    const TempDir folder;
    const std::string path = folder.file("db");
    constexpr int kArticles = 300;
    const auto put_all = [&](IndexWriter& writer, int round) {
      for (int i = 0; i < kArticles; ++i) {
        Article article = numbered_article(i);
        article.body = "round " + std::to_string(round) + std::string(static_cast<std::size_t>(round * 37 % 900), 'x');
        ok(writer.put(article));
      }
      ok(writer.commit(std::to_string(round)));
    };
    IndexWriter writer = ok(IndexWriter::open(path, {.shards = shards}));
    put_all(writer, 0);
    std::atomic<bool> done = false;
    std::thread writing([&] {
      for (int round = 1; !done; ++round) put_all(writer, round);
    });
    for (int i = 0; i < 8; ++i) {
      const std::string copy = folder.file("copy" + std::to_string(i));
      const auto report = newsrank::backup_index(path, copy);
      if (!report) {
        BOOST_TEST((report.error().code == ErrorCode::index_changed), report.error().message);
        continue;
      }
      BOOST_TEST(ok(newsrank::check_index(copy)).findings.empty());
      Searcher searcher = ok(Searcher::open({copy}));
      const std::string expected = "round " + ok(searcher.payload());
      int seen = 0;
      ok(searcher.for_each([&](const Article& article) {
        seen += article.body.substr(0, article.body.find('x')) == expected ? 1 : 0;
        return true;
      }));
      BOOST_TEST(seen == kArticles);
    }
    done = true;
    writing.join();
  }
}

BOOST_AUTO_TEST_SUITE_END()
