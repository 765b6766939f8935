// SPDX-License-Identifier: GPL-2.0-or-later
// The C interface: a session in C, options from JSON, errors, NULL.
#include <boost/test/unit_test.hpp>

#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "c_interface_session.h"
#include "json/article_json.hpp"
#include "json/json_parser.hpp"
#include "json/object_reader.hpp"
#include "json/request_json.hpp"
#include "newsrank/index_writer.hpp"
#include "newsrank/newsrank.h"
#include "temp_dir.hpp"

using newsrank::Article;
using newsrank::ErrorCode;
using newsrank::test::TempDir;
namespace detail = newsrank::detail;

namespace {

struct RefusedCase {
  std::string_view options;
  std::string_view message;
};

Article full_article() {
  Article article;
  article.id = "https://a.example/1";
  article.url = "https://A.example/1";
  article.title = "Title \"quoted\" \xe2\x80\x94 and \\";
  article.excerpt = "Excerpt";
  article.body = "Body\nof lines";
  article.topics = {"AI", "Energy"};
  article.provider = {"The Gazette", "a.example"};
  article.category = "news";
  article.type = "video";
  article.language = "en";
  article.quality = 80.5;
  article.heat = 0;
  article.published = false;
  article.removed = true;
  article.published_at = 1709627400;
  return article;
}

// A function's error: its status and message; the error is given back.
template <typename Call>
std::pair<newsrank_status, std::string> failure_of(Call call) {
  newsrank_error* error = nullptr;
  const newsrank_status status = call(&error);
  BOOST_TEST(newsrank_error_status(error) == status);
  std::pair<newsrank_status, std::string> failure{status, newsrank_error_message(error)};
  newsrank_error_free(error);
  return failure;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(c_interface)

BOOST_AUTO_TEST_CASE(a_session_in_c) {
  const TempDir folder;
  const char* const failure = c_interface_session(folder.file("db").c_str());
  BOOST_TEST_REQUIRE(failure == nullptr, failure);
}

BOOST_AUTO_TEST_CASE(articles_come_back_from_json) {
  for (const Article& article : {Article{}, full_article()}) {
    const auto object = detail::parse_object(detail::article_json(article), ErrorCode::invalid_article);
    BOOST_REQUIRE(object);
    const auto back = detail::read_article(*object, "", ErrorCode::invalid_article);
    BOOST_REQUIRE(back);
    BOOST_TEST((*back == article));
  }
}

BOOST_AUTO_TEST_CASE(a_date_may_be_seconds) {
  const auto object =
      detail::parse_object(R"({"published_at": 1709627400, "quality": null})", ErrorCode::invalid_article);
  BOOST_REQUIRE(object);
  const auto article = detail::read_article(*object, "", ErrorCode::invalid_article);
  BOOST_REQUIRE(article);
  BOOST_TEST(article->published_at.value_or(0) == 1709627400);
  BOOST_TEST(!article->quality);
}

BOOST_AUTO_TEST_CASE(options_become_a_request) {
  const auto request = detail::read_request("salt", R"({
    "plain": true, "require_all": true, "limit": 3, "offset": 4, "sort": "date", "profile": {"base": "prose", "k1": 0.9},
    "quality_weight": 1, "recency_weight": 0.5, "half_life_days": 7, "now": -5, "explain": true, "correct": false,
    "synonyms": [["car", "automobile"]], "group_stories": false, "like": {"url": "https://a.example/1", "title": "T"},
    "snippets": {"length": 100, "fields": ["body"]}, "filters": [{"field": "topic", "values": ["AI"]}],
    "limits": {"max_nodes": 7, "max_depth": 2}, "fields": ["title"],
    "facets": [{"field": "topic", "limit": 5, "order": "value", "multi_select": true}]})");
  BOOST_REQUIRE(request);
  BOOST_TEST(request->text == "salt");
  BOOST_TEST(request->plain);
  BOOST_TEST(request->require_all);
  BOOST_TEST(request->limit == 3U);
  BOOST_TEST(request->offset == 4U);
  BOOST_TEST((request->sort == newsrank::SortOrder::date));
  BOOST_TEST(request->profile.value().k1 == 0.9);
  BOOST_TEST(request->quality_weight.value() == 1.0);
  BOOST_TEST(request->recency_weight.value() == 0.5);
  BOOST_TEST(request->half_life_days.value() == 7.0);
  BOOST_TEST(request->now.value() == -5);
  BOOST_TEST(request->explain);
  BOOST_TEST(!request->correct);
  BOOST_TEST(request->synonyms->rules().size() == 2U);
  BOOST_TEST(request->limits.max_nodes == 7U);
  BOOST_TEST(request->limits.max_depth == 2U);
  BOOST_TEST(request->limits.max_bytes == newsrank::QueryLimits{}.max_bytes);
  BOOST_TEST(!request->group_stories);
  BOOST_TEST(request->fields.value() == std::vector<std::string>{"title"}, boost::test_tools::per_element());
  BOOST_TEST(request->like.value().title == "T");
  BOOST_TEST((request->snippets == newsrank::SnippetOptions{100, 1, {"body"}}));
  BOOST_TEST((request->filters == std::vector<newsrank::SearchFilter>{{"topic", {"AI"}}}));
  BOOST_TEST((request->facets == std::vector<newsrank::FacetRequest>{{"topic", 5, newsrank::FacetOrder::value, true}}));
}

BOOST_AUTO_TEST_CASE(json_text_holds_no_control_characters) {
  const std::vector<std::string> texts{"\n\x1b\x7f", "\xc2\x80\xc2\x9b\xc2\xa0\xc3\x9b", "\xff"};
  detail::JsonWriter out;
  out.value(texts);
  const std::string text = out.take();
  BOOST_TEST(text == "[\"\\n\\u001b\\u007f\",\"\\u0080\\u009b\xc2\xa0\xc3\x9b\",\"\xef\xbf\xbd\"]");
  const auto read = detail::parse_object("{\"texts\": " + text + "}", ErrorCode::invalid_argument);
  BOOST_REQUIRE(read);
  std::vector<std::string> back;
  detail::ObjectReader(*read, "", ErrorCode::invalid_argument).read("texts", back);
  BOOST_TEST(back == (std::vector<std::string>{texts[0], texts[1], "\xef\xbf\xbd"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(numbers_keep_their_kind_and_of_equal_names_the_last_counts) {
  const auto object = detail::parse_object(
      R"({"a": 1, "low": -1, "high": 18446744073709551615, "tiny": 5e-324, "a": null, "b": [{}, true]})",
      ErrorCode::invalid_argument);
  BOOST_REQUIRE(object);
  const auto& members = *object->as<detail::JsonObject>();
  const auto member = [&](std::string_view name) { return detail::find_member(members, name); };
  BOOST_TEST(*member("low")->as<std::int64_t>() == -1);
  BOOST_TEST(*member("high")->as<std::uint64_t>() == UINT64_MAX);
  BOOST_TEST(*member("tiny")->as<double>() == 5e-324);
  BOOST_TEST((member("a")->as<std::nullptr_t>() != nullptr));
  BOOST_TEST(member("b")->as<detail::JsonList>()->size() == 2U);
  BOOST_TEST((member("c") == nullptr));
}

BOOST_AUTO_TEST_CASE(numbers_are_written_as_short_as_they_are_exact) {
  detail::JsonWriter out;
  out.value(std::vector<double>{1, 0.1, -2.5, 1e300, 5e-324, std::numeric_limits<double>::infinity()});
  BOOST_TEST(out.take() == "[1.0,0.1,-2.5,1e+300,5e-324,null]");
}

BOOST_AUTO_TEST_CASE(options_of_opening) {
  const auto options = detail::read_open_options(R"({"partial": true, "connect_timeout": 100, "timeout": 0})");
  BOOST_REQUIRE(options);
  BOOST_TEST(options->partial);
  BOOST_TEST(options->connect_timeout.count() == 100);
  BOOST_TEST(options->timeout.count() == 0);
  BOOST_TEST(!detail::read_open_options(R"({"timeout": "1s"})"));
}

BOOST_AUTO_TEST_CASE(wrong_options_are_named) {
  const std::string deep = R"({"profile": )" + std::string(100'000, '[') + std::string(100'000, ']') + "}";
  const std::vector<RefusedCase> cases{
      {"", "the JSON text is broken at byte 1"},
      {"{\"limit\": }", "the JSON text is broken at byte 11"},
      {"{\"sort\": \"\xff\"}", "the JSON text is broken at byte 11"},
      {"[1]", "the JSON text is not an object"},
      {R"({"quality_weight": 1e999})", "the JSON text holds a number beyond all range"},
      {deep, "the JSON text is nested too deeply"},
      {R"({"limt": 5})", "there is no \"limt\""},
      {"{\"a\\u001bb\": 5}", "there is no \"a b\""},
      {R"({"limit": -1})", "\"limit\" is not a whole number from 0"},
      {R"({"limit": 1.5})", "\"limit\" is not a whole number from 0"},
      {R"({"limit": 100001})", "limit and offset reach beyond 100000 articles"},
      {R"({"now": 9223372036854775808})", "\"now\" is not a whole number"},
      {R"({"plain": 1})", "\"plain\" is not true or false"},
      {R"({"quality_weight": "1"})", "\"quality_weight\" is not a number"},
      {R"({"fields": ["titel"]})", "articles have no \"titel\""},
      {R"({"offsets": "utf-32"})", "\"offsets\" is not one of utf-8, utf-16"},
      {R"({"sort": "best"})", "\"sort\" is not one of relevance, date, quality, heat"},
      {R"({"like": []})", "\"like\" is not an object"},
      {R"({"like": {"provider": {"nam": ""}}})", "there is no \"like.provider.nam\""},
      {R"({"like": {"published_at": "yesterday"}})",
       "\"like.published_at\" is not a date and time as in 2024-03-05T08:30:00Z"},
      {R"({"snippets": true})", "\"snippets\" is not an object"},
      {R"({"limits": {"max_node": 1}})", "there is no \"limits.max_node\""},
      {R"({"profile": {"k2": 1}})", "there is no \"profile.k2\""},
      {R"({"profile": {"k1": 11}})", "the ranking profile's k1 is outside 0 to 10"},
      {R"({"profile": {"feedback_terms": 99999999999}})", "the ranking profile's feedback_terms is outside 1 to 200"},
      {R"({"profile": {"base": "best"}})", "there is no ranking profile \"best\""},
      {R"({"profile": {"quality_normalisation": "best"}})",
       "\"profile.quality_normalisation\" is not one of linear, rank, saturation"},
      {R"({"synonyms": [["car", " "]]})", "synonyms, rule 1: the entry is empty"},
      {R"({"synonyms": [["car"]]})", "synonyms, rule 1: the list is empty"},
      {R"({"synonyms": [{"from": "tv", "into": []}]})", "there is no \"synonyms.into\""},
      {R"({"synonyms": [1]})", "\"synonyms\" is not an object"},
      {R"({"filters": {}})", "\"filters\" is not a list of objects"},
      {R"({"filters": [{"field": "topic", "values": [1]}]})", "\"filters.values\" is not a list of texts"},
      {R"({"facets": [{"feld": "topic"}]})", "there is no \"facets.feld\""},
  };
  const TempDir folder;
  BOOST_REQUIRE(c_interface_session(folder.file("db").c_str()) == nullptr);
  const std::string database = folder.file("db");
  const char* const path = database.c_str();
  newsrank_searcher* searcher = nullptr;
  BOOST_REQUIRE(newsrank_searcher_open(&path, 1, nullptr, &searcher, nullptr) == NEWSRANK_OK);
  for (const auto& [options, message] : cases) {
    char* response = nullptr;
    const auto failure = failure_of([&, text = std::string(options)](newsrank_error** error) {
      return newsrank_searcher_search(searcher, "salt", text.c_str(), &response, error);
    });
    BOOST_TEST(failure.first == NEWSRANK_INVALID_ARGUMENT);
    BOOST_TEST(failure.second == message);
    BOOST_TEST(response == nullptr);
  }
  newsrank_searcher_close(searcher);
}

BOOST_AUTO_TEST_CASE(null_is_refused_where_a_value_is_needed) {
  char* text = nullptr;
  newsrank_searcher* searcher = nullptr;
  newsrank_writer* writer = nullptr;
  const char* const nowhere = "/nonexistent/db";
  const char* const no_name = nullptr;
  const std::vector<std::pair<newsrank_status, std::string>> failures{
      failure_of([&](auto** error) { return newsrank_searcher_open(nullptr, 1, nullptr, &searcher, error); }),
      failure_of([&](auto** error) { return newsrank_searcher_open(&nowhere, 1, nullptr, nullptr, error); }),
      failure_of([&](auto** error) { return newsrank_searcher_open(&no_name, 1, nullptr, &searcher, error); }),
      failure_of([&](auto** error) { return newsrank_searcher_clone(nullptr, &searcher, error); }),
      failure_of([&](auto** error) { return newsrank_searcher_refresh(nullptr, error); }),
      failure_of([&](auto** error) { return newsrank_searcher_search(nullptr, "a", nullptr, &text, error); }),
      failure_of([&](auto** error) { return newsrank_searcher_complete(nullptr, "a", 1, &text, error); }),
      failure_of([&](auto** error) { return newsrank_searcher_find(nullptr, "a", &text, error); }),
      failure_of([&](auto** error) { return newsrank_writer_open(nullptr, nullptr, &writer, error); }),
      failure_of([&](auto** error) { return newsrank_writer_put(nullptr, "{}", error); }),
      failure_of([&](auto** error) { return newsrank_writer_remove(nullptr, "a", error); }),
      failure_of([&](auto** error) { return newsrank_writer_commit(nullptr, error); }),
      failure_of([&](auto** error) { return newsrank_writer_rollback(nullptr, error); }),
  };
  for (const auto& [status, message] : failures) {
    BOOST_TEST(status == NEWSRANK_INVALID_ARGUMENT);
    BOOST_TEST(message.ends_with(" is NULL"), message);
  }
  BOOST_TEST(newsrank_searcher_open(&nowhere, 1, nullptr, &searcher, nullptr) == NEWSRANK_INDEX_NOT_FOUND);
  BOOST_TEST(newsrank_searcher_article_count(nullptr) == 0U);
  BOOST_TEST(newsrank_writer_article_count(nullptr) == 0U);
  newsrank_searcher_close(nullptr);
  newsrank_writer_close(nullptr);
  newsrank_error_free(nullptr);
  newsrank_string_free(nullptr);
}

BOOST_AUTO_TEST_CASE(statuses_have_the_names_of_the_error_codes) {
  BOOST_TEST(newsrank_status_name(NEWSRANK_OK) == std::string_view("ok"));
  for (int code = 0; code <= static_cast<int>(ErrorCode::internal); ++code) {
    BOOST_TEST(newsrank_status_name(static_cast<newsrank_status>(code + 1)) ==
               newsrank::to_string(static_cast<ErrorCode>(code)));
  }
}

// A musical clef is one character, two units of UTF-16 and four bytes of UTF-8; an e with an accent one, one and two.
BOOST_AUTO_TEST_CASE(offsets_can_count_units_of_utf16) {
  const TempDir folder;
  const std::string database = folder.file("db");
  const char* const path = database.c_str();
  newsrank_writer* writer = nullptr;
  BOOST_REQUIRE(newsrank_writer_open(path, nullptr, &writer, nullptr) == NEWSRANK_OK);
  const char* const article =
      R"({"id": "1", "title": "\ud834\udd1e caf\u00e9 salt", "body": "\u00e9\u00e9. A \ud834\udd1e and salt."})";
  BOOST_REQUIRE(newsrank_writer_put(writer, article, nullptr) == NEWSRANK_OK);
  BOOST_REQUIRE(newsrank_writer_commit(writer, nullptr) == NEWSRANK_OK);
  newsrank_writer_close(writer);
  newsrank_searcher* searcher = nullptr;
  BOOST_REQUIRE(newsrank_searcher_open(&path, 1, nullptr, &searcher, nullptr) == NEWSRANK_OK);
  const auto answer = [&](const std::string& offsets) {
    const std::string options =
        R"({"fields": ["quality"], "snippets": {"fields": ["body"], "length": 12}, "offsets": ")" + offsets + "\"}";
    char* text = nullptr;
    BOOST_REQUIRE(newsrank_searcher_search(searcher, "\xc3\xa9 titel:salt salt", options.c_str(), &text, nullptr) ==
                  NEWSRANK_OK);
    std::string json = text;
    newsrank_string_free(text);
    return json;
  };
  const auto holds = [](const std::string& json, std::string_view part) {
    return json.find(part) != std::string::npos;
  };
  const std::string bytes = answer("utf-8");
  BOOST_TEST(holds(bytes, R"("begin":0,"marks":[{"begin":11,"end":15,)"), bytes);
  BOOST_TEST(holds(bytes, R"("begin":3,"end":9)"), bytes);
  const std::string units = answer("utf-16");
  BOOST_TEST(holds(units, R"("begin":0,"marks":[{"begin":8,"end":12,)"), units);
  BOOST_TEST(holds(units, R"("begin":2,"end":8)"), units);
  BOOST_TEST(holds(bytes, R"("field":"body","text":"A )"), bytes);
  BOOST_TEST(holds(bytes, R"(and salt","begin":6,)"), bytes);
  BOOST_TEST(holds(units, R"(and salt","begin":4,)"), units);
  BOOST_TEST(!holds(units, "\"body\":"));
  newsrank_searcher_close(searcher);
}

BOOST_AUTO_TEST_CASE(a_snippet_becomes_html) {
  const auto html = [](const char* snippet, const char* offsets) {
    char* text = nullptr;
    if (newsrank_snippet_html(snippet, "<b>", nullptr, offsets, &text, nullptr) != NEWSRANK_OK) return std::string("-");
    std::string made = text;
    newsrank_string_free(text);
    return made;
  };
  const char* const units = R"({"field": "title", "text": "\ud834\udd1e <x", "begin": 0,
      "marks": [{"begin": 0, "end": 2, "kind": "word"}], "cut_before": false, "cut_after": false})";
  BOOST_TEST(html(units, "utf-16") == "<b>\xf0\x9d\x84\x9e</mark> &lt;x");
  BOOST_TEST(html(R"({"text": "a & b", "marks": [{"begin": 4, "end": 5}]})", nullptr) == "a &amp; <b>b</mark>");
  for (const char* const wrong :
       {R"({"text": "ab", "marks": [{"begin": 1, "end": 3}]})", R"({"text": "ab", "marks": [{"begin": 1, "end": 0}]})",
        R"({"text": "ab", "marks": [{"begin": 1, "end": 2}, {"begin": 0, "end": 1}]})", R"({"texts": ""})", "[]"}) {
    BOOST_TEST(html(wrong, "utf-8") == "-");
  }
  BOOST_TEST(html(units, "utf-32") == "-");
}

BOOST_AUTO_TEST_SUITE_END()
