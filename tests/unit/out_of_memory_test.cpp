// No exception crosses the interface: each single allocation of a call fails once, and the call answers an error.
//
// Allocations inside the engine's library are spared: Xapian 1.4.22 does not survive every one that fails (its matcher
// reads freed memory). The C interface is left out, since the destructor of the JSON library's values allocates.
#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <new>
#include <optional>
#include <string>

#include "newsrank/analyzer.hpp"
#include "newsrank/index_writer.hpp"
#include "newsrank/searcher.hpp"
#include "temp_dir.hpp"

// The linker's marks of this program's code.
extern "C" const char __executable_start;
extern "C" const char etext;

namespace {

// Allocations of this thread that succeed before one fails; negative: all do.
thread_local long allocations_left = -1;

// Whether the allocation that `caller` asks for fails. Only those of this program's own code are counted.
bool fails(const void* caller) {
  const auto* const at = static_cast<const char*>(caller);
  if (allocations_left < 0 || at < &__executable_start || at >= &etext) return false;
  return allocations_left-- == 0;
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
using newsrank::ErrorCode;
using newsrank::Result;
using newsrank::test::TempDir;

// Calls with ever later allocations failing, until none is left to fail; answers how often the call failed. (It may
// also do without the memory, as sorting does.)
template <typename Call>
int failures_of(Call call) {
  int failures = 0;
  for (long successes = 0;; successes += 1 + successes / 50) {
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

Article salt_battery() {
  Article article;
  article.url = "https://a.example/salt-battery";
  article.title = "Salt battery switched on beside the power station";
  article.topics = {"Energy", "Machine Learning"};
  article.quality = 80;
  article.published_at = 1709627400;
  return article;
}

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

BOOST_AUTO_TEST_SUITE_END()
