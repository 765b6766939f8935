// SPDX-License-Identifier: GPL-2.0-or-later
#include "newsrank/index_writer.hpp"

#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "index/index_layout.hpp"
#include "index/terms.hpp"
#include "index_dump.hpp"
#include "newsrank/searcher.hpp"
#include "numbered_index.hpp"
#include "temp_dir.hpp"

namespace {

using newsrank::Article;
using newsrank::ErrorCode;
using newsrank::IndexWriter;
using newsrank::test::dump_index;
using newsrank::test::numbered_article;
using newsrank::test::ok;
using newsrank::test::TempDir;
namespace detail = newsrank::detail;
namespace fs = std::filesystem;

}  // namespace

BOOST_AUTO_TEST_SUITE(index_writer)

BOOST_AUTO_TEST_CASE(articles_are_put_replaced_and_removed) {
  const TempDir folder;
  const std::string path = folder.file("db");
  IndexWriter writer = ok(IndexWriter::open(path));
  Article made = numbered_article(1);
  made.id.clear();
  made.url = "https://Example.org/1?utm_source=x";
  ok(writer.put(made));
  ok(writer.put(numbered_article(1)));
  ok(writer.put(numbered_article(2)));
  BOOST_TEST(writer.article_count() == 2U);
  ok(writer.remove("https://example.org/2"));
  ok(writer.commit());
  BOOST_TEST(writer.article_count() == 1U);
  BOOST_TEST(dump_index(path).begin()->first == detail::identity_term("https://example.org/1"));
}

BOOST_AUTO_TEST_CASE(a_transaction_is_committed_rolled_back_or_dropped_as_a_whole) {
  const TempDir folder;
  const std::string path = folder.file("db");
  {
    IndexWriter writer = ok(IndexWriter::open(path, {.shards = 3}));
    for (int i = 0; i < 10; ++i) ok(writer.put(numbered_article(i)));
    ok(writer.commit());
    ok(writer.remove(numbered_article(1).id));
    ok(writer.put(numbered_article(20)));
    ok(writer.rollback());
    BOOST_TEST(writer.article_count() == 10U);
    ok(writer.put(numbered_article(30)));
    ok(writer.commit());
    ok(writer.put(numbered_article(40)));
  }
  BOOST_TEST(dump_index(path).size() == 11U);
  BOOST_TEST(ok(detail::read_pointer(path)).shards == 3U);
}

BOOST_AUTO_TEST_CASE(a_writer_waits_for_another_one_if_told_to) {
  const TempDir folder;
  const std::string path = folder.file("db");
  auto first = std::make_unique<IndexWriter>(ok(IndexWriter::open(path)));
  BOOST_TEST((IndexWriter::open(path).error().code == ErrorCode::index_locked));
  const auto let_go = [&] {
    first.reset();
    return false;
  };
  BOOST_TEST(IndexWriter::open(path, {.wait_for_lock = true, .cancelled = let_go}).has_value());
}

BOOST_AUTO_TEST_CASE(a_writer_is_usable_again_after_a_failed_commit) {
  const TempDir folder;
  const std::string path = folder.file("db");
  IndexWriter writer = ok(IndexWriter::open(path, {.shards = 2}));
  ok(writer.put(numbered_article(1)));
  ok(writer.commit());
  fs::create_directories(path + "/XAPIANDB.new");  // the pointer cannot be replaced
  ok(writer.put(numbered_article(2)));
  BOOST_TEST((writer.commit().error().code == ErrorCode::io));
  BOOST_TEST((writer.put(numbered_article(3)).error().code == ErrorCode::internal));
  BOOST_TEST(dump_index(path).size() == 1U);
  fs::remove_all(path + "/XAPIANDB.new");
  ok(writer.rollback());
  BOOST_TEST(writer.article_count() == 1U);
  ok(writer.put(numbered_article(4)));
  ok(writer.commit());
  BOOST_TEST(dump_index(path).size() == 2U);
}

BOOST_AUTO_TEST_CASE(invalid_articles_are_refused_and_the_writer_goes_on) {
  const TempDir folder;
  IndexWriter writer = ok(IndexWriter::open(folder.file("db")));
  const auto refused = [&](auto&& change) {
    Article made = numbered_article(1);
    change(made);
    const auto done = writer.put(made);
    return !done && done.error().code == ErrorCode::invalid_article;
  };
  BOOST_TEST(refused([](Article& a) { a.title = " "; }));
  BOOST_TEST(refused([](Article& a) { a.id = a.url = ""; }));
  BOOST_TEST(refused([](Article& a) { a.id = "\xff"; }));
  BOOST_TEST(refused([](Article& a) { a.id = "http://"; }));
  BOOST_TEST(refused([](Article& a) { a.id = std::string(newsrank::kMaxIdentityBytes + 1, 'a'); }));
  for (const std::int64_t moment :
       {INT64_MIN, INT64_MAX, std::int64_t{253'402'300'800}, std::int64_t{-62'135'596'801}}) {
    BOOST_TEST(refused([&](Article& a) { a.published_at = moment; }));
  }
  BOOST_TEST(refused([](Article& a) { a.excerpt = "\xff"; }));
  BOOST_TEST(refused([](Article& a) { a.topics = {"\xc3"}; }));
  BOOST_TEST(refused([](Article& a) { a.quality = -1; }));
  BOOST_TEST(refused([](Article& a) { a.quality = std::numeric_limits<double>::quiet_NaN(); }));
  BOOST_TEST(refused([](Article& a) { a.heat = std::numeric_limits<double>::infinity(); }));
  ok(writer.put(numbered_article(1)));
  ok(writer.commit());
  BOOST_TEST(writer.article_count() == 1U);
}

