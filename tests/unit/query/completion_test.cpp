// SPDX-License-Identifier: GPL-2.0-or-later
// What unfinished queries may become, and that each of it finds an article.
#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "collection.hpp"

using newsrank::Article;
using newsrank::SearchRequest;
using newsrank::test::article;
using newsrank::test::Collection;
using newsrank::test::joined;

BOOST_AUTO_TEST_SUITE(completion)

namespace {

std::string with_bars(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : "|") + text;
  return out;
}

std::vector<Article> shop() {
  std::vector<Article> articles{article("a", "Azure Functions as a Function-as-a-Service"),
                                article("b", "Azure functions cost little"),
                                article("c", "Azure fun for children"),
                                article("d", "The C++ and .NET of a shop"),
                                article("e", "Windows on C++ and PowerApps, said Comma,Shop"),
                                article("gone", "Azure future withdrawn")};
  const auto provider = [&](std::size_t at, const char* name, const char* domain) {
    articles[at].provider = {name, domain};
  };
  provider(0, "The Harbour Gazette", "harbour.example");
  provider(1, "The Harbour Gazette", "harbour.example");
  provider(2, "ZDNet", "zdnet.example");
  provider(3, "Harvest, a \"Weekly\"", "harvest.example");
  articles[0].topics = {"Machine Learning", "Cloud"};
  articles[1].topics = {"Cloud"};
  articles[2].topics = {"Machine Learning"};
  articles[4].topics = {"Machine (old)"};
  for (Article& each : articles) each.type = "article";
  articles[3].type = "video";
  articles[0].language = "en";
  articles[5].removed = true;
  articles[5].topics = {"Withdrawn"};
  return articles;
}

}  // namespace

BOOST_AUTO_TEST_CASE(texts_are_completed) {
  Collection collection(shop());
  struct Case {
    std::string text, queries;
  };
  const std::vector<Case> cases{
      // Words, with what stands before them.
      {"azure fu", "azure functions|azure fun|azure Function-as-a-Service"},
      {"Azure Fu", "Azure Functions|Azure Fun|Azure Function-as-a-Service"},
      {"provider:ZDNet fu", "provider:ZDNet fun"},
      {"-cost fu", "-cost fun|-cost function|-cost Function-as-a-Service"},
      {"children functio", ""},
      {"zzzz childr", "zzzz children"},
      {"children OR lit", "children OR little"},
      {"azure azure", ""},
      {"azure future", ""},
      {"functionasa", ""},
      {"functionasas", ""},
      {"powera", "powerapps"},
      {".ne", ".NET"},
      {"c+", "C++"},
      {"windows c+", "windows C++"},
      {"function-as", "Function-as-a-Service"},
      {"comma,sh", "comma,shop"},
      // Fields of words, and phrases.
      {"title:fu", "title:functions|title:fun|title:Function-as-a-Service"},
      {"title:(azure fu", "title:(azure functions|title:(azure fun|title:(azure Function-as-a-Service"},
      {"+title:fu", "+title:functions|+title:fun|+title:Function-as-a-Service"},
      {"\"azure fu", "\"azure functions|\"azure fun|\"azure Function-as-a-Service"},
      {"\"cost fu", ""},
      {"title:\"functions co", "title:\"functions cost"},
      // Values.
      {"provider:", "provider:\"The Harbour Gazette\"|provider:\"Harvest, a \\\"Weekly\\\"\"|provider:ZDNet"},
      {"provider:zd", "provider:ZDNet"},
      {"provider:harbour.", "provider:harbour.example"},
      {"provider:har", "provider:\"Harvest, a \\\"Weekly\\\"\"|provider:\"The Harbour Gazette\""},
      {"topic:ma", "topic:\"Machine Learning\"|topic:\"Machine (old)\""},
      {"tag:\"mach", "tag:\"Machine Learning\"|tag:\"Machine (old)\""},
      {"topic:lear", "topic:\"Machine Learning\""},
      {"topic:(cloud, mach", "topic:(cloud, \"Machine Learning\"|topic:(cloud, \"Machine (old)\""},
      {"windows topic:", "windows topic:\"Machine (old)\""},
      {"functions topic:ma", "functions topic:\"Machine Learning\""},
      {"-topic:c", "-topic:Cloud"},
      {"topic:with", ""},
      {"removed:any topic:with", "removed:any topic:Withdrawn"},
      {"type:", "type:article|type:video"},
      {"lang:", "lang:en"},
      {"removed:t", "removed:true"},
      {"date:", ""},
      {"quality:1", ""},
      {"topic:zz", ""},
  };
  for (const Case& each : cases) {
    const auto completions = collection.searcher().complete(each.text);
    BOOST_REQUIRE(completions);
    BOOST_TEST(with_bars(completions->queries) == each.queries, each.text << ": " << with_bars(completions->queries));
  }
  BOOST_TEST(with_bars(collection.searcher().complete("provider:zd")->values) == "ZDNet");
  BOOST_TEST(collection.searcher().complete("az")->values.empty());
}

// Of many articles none is overlooked, whatever its number.
BOOST_AUTO_TEST_CASE(rare_words_of_many_articles_are_found) {
  std::vector<Article> articles;
  for (char first = 'a'; first <= 'z'; ++first) {
    for (char second = 'a'; second <= 'p'; ++second)
      articles.push_back(
          article("n" + std::to_string(articles.size()), std::string("Azure fuq") + first + second + " grows"));
  }
  articles.push_back(article("last", "Azure functions and a hyperloop futon"));
  articles.push_back(article("more", "Azure functions"));
  Collection collection(articles);
  BOOST_TEST(with_bars(collection.searcher().complete("azure fu", 1)->queries) == "azure functions");
  BOOST_TEST(with_bars(collection.searcher().complete("hyperloop fut")->queries) == "hyperloop futon");
  BOOST_TEST(with_bars(collection.searcher().complete("azure fuqzp")->queries) == "azure fuqzp");
}

BOOST_AUTO_TEST_CASE(every_offered_query_finds_an_article) {
  Collection collection(shop());
  const std::string ends[] = {"a",          "f",       "fu", "c",   "ma",    "w",  "topic:", "topic:m",
                              "provider:h", "title:f", "-f", "\"a", "type:", ".n", ""};
  const std::string starts[] = {"",
                                "azure ",
                                "functions ",
                                "title:azure ",
                                "provider:ZDNet ",
                                "topic:cloud ",
                                "-children ",
                                "\"azure functions\" ",
                                "(azure OR windows) ",
                                "azure AND "};
  for (const std::string& start : starts) {
    for (const std::string& end : ends) {
      const auto completions = collection.searcher().complete(start + end);
      BOOST_REQUIRE(completions);
      for (const std::string& query : completions->queries) {
        if (end.starts_with('-')) continue;  // what is left out need not leave something
        SearchRequest request;
        request.text = query;
        request.require_all = true;
        request.correct = false;
        const auto response = collection.searcher().search(request);
        BOOST_TEST((response && !response->hits.empty()), start + end << " -> " << query);
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
