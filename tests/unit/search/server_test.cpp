// SPDX-License-Identifier: GPL-2.0-or-later
// Databases that are servers: their names, and what is done about servers that are down, hang, or serve something else;
// and when a searcher of folders goes on to a newer commit.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <fstream>
#include <string>
#include <vector>

#include "core/text/server_address.hpp"
#include "index/index_layout.hpp"
#include "newsrank/searcher.hpp"
#include "search_server.hpp"
#include "storage/index_store.hpp"
#include "stored_index.hpp"
#include "temp_dir.hpp"

namespace {

using namespace newsrank;
using test::SearchServer;
using test::SilentServer;
using test::TempDir;

constexpr OpenOptions kPartial{true, std::chrono::milliseconds(500), std::chrono::milliseconds(500)};
constexpr OpenOptions kWhole{false, std::chrono::milliseconds(500), std::chrono::milliseconds(500)};

Article article(int number) {
  Article made;
  made.id = made.url = "https://news.example/" + std::to_string(number);
  made.title = "storm " + std::to_string(number);
  return made;
}

// Two indexes, of 4 and 3 articles.
struct Fixture {
  Fixture() {
    put("a", 0, 4);
    put("b", 4, 7);
  }

  void put(const std::string& name, int from, int to, unsigned shards = 1) const {
    auto store = IndexStore::open(folder.file(name), {.shards = shards});
    BOOST_REQUIRE(store);
    for (int i = from; i < to; ++i) BOOST_REQUIRE(test::put(*store, article(i)));
    BOOST_REQUIRE(store->commit());
  }

  std::string path(const std::string& name) const { return folder.file(name); }

