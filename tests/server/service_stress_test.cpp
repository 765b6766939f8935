// SPDX-License-Identifier: GPL-2.0-or-later
// A service over a socket, with a writer committing and eight clients: each reply is of one committed state. It runs
// under the thread sanitizer, too, for which reason everything is one process.
#include <httplib.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "newsrank/index_writer.hpp"
#include "server/http/http_server.hpp"
#include "server/service.hpp"
#include "temp_dir.hpp"

namespace {

using newsrank::IndexWriter;
using nlohmann::json;
using std::chrono::steady_clock;
namespace server = newsrank::server;

constexpr int kArticles = 30;
constexpr int kClients = 8;
constexpr int kLeastCommits = 10;

// Every article of a state says which one it is; their number depends on it too.
int size_of(int state) {
  return kArticles + state % 7;
}

std::string write_state(IndexWriter& writer, int state) {
  for (int i = 0; i < kArticles + 7; ++i) {
    newsrank::Article made;
    made.id = made.url = "https://example.org/" + std::to_string(i);
    made.title = "Story number " + std::to_string(i);
    made.excerpt = "state" + std::to_string(state);
    made.topics = {"Topic of all"};
    made.published_at = 1'700'000'000 + 1'000'000 * i;
    const auto done = i < size_of(state) ? writer.put(made) : writer.remove(made.id);
    if (!done) return done.error().message;
  }
  const auto done = writer.commit();
  return done ? "" : done.error().message;
}

// newsrank-serve without its command line.
class RunningService {
 public:
  explicit RunningService(const std::string& path) {
    auto pool = server::SearcherPool::open({path}, {}, {.searchers = 3, .refresh_every = std::chrono::milliseconds(5)});
    BOOST_REQUIRE(pool);
    pool_ = std::move(*pool);
    service_ = std::make_unique<server::Service>(server::Site{*pool_, defaults_, "Stress", ""}, "");
    server_ = std::make_unique<server::HttpServer>(
        server::Limits{}, "", server::security_headers(""),
        [this](const server::HttpRequest& request) { return service_->handle(request); },
        [this](const server::Exchange& exchange) { bytes_ += exchange.bytes; });
    BOOST_REQUIRE(server_->bind("127.0.0.1", 0));
    thread_ = std::thread([this] { server_->run(); });
    // The first request makes constants inside the library, behind a lock that the sanitizer does not see.
    BOOST_REQUIRE(httplib::Client("127.0.0.1", port()).Get("/healthz"));
  }
  ~RunningService() {
    server_->stop();
    thread_.join();
  }
  int port() const { return server_->port(); }
  std::uint64_t refreshes() const { return pool_->refreshes(); }

 private:
  server::SearchDefaults defaults_;
  std::unique_ptr<server::SearcherPool> pool_;
  std::unique_ptr<server::Service> service_;
  std::unique_ptr<server::HttpServer> server_;
  std::atomic<std::size_t> bytes_{0};
  std::thread thread_;
};

struct Client {
  std::string failure;
  int answers = 0;
  int unchanged = 0;
  std::set<std::string> states;
};

// What is wrong with the answer to a search; empty: nothing.
std::string fault(const std::string& body, Client& client) {
  const json answer = json::parse(body, nullptr, false);
  if (answer.is_discarded() || answer["hits"].empty()) return "no hits: " + body;
  const auto excerpt = [](const json& hit) { return hit["excerpt"].get<std::string>(); };
  const std::string said = excerpt(answer["hits"][0]);
  const auto expected = static_cast<std::size_t>(size_of(std::atoi(said.c_str() + 5)));
  const bool same =
      std::all_of(answer["hits"].begin(), answer["hits"].end(), [&](const json& hit) { return excerpt(hit) == said; });
  client.states.insert(said);
  const bool whole = answer["hits"].size() == expected && answer["total"]["value"] == expected &&
                     answer["facets"][0]["values"][0]["count"] == expected;
  return same && whole ? "" : "a mixed state: " + body;
}

void ask_all(int port, const std::atomic<bool>& stop, Client& client) {
  constexpr std::array<const char*, 9> kTargets{"/api/v1/search?q=story&limit=100&group=no&facet=topic",
                                                "/search?q=story&explain=true&topic=Topic+of+all",
                                                "/api/v1/search?q=sto*&limit=100&group=no&facet=topic",
                                                "/api/v1/complete?q=sto",
                                                "/charts?q=number",
                                                "/feed.atom?q=story",
                                                "/api/v1/similar?url=https://example.org/3",
                                                "/api/v1/stats",
                                                "/metrics"};
  httplib::Client http("127.0.0.1", port);
  http.set_keep_alive(true);
  http.set_read_timeout(120);
  std::string tag;
  for (std::size_t i = 0; !stop && client.failure.empty(); ++i) {
    const std::string target = kTargets.at(i % kTargets.size());
    const bool searched = target.find("facet=") != std::string::npos;
    const auto reply = http.Get(target.c_str(),
                                searched && i % 2 == 0 ? httplib::Headers{{"If-None-Match", tag}} : httplib::Headers{});
    if (!reply) {
      client.failure = target + ": " + to_string(reply.error());
      return;
    }
    ++client.answers;
    if (reply->status == 304) ++client.unchanged;
    // An index that changes faster than it is searched is a reason to ask again.
    if (reply->status == 304 || reply->status == 503) continue;
    if (reply->status != 200) client.failure = target + ": " + reply->body;
    if (!searched) continue;
    tag = reply->get_header_value("ETag");
    client.failure = fault(reply->body, client);
  }
}

void write_until(IndexWriter& writer, const std::atomic<bool>& stop, std::atomic<int>& committed,
                 std::string& failure) {
  for (int state = 1; !stop && failure.empty(); ++state) {
    failure = write_state(writer, state);
    committed = state;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(service)

BOOST_AUTO_TEST_CASE(every_reply_beside_a_writer_is_of_one_committed_state) {
  const newsrank::test::TempDir folder;
  const std::string path = folder.file("db");
  auto writer = IndexWriter::open(path);
  BOOST_REQUIRE(writer);
  BOOST_REQUIRE_EQUAL(write_state(*writer, 0), "");
  std::atomic<bool> stop{false};
  std::atomic<int> committed{0};
  std::string writer_failure;
  std::vector<Client> clients(kClients);
  const RunningService running(path);
  std::vector<std::thread> threads;
  threads.emplace_back([&] {
    write_until(*writer, stop, committed, writer_failure);
    stop = true;
  });
  for (Client& client : clients) threads.emplace_back([&] { ask_all(running.port(), stop, client); });
  // As long as it takes to see enough, on a busy machine too.
  const std::chrono::seconds least{std::getenv("NEWSRANK_STRESS") != nullptr ? 180 : 4};
  const auto begin = steady_clock::now();
  while (!stop && (steady_clock::now() - begin < least || committed < kLeastCommits))
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  stop = true;
  for (std::thread& thread : threads) thread.join();

  BOOST_TEST(writer_failure == "");
  BOOST_TEST(running.refreshes() > 2U);
  int answers = 0;
  for (const Client& client : clients) {
    BOOST_TEST(client.failure == "");
    BOOST_TEST(client.answers > 9);
    answers += client.answers;
  }
  BOOST_TEST(clients.front().states.size() > 1U);
  BOOST_TEST_MESSAGE(committed << " commits, " << answers << " answers, " << clients.front().states.size()
                               << " states seen by the first client");
}

BOOST_AUTO_TEST_SUITE_END()
