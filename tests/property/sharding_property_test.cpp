// SPDX-License-Identifier: GPL-2.0-or-later
// Many databases answer as one: shards of one index, several indexes, servers, and any mixture of them.
#include <rapidcheck.h>
#include <rapidcheck/boost_test.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "index/index_layout.hpp"
#include "newsrank/searcher.hpp"
#include "random_collection.hpp"
#include "search_server.hpp"
#include "storage/index_store.hpp"
#include "stored_index.hpp"
#include "temp_dir.hpp"

namespace {

using namespace newsrank;

constexpr std::int64_t kNow = 10 * 86'400;
constexpr int kQueriesPerCollection = 12;

void write_shards(const std::string& folder, const std::vector<Article>& articles, unsigned shards) {
  auto store = IndexStore::open(folder, {.shards = shards});
  RC_ASSERT(store.has_value());
  for (const Article& article : articles) RC_ASSERT(test::put(*store, article).has_value());
  RC_ASSERT(store->commit().has_value());
}

// One or two indexes of 1 to 4 shards each, read from their folders or, one by one, from servers.
class Databases {
 public:
  // Each article goes to the indexes that `places` says, by bits. Those that `removes` draws are removed afterwards.
  Databases(const test::TempDir& folder, const std::vector<Article>& articles, const std::vector<int>& places,
            const std::function<bool()>& removes = {}, bool may_serve = true) {
    for (int i = 0; i < 2; ++i) {
      std::vector<Article> own;
      for (std::size_t each = 0; each < articles.size(); ++each)
        if ((places[each] >> i & 1) != 0) own.push_back(articles[each]);
      const auto shards = *rc::gen::inRange(1U, 5U);
      const std::string path = folder.file("part" + std::to_string(i));
      write_shards(path, own, shards);
      if (removes) remove_some(path, own, removes);
      if (may_serve && test::SearchServer::available() && *rc::gen::arbitrary<bool>()) {
        serve(path, shards);
      } else {
        names_.push_back(path);
      }
    }
  }

  const std::vector<std::string>& names() const { return names_; }
  const std::set<std::string>& removed() const { return removed_; }

 private:
  void remove_some(const std::string& path, const std::vector<Article>& articles,
                   const std::function<bool()>& removes) {
    auto store = IndexStore::open(path, {});
    RC_ASSERT(store.has_value());
    for (const Article& article : articles) {
      if (!removes()) continue;
      RC_ASSERT(store->remove(test::identity_of(article.id)).has_value());
      removed_.insert(article.id);
    }
    RC_ASSERT(store->commit().has_value());
  }

  void serve(const std::string& path, unsigned shards) {
    const auto generation = detail::read_pointer(path);
    RC_ASSERT(generation.has_value());
    for (unsigned shard = 0; shard < shards; ++shard) {
      servers_.push_back(std::make_unique<test::SearchServer>(detail::generation_path(path, generation->number) +
                                                              "/shard" + std::to_string(shard)));
      names_.push_back(servers_.back()->address());
    }
  }

