// SPDX-License-Identifier: GPL-2.0-or-later
// What a searcher does beyond the words of a query: synonyms, correction, completion, explanation, limits.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "collection.hpp"

using newsrank::Article;
using newsrank::SearchRequest;
using newsrank::test::article;
using newsrank::test::Collection;
using newsrank::test::joined;
using newsrank::test::names;
using newsrank::test::SearchCase;

BOOST_AUTO_TEST_SUITE(query_help)

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
  const std::vector<SearchCase> cases{
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
  for (const SearchCase& each : cases) {
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

BOOST_AUTO_TEST_CASE(queries_of_stop_words_alone_are_remarked) {
  Collection collection({article("a", "To be or not to be"), article("b", "The Who and the battery of IT")});
  const auto remarks = [&](const std::string& text) {
    SearchRequest request;
    request.text = text;
    std::string all;
    for (const auto& each : collection.search(request).diagnostics)
      all += each.code + "[" + text.substr(each.begin, each.end - each.begin) + "]";
    return all;
  };
  BOOST_TEST(remarks("the of and") == "only_stop_words[the of and]");
  BOOST_TEST(remarks("the") == "only_stop_words[the]");
  BOOST_TEST(remarks("of -battery published:any") == "only_stop_words[of]");
  BOOST_TEST(remarks("the OR (to be)") == "only_stop_words[the OR (to be]");
  BOOST_TEST(remarks("the battery") == "");
  BOOST_TEST(remarks("\"the\"") == "");
  BOOST_TEST(remarks("the bat*") == "");
  BOOST_TEST(remarks("title:the") == "");
  BOOST_TEST(remarks("who it") == "only_stop_words[who it]");
  BOOST_TEST(remarks("IT and") == "");
  BOOST_TEST(remarks("-battery") == "");
}

BOOST_AUTO_TEST_CASE(unknown_words_are_corrected) {
  Collection collection({article("a", "Emberhold rises again"), article("b", "Emberhold falls"), article("c", "Calm"),
                         article("d", "A multi-cloud plan")});
  const auto first_code = [&](const std::string& text, bool correct = true) {
    SearchRequest request;
    request.text = text;
    request.correct = correct;
    const auto response = collection.search(request);
    return (response.diagnostics.empty() ? "" : response.diagnostics.front().code) + "|" +
           response.suggestion.value_or("") + "|" + joined(names(response, true));
  };
  BOOST_TEST(first_code("emberhld") == "corrected|emberhold|a b");
  BOOST_TEST(first_code("emberhld", false) == "did_you_mean|emberhold|");
  BOOST_TEST(first_code("emberhold") == "||a b");
  BOOST_TEST(first_code("rise") == "||a");
  BOOST_TEST(first_code("title:emberhld^2 -calm") == "corrected|title:emberhold^2 -calm|a b");
  BOOST_TEST(first_code("excerpt:emberhld") == "unknown_word||");
  BOOST_TEST(first_code("\"emberhld rises\"") == "corrected|\"emberhold rises\"|a");
  BOOST_TEST(first_code("\"emberhld") == "unbalanced_quote|\"emberhold|a b");
  BOOST_TEST(first_code("calm -emberhld") == "||c");
  BOOST_TEST(first_code("multicloud") == "||d");
  BOOST_TEST(first_code("emberhld*") == "||");
  BOOST_TEST(first_code("qqqqqq") == "unknown_word||");
  BOOST_TEST(first_code("calm the qqqqqq whom") == "unknown_word||c");
  const auto response = collection.search("rises emberhld");
  BOOST_REQUIRE(response.diagnostics.size() == 1U);
  BOOST_TEST(response.diagnostics.front().message == "no article has \"emberhld\"; searched for \"emberhold\"");
  BOOST_TEST(response.diagnostics.front().begin == 6U);
  BOOST_TEST(response.diagnostics.front().end == 14U);
}

BOOST_AUTO_TEST_CASE(what_may_be_a_name_is_only_suggested) {
  Collection collection({article("a", "Emberhold rises again"), article("b", "Emberhold falls"), article("c", "Steel"),
                         article("d", "Steel works for all"), article("e", "A cold calm"), article("f", "Calm")});
  const auto codes = [&](const std::string& text) {
    std::string out;
    const auto response = collection.search(text);
    for (const auto& each : response.diagnostics) out += each.code + " ";
    return out + "|" + response.suggestion.value_or("");
  };
  BOOST_TEST(codes("Emberhld") == "did_you_mean |emberhold");
  BOOST_TEST(codes("steal") == "did_you_mean |steel");
  BOOST_TEST(codes("emberhld-3") == "did_you_mean unknown_word |emberhold-3");
  BOOST_TEST(codes("#emberhld") == "did_you_mean |#emberhold");
  BOOST_TEST(codes("emberhld/rises") == "corrected |emberhold/rises");
  BOOST_TEST(codes("Ford") == "unknown_word |");           // "for" is a stop word
  BOOST_TEST(codes("emberhld calm") == "unknown_word |");  // never found together
  BOOST_TEST(codes("emberhld steal") == "corrected did_you_mean |emberhold steal");
  BOOST_TEST(codes("title:works excerpt:steel") == "unknown_word |");  // articles have it elsewhere
  const auto response = collection.search("excerpt:steel");
  BOOST_REQUIRE(response.diagnostics.size() == 1U);
  BOOST_TEST(response.diagnostics.front().message == "no article has \"steel\" in its excerpt");
  SearchRequest known;
  known.text = "emberhld";
  known.synonyms = std::make_shared<const newsrank::Synonyms>(*newsrank::Synonyms::parse("- [emberhld, steel]"));
  BOOST_TEST(joined(names(collection.search(known), true)) == "c d");
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
  BOOST_TEST(completed("title:micros", 10) == "title:microsoft|Microsoft Azure|Microsoft Azure grows;Microsoft hires;");
  BOOST_TEST(completed("gardens title:", 10) == "gardens title:azalea gardens title:bloom||Azalea gardens bloom;");
  BOOST_TEST(completed("title:", 10) == "||");
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
  request.text = "date:2023..2024-05 quality:5.. date:<2024-05-01T08:30:00Z";
  const auto ranges = collection.searcher().explain_query(request);
  BOOST_REQUIRE(ranges);
  for (const std::string line :
       {"range date: 2023-01-01..<2024-06-01  [", "range quality: 5..  [", "range date: ..<2024-05-01T08:30:00Z  ["})
    BOOST_TEST(ranges->tree.find(line) != std::string::npos, ranges->tree);
  request.text = "";
  BOOST_TEST((collection.searcher().explain_query(request).error().code == newsrank::ErrorCode::invalid_query));
}

BOOST_AUTO_TEST_CASE(filters_that_leave_nothing_are_named_with_what_there_is_without_them) {
  Article early = article("early", "Salt battery");
  early.topics = {"Energy Storage"};
  early.published_at = newsrank::parse_date_time("2020-05-01");
  Article late = article("late", "Salt mine");
  late.topics = {"Mining"};
  late.published_at = newsrank::parse_date_time("2024-05-01");
  Collection collection({early, late});
  const auto remarks = [&](const std::string& text, std::vector<newsrank::SearchFilter> filters = {}) {
    SearchRequest request;
    request.text = text;
    request.filters = std::move(filters);
    std::string all;
    for (const auto& each : collection.search(request).diagnostics) {
      if (each.code == "without_filter") all += (all.empty() ? "" : "; ") + each.message;
    }
    return all;
  };
  BOOST_TEST(remarks("salt topic:Mining") == "");
  BOOST_TEST(remarks("salt topic:Energy") == "2 articles without the filter topic:Energy");
  BOOST_TEST(remarks("battery", {{"topic", {"Mining"}}}) == "1 article without the filter topic:Mining");
  BOOST_TEST(remarks("battery", {{"topic", {"Mining"}}, {"since", {"2022"}}}) == "1 article without the filters");
  BOOST_TEST(remarks("salt topic:Mining date:2020") ==
             "1 article without the filter topic:Mining; 1 article without the filter date:2020-01-01..2020-12-31");
  BOOST_TEST(remarks("salt date:2021.. date:..2021-05") ==
             "2 articles without the filter date:2021-01-01.. date:..2021-05-31");
  BOOST_TEST(remarks("pepper topic:Mining") == "");
  BOOST_TEST(remarks("topic:Energy") == "");
  BOOST_TEST(remarks("salt -topic:Mining -topic:\"Energy Storage\"") == "");
  BOOST_TEST(remarks("salt AND topic:Energy") == "2 articles without the filter topic:Energy");
}

BOOST_AUTO_TEST_CASE(reversed_bounds_of_filters_are_swapped_with_a_remark) {
  Article early = article("early", "Salt battery");
  early.published_at = newsrank::parse_date_time("2020-05-01");
  early.quality = 10;
  Article late = article("late", "Salt mine");
  late.published_at = newsrank::parse_date_time("2024-05-01");
  late.quality = 90;
  Collection collection({early, late});
  struct Case {
    std::vector<newsrank::SearchFilter> filters;
    std::string found;
    std::string hint;
  };
  const std::vector<Case> cases{
      {{{"since", {"2024"}}, {"until", {"2020"}}}, "early late", "it is read as 2020..2024"},
      {{{"until", {"2020"}}, {"since", {"2024"}}}, "early late", "it is read as 2020..2024"},
      {{{"since", {"2024-05-02"}}, {"before", {"2024"}}}, "late", "it is read as 2024..<2024-05-02"},
      {{{"quality", {"50.."}}, {"quality", {"..20"}}}, "", "it is read as 20..50"},
      {{{"date", {">=2025"}}, {"date", {"<2020"}}}, "early late", "it is read as 2020..<2025"},
      {{{"since", {"2020"}}, {"until", {"2024"}}}, "early late", ""},
      {{{"since", {"2024"}}, {"until", {"2024"}}}, "late", ""},
      {{{"since", {"2024"}}, {"until", {"2020", "2021"}}}, "", ""},
      {{{"date", {"2020"}}, {"date", {"2024"}}}, "", ""},
      {{{"since", {"2024"}}, {"quality", {"..20"}}}, "", ""},
  };
  for (const Case& each : cases) {
    SearchRequest request;
    request.text = "salt";
    request.filters = each.filters;
    const auto response = collection.search(request);
    std::string hint;
    for (const auto& remark : response.diagnostics) hint += remark.code == "reversed_range" ? remark.hint : "";
    BOOST_TEST(hint == each.hint);
    BOOST_TEST(joined(names(response, true)) == each.found);
  }
}

BOOST_AUTO_TEST_CASE(other_orders_than_relevance_want_every_word) {
  Collection collection({article("both", "Salt battery plant"), article("one", "Salt mine battery cart")});
  const auto found = [&](const std::string& text, newsrank::SortOrder sort, bool any = false) {
    SearchRequest request;
    request.text = text;
    request.sort = sort;
    request.require_any = any;
    const auto response = collection.search(request);
    std::string all = joined(names(response, true));
    for (const auto& each : response.diagnostics) all += each.code == "every_word" ? "; " + each.message : "";
    return all;
  };
  using newsrank::SortOrder;
  BOOST_TEST(found("salt battery plant", SortOrder::relevance) == "both one");
  BOOST_TEST(found("salt battery plant", SortOrder::date) == "both; sorted by date, so that every word has to match");
  BOOST_TEST(found("salt plant", SortOrder::heat) == "both; sorted by heat, so that every word has to match");
  BOOST_TEST(found("salt battery plant", SortOrder::quality, true) == "both one");
  BOOST_TEST(found("plant", SortOrder::quality) == "both");
  BOOST_TEST(found("\"salt battery\" date:1970", SortOrder::date) == "both");
}

BOOST_AUTO_TEST_CASE(words_that_a_slash_or_a_dash_joins_are_found_in_any_order) {
  Collection collection({article("both", "Gaza and Israel resume talks"), article("side", "Israel Gaza border quiet"),
                         article("as", "Israel/Gaza report"), article("one", "Israel votes on Sunday"),
                         article("train", "Night train from Paris to Berlin"), article("line", "A Berlin–Paris cable"),
                         article("spring", "Paris in spring"), article("net", "TCP/IP explained"),
                         article("ip", "The IP rights of a TCP vendor")});
  const auto found = [&](const std::string& text, bool all = false, bool any = false, bool plain = false) {
    SearchRequest request;
    request.text = text;
    request.require_all = all;
    request.require_any = any;
    request.plain = plain;
    return joined(names(collection.search(request), true));
  };
  BOOST_TEST(found("Israel/Gaza", true) == "as both side");
  BOOST_TEST(found("Gaza/Israel", true) == "as both side");
  BOOST_TEST(found("Israel/Gaza", false, true) == "as both one side");
  BOOST_TEST(found("Israel/Gaza", true, false, true) == "as both side");
  BOOST_TEST(found("Paris–Berlin", true) == "line train");
  BOOST_TEST(found("Berlin–Paris", false, true) == "line spring train");
  BOOST_TEST(found("+Paris–Berlin -cable") == "spring train");
  BOOST_TEST(found("TCP/IP", true) == "net");
  BOOST_TEST(found("title:Israel/Gaza", true) == "as side");
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
