// What queries find: tables of articles, queries and the articles expected, through writer and searcher.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "newsrank/index_writer.hpp"
#include "newsrank/searcher.hpp"
#include "temp_dir.hpp"

using newsrank::Article;
using newsrank::SearchRequest;

namespace {

// Articles by a name, which is their address too.
class Collection {
 public:
  explicit Collection(const std::vector<Article>& articles) {
    auto writer = newsrank::IndexWriter::open(dir_.file("db"));
    BOOST_REQUIRE(writer);
    for (Article article : articles) {
      article.url = "https://example.org/" + article.url;
      if (article.published_at == std::nullopt) article.published_at = 0;
      BOOST_REQUIRE(writer->put(article));
    }
    BOOST_REQUIRE(writer->commit());
    auto searcher = newsrank::Searcher::open({dir_.file("db")});
    BOOST_REQUIRE(searcher);
    searcher_ = std::make_unique<newsrank::Searcher>(std::move(*searcher));
  }

  newsrank::SearchResponse search(SearchRequest request) {
    request.now = 1'700'000'000;
    request.quality_weight = request.quality_weight.value_or(0);
    auto response = searcher_->search(request);
    if (!response) return {};
    return std::move(*response);
  }

  newsrank::SearchResponse search(const std::string& text) {
    SearchRequest request;
    request.text = text;
    return search(request);
  }

  newsrank::Searcher& searcher() { return *searcher_; }

 private:
  newsrank::test::TempDir dir_;
  std::unique_ptr<newsrank::Searcher> searcher_;
};

Article article(const std::string& name, const std::string& title, const std::string& excerpt = {}) {
  Article result;
  result.url = name;
  result.title = title;
  result.excerpt = excerpt;
  return result;
}

std::vector<std::string> names(const newsrank::SearchResponse& response, bool sorted) {
  std::vector<std::string> result;
  for (const auto& hit : response.hits) result.push_back(hit.article.url.substr(hit.article.url.rfind('/') + 1));
  if (sorted) std::sort(result.begin(), result.end());
  return result;
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : " ") + name;
  return out;
}

struct Case {
  std::string_view query;
  std::string_view expected;  // names; in order if `ordered`
  bool ordered = false;
};