  std::vector<std::string> names_;
  std::set<std::string> removed_;
  std::vector<std::unique_ptr<test::SearchServer>> servers_;
};

std::vector<Article> draw_articles() {
  auto articles = test::draw_collection();
  for (Article& article : articles) {
    if (*rc::gen::inRange(0, 20) == 0) article.excerpt += " light-engine";
  }
  return articles;
}

std::shared_ptr<const Synonyms> synonyms() {
  const auto parsed = Synonyms::parse("- [river, cloud, budget, quiet, signal]");
  RC_ASSERT(parsed.has_value());
  return std::make_shared<const Synonyms>(*parsed);
}

SearchRequest draw_request(const std::vector<Article>& articles) {
  SearchRequest request;
  request.text = *rc::gen::element<std::string>(
      "", "storm ", "light market ", "engines quiet signal ", "\"river cloud\" ", "title:budget ", "ligh* ", "lum* ",
      "lum* ", "title:lum* ", "lum?b* market ", "lum* lumb* ", "light-engine ", "merket ");
  request.text +=
      *rc::gen::element<std::string>("storm", "topic:alpha", "quality:25..75", "cloud OR river", "date:1970-01-02..");
  request.profile = test::draw_profile();
  request.profile->feedback_documents = *rc::gen::element(0U, 0U, 0U, 3U, 10U);
  request.profile->feedback_terms = *rc::gen::element(2U, 20U);
  if (*rc::gen::inRange(0, 4) == 0) request.synonyms = synonyms();
  if (*rc::gen::inRange(0, 8) == 0) request.like = *rc::gen::elementOf(articles);
  request.now = kNow;
  request.sort = *rc::gen::element(SortOrder::relevance, SortOrder::relevance, SortOrder::date, SortOrder::quality,
                                   SortOrder::heat);
  request.limit = *rc::gen::inRange<std::size_t>(1, 30);
  request.offset = *rc::gen::element<std::size_t>(0, 0, 3, 40);
  request.group_stories = *rc::gen::arbitrary<bool>();
  request.explain = *rc::gen::inRange(0, 4) == 0;
  for (const char* const field : {"topic", "quality", "date"}) request.facets.push_back({.field = field});
  return request;
}

bool same(double a, double b) {
  return std::abs(a - b) <= 1e-9 * std::abs(a);
}

std::vector<std::string> facet_lines(const SearchResponse& response) {
  std::vector<std::string> lines;
  for (const Facet& facet : response.facets) {
    lines.push_back(facet.field + " of " + std::to_string(facet.articles) + ", without " +
                    std::to_string(facet.missing));
    for (const FacetValue& value : facet.values) lines.push_back(value.value + ' ' + std::to_string(value.count));
  }
  return lines;
}

std::vector<std::string> hit_lines(const SearchResponse& response) {
  std::vector<std::string> lines;
  for (const Hit& hit : response.hits) {
    std::string line = std::to_string(hit.rank) + ' ' + hit.article.id;
    for (const StoryCopy& copy : hit.copies) line += ' ' + copy.id;
    lines.push_back(std::move(line));
  }
  return lines;
}

void check_equal(const Explanation& single, const Explanation& many) {
  RC_ASSERT(many.terms.size() == single.terms.size());
  for (std::size_t i = 0; i < single.terms.size(); ++i)
    RC_ASSERT(same(many.terms[i].contribution, single.terms[i].contribution));
}

void check_equal(const SearchResponse& single, const SearchResponse& many) {
  RC_ASSERT(many.missing.empty());
  RC_ASSERT(many.total.value == single.total.value);
  RC_ASSERT(many.total.exact == single.total.exact);
  RC_ASSERT(facet_lines(many) == facet_lines(single));
  RC_ASSERT(hit_lines(many) == hit_lines(single));
  for (std::size_t i = 0; i < single.hits.size(); ++i) {
    RC_ASSERT(same(many.hits[i].score, single.hits[i].score));
    RC_ASSERT(same(many.hits[i].quality_factor, single.hits[i].quality_factor));
    RC_ASSERT(same(many.hits[i].recency_factor, single.hits[i].recency_factor));
    RC_ASSERT(many.hits[i].explanation.has_value() == single.hits[i].explanation.has_value());
    if (single.hits[i].explanation) check_equal(*single.hits[i].explanation, *many.hits[i].explanation);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sharding)

RC_BOOST_PROP(many_databases_answer_as_a_single_index, ()) {
  const test::TempDir folder;
  const auto articles = draw_articles();
  // The chains of a story may be broken between indexes.
  const bool one_index = *rc::gen::arbitrary<bool>();
  const auto places = one_index ? std::vector<int>(articles.size(), 1)
                                : *rc::gen::container<std::vector<int>>(articles.size(), rc::gen::element(1, 2));
  write_shards(folder.file("whole"), articles, 1);
  auto single = Searcher::open({folder.file("whole")});
  RC_ASSERT(single.has_value());
  const Databases databases(folder, articles, places);
  auto many = Searcher::open(databases.names());
  RC_ASSERT(many.has_value());
  RC_ASSERT(many->article_count() == articles.size());
  for (int i = 0; i < kQueriesPerCollection; ++i) {
    SearchRequest request = draw_request(articles);
    request.group_stories = request.group_stories && one_index;
    const auto expected = single->search(request);
    const auto response = many->search(request);
    RC_ASSERT(expected.has_value());
    RC_ASSERT(response.has_value());
    check_equal(*expected, *response);
  }
}

// Words are counted in every database that holds them, so that scores may differ from those of the union; whatever does
// not depend on relevance is equal.
RC_BOOST_PROP(an_article_in_two_indexes_counts_once, ()) {
  const test::TempDir folder;
  const auto articles = draw_articles();
  const auto places = *rc::gen::container<std::vector<int>>(articles.size(), rc::gen::element(1, 2, 3));
  write_shards(folder.file("whole"), articles, 1);
  auto single = Searcher::open({folder.file("whole")});
  RC_ASSERT(single.has_value());
  const Databases databases(folder, articles, places);
  auto many = Searcher::open(databases.names());
  RC_ASSERT(many.has_value());
  RC_ASSERT(many->article_count() == articles.size());
  for (int i = 0; i < kQueriesPerCollection; ++i) {
    SearchRequest request = draw_request(articles);
    request.profile->feedback_documents = 0;
    request.group_stories = false;
    request.limit = 1000;
    request.offset = 0;
    const auto expected = single->search(request);
    auto response = many->search(request);
    RC_ASSERT(expected.has_value());
    RC_ASSERT(response.has_value());
    RC_ASSERT(response->total.value == expected->total.value);
    RC_ASSERT(facet_lines(*response) == facet_lines(*expected));
    std::map<std::string, double> factors;
    for (const Hit& hit : expected->hits) factors[hit.article.id] = hit.quality_factor * hit.recency_factor;
    std::set<std::string> seen;
    for (const Hit& hit : response->hits) {
      RC_ASSERT(seen.insert(hit.article.id).second);
      RC_ASSERT(factors.contains(hit.article.id));
      RC_ASSERT(same(hit.quality_factor * hit.recency_factor, factors[hit.article.id]));
    }
    RC_ASSERT(seen.size() == factors.size());
    request.limit = *rc::gen::inRange<std::size_t>(1, 20);
    request.offset = *rc::gen::inRange<std::size_t>(0, 20);
    const auto page = many->search(request);
    RC_ASSERT(page.has_value());
    RC_ASSERT(page->total.value == response->total.value);
    for (std::size_t hit = 0; hit < page->hits.size(); ++hit)
      RC_ASSERT(page->hits[hit].article.id == response->hits[request.offset + hit].article.id);
  }
}

// Terms that stand in every article of an index, or of one of two, after removals: the engine has to be kept from
// taking the list of all documents for theirs. A list of all documents in several pieces needs a thousand of them.
RC_BOOST_PROP(terms_of_all_articles_are_found_after_removals, ()) {
  const test::TempDir folder;
  const auto count = *rc::gen::inRange<std::size_t>(1'100, 2'000);
  const bool may_serve = *rc::gen::arbitrary<bool>();
  const bool all_removed = *rc::gen::arbitrary<bool>();
  std::vector<Article> articles;
  std::vector<int> places;
  for (std::size_t i = 0; i < count; ++i) {
    const bool first = i % 8 != 0;
    Article article;
    article.id = article.url = "https://news.example/" + std::to_string(i);
    article.title = "storm " + std::to_string(i % 7);
    article.excerpt = std::string(i % 3 == 0 ? "river" : "cloud") + (first ? " budget" : "");
    article.type = "article";
    article.category = first || i % 16 == 0 ? "energy" : "sport";
    article.removed = first && all_removed;
    article.quality = static_cast<double>(i % 5) * 20;
    articles.push_back(article);
    places.push_back(first ? 1 : 2);
  }
  const Databases databases(
      folder, articles, places, [&] { return *rc::gen::inRange(0, 10) == 0; }, may_serve);
  std::erase_if(articles, [&](const Article& article) { return databases.removed().contains(article.id); });
  write_shards(folder.file("whole"), articles, 1);
  auto single = Searcher::open({folder.file("whole")});
  auto many = Searcher::open(databases.names());
  RC_ASSERT(single.has_value());
  RC_ASSERT(many.has_value());
  for (const char* const text : {"type:article",
                                 "-type:article storm",
                                 "storm type:article",
                                 "river -storm",
                                 "river type:article -sport",
                                 "category:energy",
                                 "cloud category:energy",
                                 "river OR category:energy",
                                 "cloud -category:energy",
                                 "cloud -(river OR (budget type:article))",
                                 "title:storm",
                                 "river title:storm",
                                 "storm -title:storm",
                                 "river -(type:article OR sport)",
                                 "-category:energy",
                                 "river -(cloud -type:article)",
                                 "removed:true",
                                 "river removed:false",
                                 "river -removed:true",
                                 "type:article quality:20..60",
                                 "*"}) {
    if (may_serve && *rc::gen::inRange(0, 3) != 0) continue;  // servers take their time
    for (const SortOrder sort : {SortOrder::relevance, SortOrder::quality}) {
      SearchRequest request;
      request.text = text;
      request.sort = sort;
      request.now = kNow;
      request.limit = 20;
      request.explain = sort == SortOrder::relevance;
      for (const char* const field : {"type", "category", "quality"}) request.facets.push_back({.field = field});
      const auto expected = single->search(request);
      const auto response = many->search(request);
      RC_ASSERT(expected.has_value());
      if (!response) RC_FAIL(std::string(text) + ": " + response.error().message);
      check_equal(*expected, *response);
    }
    RC_ASSERT(many->complete(text).has_value());
  }
}

BOOST_AUTO_TEST_CASE(servers_take_part) {
  BOOST_WARN_MESSAGE(test::SearchServer::available(),
                     "xapian-tcpsrv (package xapian-tools) is missing: no servers tried");
}

// The second holds other versions of the articles of the first.
BOOST_AUTO_TEST_CASE(the_first_database_wins) {
  const test::TempDir folder;
  std::vector<Article> articles(3);
  for (std::size_t i = 0; i < articles.size(); ++i) {
    articles[i].id = articles[i].url = "https://news.example/" + std::to_string(i);
    articles[i].title = "storm";
    articles[i].quality = 10;
  }
  write_shards(folder.file("a"), articles, 1);
  for (Article& article : articles) article.excerpt = "river";
  articles.push_back(articles.front());
  articles.back().id = articles.back().url = "https://news.example/new";
  write_shards(folder.file("b"), articles, 2);
  auto searcher = Searcher::open({folder.file("a"), folder.file("b")});
  BOOST_REQUIRE(searcher);
  BOOST_TEST(searcher->article_count() == 4U);
  BOOST_TEST(searcher->search({.text = "storm"})->total.value == 4U);
  BOOST_TEST(searcher->search({.text = "river"})->total.value == 1U);
  BOOST_TEST((*searcher->find("https://news.example/1"))->excerpt == "");
  BOOST_TEST((*searcher->find("https://news.example/new"))->excerpt == "river");
}

BOOST_AUTO_TEST_SUITE_END()