BOOST_AUTO_TEST_CASE(an_update_changes_members_and_keeps_the_rest) {
  const TempDir folder;
  const std::string path = folder.file("db");
  {
    newsrank::IndexStore store = ok(newsrank::IndexStore::open(path));
    Article first = numbered_article(1);
    first.body = "Molten salt stores heat";
    Article second = numbered_article(1);
    second.title = "What another file says";
    const std::string records[]{encode_article(first), encode_article(second)};
    const std::string_view views[]{records[0], records[1]};
    ok(store.put(newsrank::identity_hash(first.id), views));
    ok(store.commit("catalogue"));
  }
  {
    IndexWriter writer = ok(IndexWriter::open(path));
    const auto better = [](Article& article) { article.quality = 99; };
    BOOST_TEST(ok(writer.update("HTTPS://example.org/1#part", better)));
    BOOST_TEST(!ok(writer.update("https://example.org/none", better)));
    BOOST_TEST((writer.update("https://example.org/1", [](Article& a) { a.id = "other"; }).error().code ==
                ErrorCode::invalid_article));
    BOOST_TEST((writer.update("https://example.org/1", [](Article& a) { a.title = ""; }).error().code ==
                ErrorCode::invalid_article));
    const Article changed = ok(writer.find("https://example.org/1")).value();
    BOOST_TEST(changed.quality.value() == 99);
    BOOST_TEST(changed.body == "Molten salt stores heat");
    ok(writer.commit());
  }
  newsrank::IndexStore store = ok(newsrank::IndexStore::open(path));
  BOOST_TEST(ok(store.versions(newsrank::identity_hash("https://example.org/1"))).size() == 2U);
  BOOST_TEST(ok(store.catalogue()) == "catalogue");
}

BOOST_AUTO_TEST_CASE(a_writer_finds_what_it_has_not_committed) {
  const TempDir folder;
  IndexWriter writer = ok(IndexWriter::open(folder.file("db"), {.shards = 2}));
  BOOST_TEST(!ok(writer.find("42")));
  Article made = numbered_article(1);
  made.id = "42";
  ok(writer.put(made));
  BOOST_TEST((ok(writer.find("42")) == made));
  ok(writer.remove("42"));
  BOOST_TEST(!ok(writer.find("42")));
  BOOST_TEST((writer.find("").error().code == ErrorCode::invalid_article));
}

BOOST_AUTO_TEST_CASE(any_text_is_an_identity) {
  const TempDir folder;
  const std::string path = folder.file("db");
  IndexWriter writer = ok(IndexWriter::open(path));
  const std::string longest(newsrank::kMaxIdentityBytes, 'z');
  const std::vector<std::string> ids{"42",   "urn:isbn:9780141036144", "file:///home/a b", "myapp://record/42", " ",
                                     longest};
  for (const std::string& id : ids) {
    Article made;
    made.id = id;
    made.title = "Title";
    ok(writer.put(made));
    ok(writer.put(made));
  }
  ok(writer.commit());
  newsrank::Searcher searcher = ok(newsrank::Searcher::open({path}));
  BOOST_TEST(searcher.article_count() == ids.size());
  for (const std::string& id : ids) BOOST_TEST(ok(searcher.find(id)).value().id == id);
  newsrank::SearchRequest request;
  request.text = "id:\"myapp://record/42\"";
  BOOST_TEST(ok(searcher.search(request)).hits.at(0).article.id == "myapp://record/42");
  request.text = "site:record";
  BOOST_TEST(ok(searcher.search(request)).hits.empty());
}

BOOST_AUTO_TEST_CASE(an_index_can_be_read_as_soon_as_it_is_made) {
  for (const unsigned shards : {1U, 3U}) {
    const TempDir folder;
    const std::string path = folder.file("db");
    IndexWriter writer = ok(IndexWriter::open(path, {.shards = shards}));
    newsrank::Searcher searcher = ok(newsrank::Searcher::open({path}));
    newsrank::SearchRequest request;
    request.text = "story";
    BOOST_TEST(ok(searcher.search(request)).hits.empty());
    BOOST_TEST(ok(searcher.complete("st")).queries.empty());
    ok(writer.put(numbered_article(1)));
    ok(writer.commit());
    ok(searcher.refresh());
    BOOST_TEST(ok(searcher.search(request)).hits.size() == 1U);
  }
}

BOOST_AUTO_TEST_SUITE_END()
