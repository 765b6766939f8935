// SPDX-License-Identifier: GPL-2.0-or-later
// What queries find: tables of articles, queries and the articles expected, through writer and searcher.
#include <boost/test/unit_test.hpp>

#include <map>
#include <string>
#include <vector>

#include "collection.hpp"

using newsrank::Article;
using newsrank::test::article;
using newsrank::test::check;
using newsrank::test::Collection;
using newsrank::test::names;

BOOST_AUTO_TEST_SUITE(translator)

// All wildcards of a query share one budget; equal ones count once.
BOOST_AUTO_TEST_CASE(many_wildcards_stand_for_few_words_each) {
  std::vector<Article> articles;
  for (int i = 0; i < 30; ++i) articles.push_back(article("n" + std::to_string(i), "aword" + std::to_string(i)));
  Collection collection(articles);
  const auto cut_words = [&](const std::string& text) {
    newsrank::SearchRequest request;
    request.text = text;
    request.limits.max_expansions = 20;
    std::vector<std::string> messages;
    const auto response = collection.searcher().search(request);
    BOOST_REQUIRE(response);
    for (const auto& remark : response->diagnostics) messages.push_back(remark.message);
    return messages;
  };
  using Messages = std::vector<std::string>;
  const std::string said = "\"a*\" stands for more than 20 words; the most frequent were used";
  BOOST_TEST(cut_words("a*") == Messages{said}, boost::test_tools::per_element());
  BOOST_TEST(cut_words("a* a* a* a* a* a* a*") == Messages{said}, boost::test_tools::per_element());
  const Messages shared = cut_words("a* aw* awo* awor* aword* title:a* b* c*");
  BOOST_TEST(shared.size() == 6U);
  BOOST_TEST(shared.front() == "\"a*\" stands for more than 10 words; the most frequent were used");
}

BOOST_AUTO_TEST_CASE(names_are_found_whole_and_by_their_parts_in_any_case) {
  Collection collection({
      article("cpp", "The C++ standard"),
      article("c", "The C standard"),
      article("csharp", "A look at C# records"),
      article("dotnet", "What .NET brings"),
      article("aspnet", "Sites made with ASP.NET"),
      article("node", "Servers in Node.js"),
      article("att", "AT&T raises prices"),
      article("rd", "Spending on R&D"),
      article("gpt", "Trying GPT-3 out"),
      article("covid", "After COVID-19"),
      article("fiveg", "Masts for 5G"),
      article("fourk", "Screens in 4K"),
      article("xs", "Series X/S consoles"),
      article("cicd", "Pipelines for CI/CD"),
      article("tcpip", "TCP/IP explained"),
      article("wifi", "Faster Wi-Fi"),
      article("email", "Sorting e-mail"),
      article("lowcode", "Low-code tools"),
      article("art", "State-of-the-art cameras"),
      article("us", "Trains in the U.S. today"),
      article("phd", "A Ph.D. in bread"),
      article("version", "Release 3.5 is out"),
      article("ubuntu", "Moving to 18.04"),
      article("vtwo", "Plans for v2.0"),
      article("hashtag", "Why #winter trends"),
      article("handle", "News from @lighthouse"),
      article("money", "Shares: $MSFT climbs"),
      article("phone", "An iPhone on the moon"),
  });
  check(collection, {
                        {"C++", "cpp"},
                        {"c++", "cpp"},
                        {"C", "c cpp csharp", true},
                        {"C#", "csharp"},
                        {".NET", "dotnet"},
                        {"asp.net", "aspnet"},
                        {"ASP.NET", "aspnet"},
                        {"node.js", "node"},
                        {"nodejs", "node"},
                        {"AT&T", "att"},
                        {"at&t", "att"},
                        {"R&D", "rd"},
                        {"r&d", "rd"},
                        {"GPT-3", "gpt"},
                        {"gpt3", "gpt"},
                        {"gpt", "gpt"},
                        {"covid19", "covid"},
                        {"covid-19", "covid"},
                        {"covid", "covid"},
                        {"5g", "fiveg"},
                        {"4K", "fourk"},
                        {"X/S", "xs"},
                        {"CI/CD", "cicd"},
                        {"cicd", "cicd"},
                        {"tcp/ip", "tcpip"},
                        {"tcp", "tcpip"},
                        {"wifi", "wifi"},
                        {"wi-fi", "wifi"},
                        {"wi fi", "wifi"},
                        {"email", "email"},
                        {"e-mail", "email"},
                        {"low-code", "lowcode"},
                        {"lowcode", "lowcode"},
                        {"low code", "lowcode"},
                        {"stateoftheart", "art"},
                        {"state-of-the-art", "art"},
                        {"U.S.", "us"},
                        {"Ph.D.", "phd"},
                        {"phd", "phd"},
                        {"3.5", "version"},
                        {"18.04", "ubuntu"},
                        {"v2.0", "vtwo"},
                        {"#winter", "hashtag"},
                        {"winter", "hashtag"},
                        {"@lighthouse", "handle"},
                        {"lighthouse", "handle"},
                        {"$MSFT", "money"},
                        {"msft", "money"},
                        {"iphone", "phone"},
                        {"IPHONE", "phone"},
                    });
}

