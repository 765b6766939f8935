// SPDX-License-Identifier: GPL-2.0-or-later
// No exception crosses the interface: each single allocation of a call fails once, and the call answers an error.
//
// Allocations inside the engine's library are spared: Xapian 1.4.22 does not survive every one that fails (its matcher
// reads freed memory). Functions that do not call it have those of all libraries fail.
#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <new>
#include <optional>
#include <string>

#include "core/guard.hpp"
#include "json/article_json.hpp"
#include "json/json_parser.hpp"
#include "json/request_json.hpp"
#include "json/response_json.hpp"
#include "newsrank/analyzer.hpp"
#include "newsrank/index_writer.hpp"
#include "newsrank/newsrank.h"
#include "newsrank/searcher.hpp"
#include "temp_dir.hpp"

// The linker's marks of this program's code.
extern "C" const char __executable_start;
extern "C" const char etext;

namespace {

// Allocations of this thread that succeed before one fails; negative: all do.
thread_local long allocations_left = -1;
// Whether those of libraries count as well as those of this program's own code.
thread_local bool libraries_count = false;

// Whether the allocation that `caller` asks for fails.
bool fails(const void* caller) {
  if (allocations_left < 0) return false;
  const auto* const at = static_cast<const char*>(caller);
  const bool own = at >= &__executable_start && at < &etext;
  return (own || libraries_count) && allocations_left-- == 0;
}

}  // namespace

[[gnu::noinline]] void* operator new(std::size_t size) {
  void* const memory = fails(__builtin_return_address(0)) ? nullptr : std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
[[gnu::noinline]] void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return fails(__builtin_return_address(0)) ? nullptr : std::malloc(size);
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace {

using newsrank::Article;
using newsrank::Error;
using newsrank::ErrorCode;
using newsrank::Result;
using newsrank::test::TempDir;
namespace detail = newsrank::detail;

// Calls with ever later allocations failing, until none is left to fail; answers how often the call failed. (It may
// also do without the memory, as sorting does.)
template <typename Call>
int failures_of(Call call) {
  int failures = 0;
  for (long successes = 0;; ++successes) {
    allocations_left = successes;
    const auto result = call();
    const bool enough = allocations_left >= 0;
    allocations_left = -1;
    if (enough) {
      BOOST_TEST(result.has_value());
      return failures;
    }
    if (result) continue;
    BOOST_TEST((result.error().code == ErrorCode::io));
    BOOST_TEST(result.error().message == "out of memory");
    ++failures;
  }
}

// The same of a function that throws, with the allocations of libraries.
template <typename Call>
int failures_with_libraries(Call call) {
  libraries_count = true;
  const int failures = failures_of([&] { return detail::contained(call); });
  libraries_count = false;
  return failures;
}

// What a function of the C interface answers.
template <typename Call>
Result<void> answer_of(Call call) {
  newsrank_error* error = nullptr;
  const newsrank_status status = call(&error);
  if (status == NEWSRANK_OK) return {};
  Error failure{static_cast<ErrorCode>(status - 1), newsrank_error_message(error), ""};
  newsrank_error_free(error);
  return failure;
}

// The same of one that hands over text.
template <typename Call>
Result<void> text_answer_of(Call call) {
  char* text = nullptr;
  auto answer = answer_of([&](newsrank_error** error) { return call(&text, error); });
  if (answer.has_value() == (text == nullptr)) return Error{ErrorCode::internal, "text or error", ""};
  newsrank_string_free(text);
  return answer;
}

Article salt_battery() {
  Article article;
  article.url = "https://a.example/salt-battery";
  article.title = "Salt battery switched on beside the power station";
  article.topics = {"Energy", "Machine Learning"};
  article.quality = 80;
  article.published_at = 1709627400;
  return article;
}

constexpr const char* kOptions = R"({
    "limit": 3, "sort": "relevance", "profile": "prose", "explain": true,
    "like": {"url": "https://a.example/1", "title": "A power station", "provider": {"domain": "a.example"}},
    "snippets": {"length": 100, "fields": ["excerpt", "body"]},
    "filters": [{"field": "topic", "values": ["Energy", "Machine Learning"]}],
    "facets": [{"field": "topic", "order": "value", "multi_select": true}, {"field": "date"}]})";
// Read by the YAML library, which takes memory that runs out within it for bad text.
constexpr const char* kYamlOptions = R"({
    "profile": {"base": "prose", "name": "a name that needs memory", "k1": 0.9},
    "synonyms": [["car", "automobile"], {"from": "tv", "to": ["television"]}]})";

struct Index {
  Index() {
    auto writer = newsrank::IndexWriter::open(path);
    BOOST_REQUIRE(writer);
    BOOST_REQUIRE(writer->put(salt_battery()));
    BOOST_REQUIRE(writer->commit());
  }

  TempDir folder;
  std::string path = folder.file("db");
};

}  // namespace

BOOST_AUTO_TEST_SUITE(out_of_memory)

BOOST_AUTO_TEST_CASE(functions_of_values) {
  const std::string url = "https://a.example/an/address/that/is/long?enough=to&need=memory";
  const std::string record = newsrank::encode_article(salt_battery());
  const std::string profile = "{base: prose, name: a name that needs memory, k1: 0.9}";
  const std::string synonyms = "[[car, automobile], {from: tv, to: [television]}]";
  BOOST_TEST(failures_of([&] { return newsrank::canonical_url(url); }) > 0);
  BOOST_TEST(failures_of([&] { return newsrank::decode_article(record); }) > 0);
  BOOST_TEST(failures_of([&] { return newsrank::parse_profile(profile); }) > 0);
  BOOST_TEST(failures_of([&] { return newsrank::Synonyms::parse(synonyms); }) > 0);
  BOOST_TEST(failures_of([&] { return newsrank::Analyzer::create(); }) > 0);
}