void check(Collection& collection, const std::vector<Case>& cases) {
  for (const Case& each : cases) {
    BOOST_TEST_CONTEXT("query: " << each.query) {
      BOOST_TEST(joined(names(collection.search(std::string(each.query)), !each.ordered)) == each.expected);
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(translator)

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
                        {"WHO heat", "doctors heat who"},
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
                        {"green^50 king", "both green near", true},
                        {"green king^50", "near both green", true},
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

BOOST_AUTO_TEST_CASE(synonyms_apply_to_words_and_runs_of_words) {
  Collection collection({
      article("ai", "AI writes poems"),
      article("phrase", "Artificial intelligence writes poems"),
      article("half", "Artificial flowers"),
      article("television", "Television sales"),
      article("tv", "TV sales"),
      article("wifi", "Wi-Fi in trains"),
      article("cars", "Automobiles in trains"),
      article("us", "United States elections"),
  });
  const auto synonyms = newsrank::Synonyms::parse(R"(
- [AI, "artificial intelligence"]
- {from: tv, to: [television]}
- [car, automobile]
- ["U.S.", "United States"]
- {from: wireless, to: ["Wi-Fi"]}
)");
  BOOST_REQUIRE(synonyms);
  const std::vector<Case> cases{
      {"ai", "ai phrase"},
      {"artificial intelligence", "ai half phrase"},
      {"+artificial +intelligence", "ai phrase"},
      {"\"artificial intelligence\"", "phrase"},
      {"artificial", "half phrase"},
      {"ai AND poems", "ai phrase"},
      {"tv", "television tv"},
      {"television", "television"},
      {"sales -tv", "television"},
      {"title:tv", "television tv"},
      {"cars", "cars"},
      {"U.S.", "us"},
      {"wireless", "wifi"},
  };
  for (const Case& each : cases) {
    BOOST_TEST_CONTEXT("query: " << each.query) {
      SearchRequest request;
      request.text = each.query;
      request.explain = true;
      request.synonyms = std::make_shared<const newsrank::Synonyms>(*synonyms);
      const auto response = collection.search(request);
      BOOST_TEST(joined(names(response, true)) == each.expected);
      for (const auto& hit : response.hits) {
        double sum = 0;
        for (const auto& term : hit.explanation->terms) sum += term.contribution;
        BOOST_TEST(sum == hit.relevance, boost::test_tools::tolerance(1e-9));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(broken_synonyms_are_refused_with_their_place) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"a: b", "line 1, column 1"},
      {"- a", "line 1, column 3"},
      {"- [a]", "line 1, column 3"},
      {"- [a, b]\n- {from: x}", "line 2, column 3"},
      {"- [a, [b]]", "line 1, column 7"},
      {"- {from: x, to: []}", "line 1, column 17"},
      {"- [a, ' ']", "line 1, column 7"},
      {"- {frm: x, to: [y]}", "line 1, column 4"},
      {"- [a, b", "line 1"},
  };
  for (const auto& [yaml, place] : cases) {
    const auto synonyms = newsrank::Synonyms::parse(yaml);
    BOOST_REQUIRE_MESSAGE(!synonyms, yaml);
    BOOST_TEST(synonyms.error().message.find(place) != std::string::npos, synonyms.error().message);
  }
  BOOST_TEST(!newsrank::Synonyms::parse(std::string((1 << 20) + 1, ' ')));
  BOOST_TEST(newsrank::Synonyms::parse("")->rules().empty());
}

BOOST_AUTO_TEST_CASE(unknown_words_are_corrected) {
  Collection collection({article("a", "Emberhold rises again"), article("b", "Emberhold falls"), article("c", "Calm"),
                         article("d", "A multi-cloud plan")});
  const auto first_code = [&](const std::string& text, bool correct) {
    SearchRequest request;
    request.text = text;
    request.correct = correct;
    const auto response = collection.search(request);
    return (response.diagnostics.empty() ? "" : response.diagnostics.front().code) + "|" +
           response.suggestion.value_or("") + "|" + joined(names(response, true));
  };
  BOOST_TEST(first_code("emberhld", true) == "corrected|emberhold|a b");
  BOOST_TEST(first_code("emberhld", false) == "did_you_mean|emberhold|");
  BOOST_TEST(first_code("emberhold", true) == "||a b");
  BOOST_TEST(first_code("rise", true) == "||a");
  BOOST_TEST(first_code("title:emberhld^2 -calm", true) == "corrected|title:emberhold^2 -calm|a b");
  BOOST_TEST(first_code("\"emberhld rises\"", true) == "corrected|\"emberhold rises\"|a");
  BOOST_TEST(first_code("calm -emberhld", true) == "||c");
  BOOST_TEST(first_code("multicloud", true) == "||d");
  BOOST_TEST(first_code("emberhld*", true) == "||");
  BOOST_TEST(first_code("qqqqqq", true) == "||");
  const auto response = collection.search("calm emberhld");
  BOOST_REQUIRE(response.diagnostics.size() == 1U);
  BOOST_TEST(response.diagnostics.front().message == "no article has \"emberhld\"; searched for \"emberhold\"");
  BOOST_TEST(response.diagnostics.front().begin == 5U);
  BOOST_TEST(response.diagnostics.front().end == 13U);
}

BOOST_AUTO_TEST_CASE(unfinished_queries_are_completed) {
  std::vector<Article> articles{article("a", "Microsoft Azure grows"), article("b", "Azure prices"),
                                article("c", "Azalea gardens bloom"), article("d", "Microsoft hires"),
                                article("gone", "Azure withdrawn")};
  articles[0].quality = 90;
  articles[0].topics = {"Microsoft Azure"};
  articles[1].quality = 10;
  articles[4].removed = true;
  Collection collection(articles);
  const auto completed = [&](std::string_view text, std::size_t limit) {
    const auto completions = collection.searcher().complete(text, limit);
    BOOST_REQUIRE(completions);
    std::string out = joined(completions->queries) + "|" + joined(completions->topics) + "|";
    for (const auto& title : completions->titles) out += title.title + ";";
    return out;
  };
  BOOST_TEST(completed("micros az", 10) == "microsoft azure|Microsoft Azure|Microsoft Azure grows;");
  BOOST_TEST(completed("az", 10) ==
             "azure azalea|Microsoft Azure|Microsoft Azure grows;Azure prices;Azalea gardens bloom;");
  BOOST_TEST(completed("az", 1) == "azure|Microsoft Azure|Microsoft Azure grows;");
  BOOST_TEST(completed("gardens ", 10) == "gardens azalea gardens bloom||Azalea gardens bloom;");
  BOOST_TEST(completed("", 10) == "||");
  BOOST_TEST(completed("qqq", 10) == "||");
  BOOST_TEST(completed("\xff\xfe\"(", 10) == "||");
  BOOST_TEST(collection.searcher().complete(std::string(100'000, 'a'), 1'000'000).has_value());
}

BOOST_AUTO_TEST_CASE(a_query_explains_itself) {
  Collection collection({article("a", "Emberhold in C++")});
  SearchRequest request;
  request.text = "title:C++ the -\"b c\"~2^3";
  const auto explanation = collection.searcher().explain_query(request);
  BOOST_REQUIRE(explanation);
  BOOST_REQUIRE(!explanation->tokens.empty());
  BOOST_TEST(explanation->tokens.front().text == "c++");
  BOOST_TEST(explanation->tokens.front().begin == 6U);
  BOOST_TEST(explanation->tokens.front().end == 9U);
  BOOST_TEST(explanation->tree.find("bag") == 0U);
  BOOST_TEST(explanation->tree.find("\n  word title: \"C++\"  [6, 9)\n") != std::string::npos, explanation->tree);
  BOOST_TEST(explanation->engine_query.find("Zc++") != std::string::npos);
  request.text = "";
  BOOST_TEST((collection.searcher().explain_query(request).error().code == newsrank::ErrorCode::invalid_query));
}

BOOST_AUTO_TEST_CASE(limits_are_reported) {
  Collection collection({article("a", "Wave wave1 wave2 wave3 waver")});
  SearchRequest request;
  request.text = "wav*";
  request.limits.max_expansions = 2;
  const auto response = collection.search(request);
  BOOST_REQUIRE(response.diagnostics.size() == 1U);
  BOOST_TEST(response.diagnostics.front().code == "wildcard_cut");
  BOOST_TEST(response.hits.size() == 1U);
  request.text = "one two three four";
  request.limits.max_nodes = 2;
  const auto cut = collection.search(request);
  BOOST_TEST(std::any_of(cut.diagnostics.begin(), cut.diagnostics.end(),
                         [](const auto& diagnostic) { return diagnostic.code == "too_many_terms"; }));
}

BOOST_AUTO_TEST_SUITE_END()