BOOST_AUTO_TEST_CASE(c_is_not_drowned_by_cpp) {
  std::vector<Article> articles{article("c", "Writing drivers in C", "A short note.")};
  for (int i = 0; i < 12; ++i) {
    articles.push_back(article("cpp" + std::to_string(i), "C++ and more C++", "C++ news: C++ modules, C++ ranges."));
  }
  Collection collection(articles);
  BOOST_TEST(names(collection.search("C"), false).front() == "c");
  BOOST_TEST(names(collection.search("C++"), false).front() != "c");
  BOOST_TEST(collection.search("C++").total.value == 12U);
}

BOOST_AUTO_TEST_CASE(hyphenated_joined_and_separate_forms_find_each_other) {
  Collection collection({
      article("hyphen", "A multi-cloud plan for banks"),
      article("joined", "A multicloud plan for banks"),
      article("apart", "A multi cloud plan for banks"),
      article("camel", "Bots in PowerApps for free"),
      article("two", "Bots in Power Apps for free"),
      article("site", "See web.powerapps.com for details"),
      article("open", "OpenAI hires"),
      article("openai", "Open AI hires"),
  });
  check(collection, {
                        {"multicloud", "apart hyphen joined"},
                        {"multi-cloud", "apart hyphen joined"},
                        {"+multi +cloud", "apart hyphen"},
                        {"multi cloud", "apart hyphen joined"},
                        {"\"multicloud plan\"", "apart hyphen joined"},
                        {"\"multi-cloud plan\"", "apart hyphen joined"},
                        {"\"multi cloud plan\"", "apart hyphen joined"},
                        {"\"a multicloud plan for\"", "apart hyphen joined"},
                        {"\"a multi cloud plan for\"", "apart hyphen joined"},
                        {"title:PowerApps", "camel site two"},
                        {"title:powerapps", "camel site two"},
                        {"PowerApps", "camel site two"},
                        {"powerapps", "camel site two"},
                        {"\"Power Apps\"", "camel site two"},
                        {"\"in powerapps for\"", "camel two"},
                        {"\"in Power Apps for\"", "camel two"},
                        {"web.powerapps.com", "site"},
                        {"openai", "open openai"},
                        {"OpenAI", "open openai"},
                    });
  BOOST_TEST(collection.search("power apps").total.value >= 2U);
}

BOOST_AUTO_TEST_CASE(a_joined_word_finds_the_two_where_no_article_joins_them) {
  Collection collection({article("two", "Dark forest hikes"), article("other", "A forest in the dark")});
  check(collection, {{"darkforest", "two"}});
  BOOST_TEST(collection.search("darkforest").diagnostics.empty());
}

BOOST_AUTO_TEST_CASE(typography_accents_and_possessives) {
  Collection collection({
      article("cafe", "A caf\u00E9 in \u0130stanbul"),
      article("possessive", "Ember\u2019s new harbour"),
      article("quote", "\u201CQuiet\u201D engines \u2013 finally"),
      article("ligature", "The \uFB01lm, \uFF21\uFF22\uFF23 and soft\u00ADware"),
      article("contraction", "They don\u2019t wait"),
  });
  check(collection, {
                        {"cafe", "cafe"},
                        {"CAF\u00C9", "cafe"},
                        {"istanbul", "cafe"},
                        {"ember", "possessive"},
                        {"ember's", "possessive"},
                        {"quiet", "quote"},
                        {"film", "ligature"},
                        {"abc", "ligature"},
                        {"software", "ligature"},
                        {"\"don't wait\"", "contraction"},
                        {"\"dont wait\"", "contraction"},
                    });
}

BOOST_AUTO_TEST_CASE(scripts_without_spaces_and_from_right_to_left) {
  Collection collection({
      article("chinese", "\u4EBA\u5DE5\u667A\u80FD\u6539\u53D8\u4E16\u754C"),
      article("japanese", "\u6771\u4EAC\u306E\u5929\u6C17"),
      article("hebrew", "\u05E9\u05DC\u05D5\u05DD \u05E2\u05D5\u05DC\u05DD"),
      article("korean", "\uC11C\uC6B8 \uB0A0\uC528"),
  });
  check(collection, {
                        {"\u4E16\u754C", "chinese"},
                        {"\u6771\u4EAC", "japanese"},
                        {"\u05E9\u05DC\u05D5\u05DD", "hebrew"},
                        {"\uC11C\uC6B8", "korean"},
                    });
}