  TempDir folder;
};

std::uint64_t count(Searcher& searcher) {
  const auto response = searcher.search({.text = "storm", .limit = 100});
  BOOST_REQUIRE_MESSAGE(response, (response ? "" : response.error().message));
  BOOST_TEST(response->total.value == response->hits.size());
  return response->total.value;
}

boost::test_tools::assertion_result have_server(boost::unit_test::test_unit_id /*unit*/) {
  boost::test_tools::assertion_result installed(SearchServer::available());
  installed.message() << "xapian-tcpsrv (package xapian-tools) is missing";
  return installed;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(servers)

BOOST_AUTO_TEST_CASE(names) {
  struct Case {
    const char* text;
    const char* host;  // null: no server
    int port;
  };
  for (const Case& each : std::vector<Case>{{"localhost:33100", "localhost", 33100},
                                            {"10.0.0.7:1", "10.0.0.7", 1},
                                            {"[::1]:65535", "::1", 65535},
                                            {"host:0", nullptr, 0},
                                            {"host:65536", nullptr, 0},
                                            {"host:", nullptr, 0},
                                            {":80", nullptr, 0},
                                            {"host:8o", nullptr, 0},
                                            {"host: 80", nullptr, 0},
                                            {"::1:80", nullptr, 0},
                                            {"./host:80", nullptr, 0},
                                            {"newsrank.db", nullptr, 0},
                                            {"", nullptr, 0}}) {
    BOOST_TEST_CONTEXT(each.text) {
      const auto server = detail::parse_server_address(each.text);
      BOOST_TEST(server.has_value() == (each.host != nullptr));
      if (!server || each.host == nullptr) continue;
      BOOST_TEST(server->host == each.host);
      BOOST_TEST(server->port == each.port);
      BOOST_TEST(detail::to_string(*server) == each.text);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_server_that_is_down_or_hangs_is_named_or_left_out) {
  const Fixture fixture;
  const SilentServer hanging;
  const std::string down = "127.0.0.1:" + std::to_string(SilentServer().port());
  for (const std::string& address : {down, hanging.address()}) {
    BOOST_TEST_CONTEXT(address) {
      const auto refused = Searcher::open({fixture.path("a"), address}, kWhole);
      BOOST_REQUIRE(!refused);
      BOOST_TEST((refused.error().code == ErrorCode::remote_unavailable));
      BOOST_TEST(refused.error().message.find(address) != std::string::npos);
      auto rest = Searcher::open({fixture.path("a"), address}, kPartial);
      BOOST_REQUIRE(rest);
      const auto response = rest->search({.text = "storm"});
      BOOST_REQUIRE(response);
      BOOST_TEST(response->total.value == 4U);
      BOOST_TEST(response->missing == std::vector<std::string>{address}, boost::test_tools::per_element());
      BOOST_TEST((Searcher::open({address}, kPartial).error().code == ErrorCode::remote_unavailable));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_folder_goes_before_a_server_of_its_name) {
  const Fixture fixture;
  const std::string before = std::filesystem::current_path().string();
  std::filesystem::current_path(fixture.folder.path());
  fixture.put("localhost:1", 0, 2);
  auto searcher = Searcher::open({"localhost:1"}, kWhole);
  std::filesystem::current_path(before);
  BOOST_REQUIRE(searcher);
  BOOST_TEST(count(*searcher) == 2U);
}

BOOST_AUTO_TEST_CASE(lost_connections_are_made_again, *boost::unit_test::precondition(have_server)) {
  const Fixture fixture;
  SearchServer server(fixture.path("b"));
  auto searcher = Searcher::open({fixture.path("a"), server.address()}, kWhole);
  BOOST_REQUIRE(searcher);
  BOOST_TEST(count(*searcher) == 7U);
  server.stop();
  server.start();
  BOOST_TEST(count(*searcher) == 7U);
  server.stop();
  const auto failed = searcher->search({.text = "storm"});
  BOOST_REQUIRE(!failed);
  BOOST_TEST((failed.error().code == ErrorCode::remote_unavailable));
  BOOST_TEST(failed.error().message.find(server.address()) != std::string::npos);
  BOOST_TEST(!searcher->refresh());
  server.start();
  BOOST_TEST(count(*searcher) == 7U);
}

BOOST_AUTO_TEST_CASE(servers_that_fail_between_searches_are_left_out_until_refreshed,
                     *boost::unit_test::precondition(have_server)) {
  const Fixture fixture;
  SearchServer server(fixture.path("b"));
  auto searcher = Searcher::open({fixture.path("a"), server.address()}, kPartial);
  BOOST_REQUIRE(searcher);
  BOOST_TEST(count(*searcher) == 7U);
  server.stop();
  BOOST_TEST(count(*searcher) == 4U);
  server.start();
  BOOST_TEST(count(*searcher) == 4U);  // it is left alone for a while
  BOOST_REQUIRE(searcher->refresh());
  BOOST_TEST(count(*searcher) == 7U);
  server.halt();
  BOOST_TEST(count(*searcher) == 4U);
  server.go_on();
  BOOST_REQUIRE(searcher->refresh());
  BOOST_TEST(count(*searcher) == 7U);
}

BOOST_AUTO_TEST_CASE(commits_behind_a_server_are_seen, *boost::unit_test::precondition(have_server)) {
  const Fixture fixture;
  const SearchServer server(fixture.path("b"));
  auto searcher = Searcher::open({fixture.path("a"), server.address()}, kWhole);
  BOOST_REQUIRE(searcher);
  // The state that was opened is gone after two commits; before, it is what is searched.
  for (int last = 8; last < 12; ++last) {
    fixture.put("b", 7, last);
    const auto found = count(*searcher);
    BOOST_TEST((found == 7U || found <= static_cast<std::uint64_t>(last)));
  }
  BOOST_REQUIRE(searcher->refresh());
  BOOST_TEST(count(*searcher) == 11U);
  BOOST_TEST(searcher->article_count() == 11U);
}

BOOST_AUTO_TEST_CASE(refreshing_folders_moves_to_the_newest_commit_or_keeps_the_state) {
  const Fixture fixture;
  auto searcher = Searcher::open({fixture.path("a"), fixture.path("b")});
  BOOST_REQUIRE(searcher);
  BOOST_REQUIRE(searcher->refresh());
  BOOST_TEST(count(*searcher) == 7U);
  fixture.put("b", 7, 9);
  BOOST_TEST(count(*searcher) == 7U);
  BOOST_REQUIRE(searcher->refresh());
  BOOST_TEST(count(*searcher) == 9U);
  std::filesystem::rename(fixture.path("b"), fixture.path("away"));
  BOOST_TEST((searcher->refresh().error().code == ErrorCode::index_not_found));
  BOOST_TEST(count(*searcher) == 9U);
}

// Blocks of a commit are used again by the second one after it.
BOOST_DATA_TEST_CASE(what_a_writer_may_overwrite_is_not_read, boost::unit_test::data::make({1U, 3U}), shards) {
  const Fixture fixture;
  fixture.put("c", 0, 4, shards);
  auto searcher = Searcher::open({fixture.path("c")});
  BOOST_REQUIRE(searcher);
  fixture.put("c", 4, 5, shards);
  BOOST_TEST(count(*searcher) == 4U);
  {
    const auto writer = IndexStore::open(fixture.path("c"), {.shards = shards});
    BOOST_REQUIRE(writer);
    BOOST_TEST(count(*searcher) == 5U);
  }
  fixture.put("c", 5, 6, shards);
  BOOST_TEST(count(*searcher) == 5U);
  fixture.put("c", 6, 7, shards);
  BOOST_TEST(count(*searcher) == 7U);
}

BOOST_AUTO_TEST_CASE(refreshing_takes_over_the_language_of_a_rebuilt_index) {
  const Fixture fixture;
  auto searcher = Searcher::open({fixture.path("a")});
  BOOST_REQUIRE(searcher);
  BOOST_TEST(searcher->search({.text = "storming", .correct = false})->hits.size() == 4U);
  auto store = IndexStore::open(fixture.path("a"), {.analyzer = {.language = "none"}, .rebuild = true});
  BOOST_REQUIRE(store);
  BOOST_REQUIRE(test::put(*store, article(1)));
  BOOST_REQUIRE(store->commit());
  BOOST_REQUIRE(searcher->refresh());
  BOOST_TEST(searcher->search({.text = "storm", .correct = false})->hits.size() == 1U);
  BOOST_TEST(searcher->search({.text = "storming", .correct = false})->hits.empty());
}

BOOST_AUTO_TEST_CASE(several_shards_behind_one_server_are_refused, *boost::unit_test::precondition(have_server)) {
  const Fixture fixture;
  fixture.put("four", 0, 40, 4);
  const SearchServer server(fixture.path("four"));
  const auto refused = Searcher::open({server.address()}, kPartial);
  BOOST_REQUIRE(!refused);
  BOOST_TEST((refused.error().code == ErrorCode::invalid_argument));
  BOOST_TEST(refused.error().hint.find("a port of its own") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(time_outs_have_bounds) {
  OpenOptions options;
  options.timeout = std::chrono::milliseconds(-1);
  BOOST_TEST((Searcher::open({"localhost:1"}, options).error().code == ErrorCode::invalid_argument));
  options.timeout = std::chrono::hours(25);
  BOOST_TEST((Searcher::open({"localhost:1"}, options).error().code == ErrorCode::invalid_argument));
}

BOOST_AUTO_TEST_SUITE_END()
