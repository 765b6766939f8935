// SPDX-License-Identifier: GPL-2.0-or-later
// How often a search asks for memory, and for how much: a bound for each kind of search, with some room.
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <cstdlib>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "newsrank/searcher.hpp"
#include "numbered_index.hpp"
#include "stored_index.hpp"
#include "temp_dir.hpp"

namespace {

struct Counted {
  std::uint64_t calls = 0;
  std::uint64_t bytes = 0;
};

thread_local bool counting = false;
thread_local Counted counted;

void* allocate(std::size_t size) noexcept {
  if (counting) {
    ++counted.calls;
    counted.bytes += size;
  }
  return std::malloc(size == 0 ? 1 : size);
}

}  // namespace

void* operator new(std::size_t size) {
  void* const memory = allocate(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return allocate(size);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace {

using newsrank::Article;
using newsrank::IndexStore;
using newsrank::Searcher;
using newsrank::SearchRequest;
using newsrank::test::ok;

constexpr int kArticles = 20'000;
constexpr std::uint64_t kBodyBytes = 1'500;

// Articles as they are: a title, a sentence, a body of some 1,500 bytes.
Article article_of(int number) {
  Article article = newsrank::test::numbered_article(number);
  article.title += number % 2 == 0 ? " of battery makers" : " of grid planners";
  for (int i = 0; i < 40; ++i) article.body += "Some words about salt and storage in line " + std::to_string(i) + ". ";
  return article;
}

void make_index(const std::string& path) {
  std::vector<newsrank::BulkArticle> articles;
  for (int i = 0; i < kArticles; ++i) articles.push_back(newsrank::test::bulk_article(article_of(i)));
  newsrank::test::VectorSource source(std::move(articles));
  IndexStore store = ok(IndexStore::open(path));
  ok(store.bulk_load(source));
  ok(store.commit());
}

// Of the second of two equal searches: the first opens what is kept.
Counted cost_of(Searcher& searcher, const SearchRequest& request) {
  ok(searcher.search(request));
  counted = {};
  counting = true;
  const auto response = searcher.search(request);
  counting = false;
  BOOST_TEST(ok(response).hits.size() == request.limit);
  BOOST_TEST_MESSAGE(counted.calls << " allocations, " << counted.bytes << " bytes");
  return counted;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(allocations)

BOOST_AUTO_TEST_CASE(a_search_asks_for_little_memory) {
  const newsrank::test::TempDir folder;
  make_index(folder.file("db"));
  Searcher searcher = ok(Searcher::open({folder.file("db")}));
  SearchRequest request;
  request.text = "battery story";
  request.limit = 10;
  const Counted plain = cost_of(searcher, request);
  BOOST_TEST(plain.calls < 750);
  BOOST_TEST(plain.bytes < 750'000);
  request.fields = {"title", "url"};
  const Counted some = cost_of(searcher, request);
  BOOST_TEST(some.calls < plain.calls);
  BOOST_TEST(some.bytes + request.limit * kBodyBytes < plain.bytes);
  request.group_stories = false;
  BOOST_TEST(cost_of(searcher, request).calls < 700);
  request.group_stories = true;
  request.snippets.emplace();
  request.facets = {{"topic"}, {"year"}};
  const Counted rich = cost_of(searcher, request);
  BOOST_TEST(rich.calls < 1'050);
  BOOST_TEST(rich.bytes < 1'100'000);
}

BOOST_AUTO_TEST_SUITE_END()