BOOST_AUTO_TEST_CASE(stop_words_count_in_phrases_and_where_nothing_else_is_left) {
  Collection collection({
      article("hamlet", "To be or not to be"),
      article("who", "The Who play tonight"),
      article("it", "Budgets of IT departments"),
      article("doctors", "WHO warns of heat"),
      article("plain", "Budgets are tight, is it so"),
      article("heat", "Heat in the city"),
  });
  check(collection, {
                        {"\"to be or not to be\"", "hamlet"},
                        {"\"the who\"", "who"},
                        {"not to be", "hamlet"},
                        {"who is the", "doctors heat plain who"},
                        {"heat it", "doctors heat"},
                        {"WHO heat", "doctors heat"},
                        {"the budgets", "it plain"},
                        {"WHO HEAT", "doctors heat"},
                    });
  BOOST_TEST(names(collection.search("WHO heat"), false).front() == "doctors");
}

BOOST_AUTO_TEST_CASE(words_phrases_and_operators) {
  Collection collection({
      article("both", "Red boats sail", "Green tea is served on board."),
      article("red", "A red boat"),
      article("green", "A green boat"),
      article("near", "Boat of a red king"),
  });
  check(collection, {
                        {"red boats", "both green near red"},
                        {"+red +green", "both"},
                        {"red AND green", "both"},
                        {"red -green", "near red"},
                        {"red NOT green", "near red"},
                        {"red OR green", "both green near red"},
                        {"\"red boats\"", "both"},
                        {"\"red boat\"", "red"},
                        {"\"red boat\"~2", "near red"},
                        {"\"boat red\"~0", ""},
                        {"gre*", "both green"},
                        {"gr?en", "both green"},
                        {"b*ts", "both"},
                        {"(red OR green) AND sail", "both"},
                        {"*", "both green near red"},
                        {"-red", "green"},
                        {"title:green", "green"},
                        {"excerpt:green", "both"},
                        {"title:(red king)", "both near red"},
                        {"title:\"red king\"", "near"},
                        {"excerpt:ser*", "both"},
                        {"green^50 king", "green both near", true},
                        {"green king^50", "near green both", true},
                    });
}

BOOST_AUTO_TEST_CASE(an_exact_match_is_above_one_of_the_stem) {
  Collection collection({article("stem", "Boat racing"), article("exact", "Boats racing")});
  check(collection, {{"boats", "exact stem", true}, {"boat", "stem exact", true}, {"\"boats\"", "exact"}});
}

namespace {

Article with_facts(const std::string& name, double quality, const std::string& topic, const std::string& date) {
  Article result = article(name, "Storm over the harbour");
  result.quality = quality;
  result.heat = quality * 2;
  result.topics = {topic};
  result.published_at = newsrank::parse_date_time(date);
  result.provider = {"The Harbour Post", "post.example"};
  result.language = "en";
  result.type = "article";
  result.category = "news";
  result.published = quality > 50;
  result.removed = quality > 95;
  return result;
}

}  // namespace

BOOST_AUTO_TEST_CASE(filters) {
  Collection collection({
      with_facts("low", 10, "AI", "2022-09-12T10:00:00Z"),
      with_facts("middle", 60, "Machine Learning", "2022-10-01"),
      with_facts("high", 90, "Weather", "2022-11-30T23:00:00Z"),
      with_facts("gone", 99, "Weather", "2023-11-14"),
  });
  check(collection, {
                        {"storm", "high low middle"},
                        {"storm removed:any", "gone high low middle"},
                        {"storm removed:true", "gone"},
                        {"published:true", "high middle"},
                        {"published:false", "low"},
                        {"quality:60..", "high middle"},
                        {"quality:>60", "high"},
                        {"quality:..60", "low middle"},
                        {"quality:10..60", "low middle"},
                        {"heat:..100", "low"},
                        {"date:2022-09-12", "low"},
                        {"date:2022-09..2022-11", "high low middle"},
                        {"date:>2022 removed:any", "gone"},
                        {"date:7d removed:any", "gone"},
                        {"topic:(AI, \"Machine Learning\")", "low middle"},
                        {"topic:ai", "low"},
                        {"topic:machine", ""},
                        {"provider:post.example", "high low middle"},
                        {"provider:\"The Harbour Post\"", "high low middle"},
                        {"site:example.org", "high low middle"},
                        {"site:https://user@example.org:443/path?q=a@b", "high low middle"},
                        {"site:www.example.org", "high low middle"},
                        {"lang:en type:article category:news", "high low middle"},
                        {"id:https://example.org/low", "low"},
                        {"storm -topic:ai", "high middle"},
                    });
}

BOOST_AUTO_TEST_CASE(filters_do_not_change_scores) {
  Collection collection({with_facts("low", 10, "AI", "2022-09-12"), with_facts("high", 90, "Weather", "2022-11-30"),
                         article("other", "Calm water")});
  const auto alone = collection.search("storm");
  std::map<std::string, double> scores;
  for (const auto& hit : alone.hits) scores[hit.article.url] = hit.score;
  for (const char* query :
       {"storm quality:50..", "storm topic:ai", "storm date:2022", "storm published:any -lang:de"}) {
    const auto filtered = collection.search(query);
    BOOST_TEST(!filtered.hits.empty(), query);
    for (const auto& hit : filtered.hits) BOOST_TEST(hit.score == scores[hit.article.url], query);
  }
}

BOOST_AUTO_TEST_SUITE_END()