BOOST_FIXTURE_TEST_CASE(a_searcher, Index) {
  const std::vector<std::string> databases{path};
  BOOST_TEST(failures_of([&] { return newsrank::Searcher::open(databases); }) > 0);
  auto searcher = newsrank::Searcher::open(databases);
  BOOST_REQUIRE(searcher);
  newsrank::SearchRequest request{.text = "salt battery -fish topic:energy \"power station\" batt*", .explain = true};
  request.facets = {{.field = "topic"}, {.field = "date"}};
  const std::string misspelt = "statoin";
  const std::string url = salt_battery().url;
  BOOST_TEST(failures_of([&] { return searcher->search(request); }) > 0);
  BOOST_TEST(failures_of([&] { return searcher->search({.text = misspelt}); }) > 0);
  BOOST_TEST(failures_of([&] { return searcher->complete("ba"); }) > 0);
  BOOST_TEST(failures_of([&] { return searcher->explain_query(request); }) > 0);
  BOOST_TEST(failures_of([&] { return searcher->find(url); }) > 0);
  BOOST_TEST(failures_of([&] { return searcher->clone(); }) > 0);
  BOOST_TEST(failures_of([&] { return searcher->refresh(); }) > 0);
  BOOST_TEST(searcher->search(request)->hits.size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(json, Index) {
  auto searcher = newsrank::Searcher::open({path});
  BOOST_REQUIRE(searcher);
  const auto request = detail::read_request("salt \"power station\" statoin", kOptions);
  BOOST_REQUIRE(request);
  const auto response = searcher->search(*request);
  BOOST_REQUIRE(response);
  const auto completions = searcher->complete("sal");
  BOOST_REQUIRE(completions);
  const std::string article = detail::article_json(salt_battery());
  const std::string broken = article.substr(0, article.size() / 2);
  BOOST_TEST(failures_with_libraries([&] { return detail::response_json(request->text, *response); }) > 0);
  BOOST_TEST(failures_with_libraries([&] { return detail::completions_json("sal", *completions); }) > 0);
  BOOST_TEST(failures_with_libraries([&] { return detail::article_json(salt_battery()); }) > 0);
  BOOST_TEST(failures_with_libraries([&] { return detail::read_open_options(R"({"timeout": 7})"); }) > 0);
  BOOST_TEST(failures_with_libraries([&] { return detail::read_request(request->text, kOptions); }) > 0);
  BOOST_TEST(failures_with_libraries([&] {
               const auto object = detail::parse_object(article, ErrorCode::invalid_article);
               return object ? detail::read_article(*object, "", ErrorCode::invalid_article) : object.error();
             }) > 0);
  BOOST_TEST(failures_with_libraries(
                 [&] { return detail::parse_object(broken, ErrorCode::invalid_article).has_value(); }) > 0);
}

BOOST_FIXTURE_TEST_CASE(a_searcher_in_c, Index) {
  const char* const database = path.c_str();
  BOOST_TEST(failures_of([&] {
               newsrank_searcher* opened = nullptr;
               auto answer = answer_of([&](newsrank_error** error) {
                 return newsrank_searcher_open(&database, 1, R"({"partial": true})", &opened, error);
               });
               newsrank_searcher_close(opened);
               return answer;
             }) > 0);
  newsrank_searcher* searcher = nullptr;
  BOOST_REQUIRE(newsrank_searcher_open(&database, 1, nullptr, &searcher, nullptr) == NEWSRANK_OK);
  const auto failures = [&](auto function, auto... arguments) {
    return failures_of([&] {
      return text_answer_of(
          [&](char** text, newsrank_error** error) { return function(searcher, arguments..., text, error); });
    });
  };
  BOOST_TEST(failures(newsrank_searcher_search, "salt \"power station\" statoin", kOptions) > 0);
  BOOST_TEST(failures(newsrank_searcher_search, "salt", kYamlOptions) > 0);
  BOOST_TEST(failures(newsrank_searcher_complete, "sal", std::size_t{10}) > 0);
  BOOST_TEST(failures(newsrank_searcher_find, "https://a.example/salt-battery") > 0);
  newsrank_searcher_close(searcher);
}

BOOST_AUTO_TEST_CASE(a_writer_in_c) {
  const TempDir folder;
  const std::string path = folder.file("db");
  const std::string article = detail::article_json(salt_battery());
  newsrank_writer* writer = nullptr;
  const auto open = [&](newsrank_error** error) {
    return newsrank_writer_open(path.c_str(), R"({"language": "en", "wait_for_lock": false})", &writer, error);
  };
  BOOST_TEST(failures_of([&] {
               auto answer = answer_of(open);
               newsrank_writer_close(writer);
               return answer;
             }) > 0);
  BOOST_REQUIRE(open(nullptr) == NEWSRANK_OK);
  BOOST_TEST(failures_of([&] {
               auto answer =
                   answer_of([&](auto** error) { return newsrank_writer_put(writer, article.c_str(), error); });
               // A writer refuses to go on after an error that is not the article's.
               if (!answer) newsrank_writer_rollback(writer, nullptr);
               return answer;
             }) > 0);
  newsrank_writer_close(writer);
}

BOOST_AUTO_TEST_SUITE_END()
