// SPDX-License-Identifier: GPL-2.0-or-later
// Documents of a server in one round trip: the same as the engine's, of the same commit; and servers that mean harm.
#include <sys/socket.h>
#include <xapian.h>

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "index/index_metadata.hpp"
#include "index/remote/document_pipe.hpp"
#include "index/remote_shard.hpp"
#include "search_server.hpp"
#include "storage/index_store.hpp"
#include "stored_index.hpp"
#include "temp_dir.hpp"

namespace {

using namespace newsrank;
using detail::DocumentPipe;

constexpr OpenOptions kSoon{false, std::chrono::milliseconds(300), std::chrono::milliseconds(300)};

// Greets whoever comes with these bytes, and hangs up.
class FalseServer {
 public:
  explicit FalseServer(std::string bytes) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address = test::loopback(0);
    socklen_t size = sizeof address;
    BOOST_REQUIRE(::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) == 0);
    BOOST_REQUIRE(::listen(socket_, 1) == 0);
    BOOST_REQUIRE(::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    address_ = {"127.0.0.1", ntohs(address.sin_port)};
    thread_ = std::thread([this, bytes = std::move(bytes)] {
      const int client = ::accept(socket_, nullptr, nullptr);
      std::size_t sent = 0;
      while (sent < bytes.size()) {
        const ssize_t count = ::send(client, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (count <= 0) break;
        sent += static_cast<std::size_t>(count);
      }
      std::string asked(256, '\0');
      [[maybe_unused]] const ssize_t read = ::recv(client, asked.data(), asked.size(), 0);
      ::close(client);
    });
  }
  ~FalseServer() {
    thread_.join();
    ::close(socket_);
  }

  const detail::ServerAddress& address() const { return address_; }

 private:
  int socket_;
  detail::ServerAddress address_;
  std::thread thread_;
};

const std::vector<std::string> kKeys{detail::kCommitKey};

std::string outcome(const std::string& bytes, const std::string& uuid) {
  const FalseServer server(bytes);
  try {
    const auto pipe = DocumentPipe::open(server.address(), kSoon, kKeys);
    return pipe && pipe->is_of(uuid) && pipe->metadata().at(detail::kCommitKey) == "1" ? "open" : "refused";
  } catch (const Xapian::NetworkError& error) {
    return error.get_context().empty() ? "no context" : "failed";
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(document_pipes)

BOOST_AUTO_TEST_CASE(documents_are_those_of_the_engine) {
  if (!test::SearchServer::available()) return;
  const test::TempDir folder;
  auto store = IndexStore::open(folder.file("db"), {});
  BOOST_REQUIRE(store);
  for (int i = 0; i < 300; ++i) {
    Article article;
    article.id = article.url = "https://news.example/" + std::to_string(i);
    article.title = "storm " + std::string(static_cast<std::size_t>(i) * 3, 'x');
    article.body = std::string(static_cast<std::size_t>(i) * 100, 'y');
    article.quality = i;
    BOOST_REQUIRE(test::put(*store, article));
  }
  BOOST_REQUIRE(store->commit());
  const test::SearchServer server(folder.file("db"));
  const auto address = detail::parse_server_address(server.address());
  const Xapian::Database database(folder.file("db"));
  const auto pipe = DocumentPipe::open(*address, kSoon, detail::metadata_keys());
  BOOST_REQUIRE(pipe);
  BOOST_TEST(!pipe->is_of(std::string(36, '0')));
  BOOST_TEST(pipe->is_of(database.get_uuid()));
  for (const std::string& key : detail::metadata_keys())
    BOOST_TEST(pipe->metadata().at(key) == database.get_metadata(key));
  const std::vector<std::string> terms{"storm", "Zstorm", "absent", std::string(240, 'x'), "XT"};
  std::vector<detail::TermCounts> counts;
  pipe->ask_counts(terms);
  BOOST_REQUIRE(pipe->take_counts(counts));
  for (std::size_t i = 0; i < terms.size(); ++i) {
    BOOST_TEST(counts.at(i).documents == database.get_termfreq(terms[i]));
    BOOST_TEST(counts.at(i).occurrences == database.get_collection_freq(terms[i]));
  }
  BOOST_TEST(counts.front().documents == 300U);
  std::vector<Xapian::docid> wanted;
  for (Xapian::docid document = 300; document > 0; --document) wanted.push_back(document);
  for (int round = 0; round < 2; ++round) {
    std::vector<Xapian::Document> taken;
    pipe->ask(wanted);
    BOOST_REQUIRE(pipe->take(taken));
    BOOST_REQUIRE(taken.size() == wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const Xapian::Document expected = database.get_document(wanted[i]);
      BOOST_TEST((taken[i].get_data() == expected.get_data()));
      BOOST_TEST(taken[i].values_count() == expected.values_count());
      for (auto value = expected.values_begin(); value != expected.values_end(); ++value)
        BOOST_TEST((taken[i].get_value(value.get_valueno()) == *value));
    }
  }
  std::vector<Xapian::Document> none;
  pipe->ask({1, 301, 2});
  BOOST_TEST(!pipe->take(none));
  BOOST_TEST(!pipe->is_usable());
}

BOOST_AUTO_TEST_CASE(servers_that_mean_harm_are_refused) {
  const std::string uuid(36, 'u');
  const auto message = [](char type, const std::string& content) {
    return std::string{type, static_cast<char>(content.size())} + content;
  };
  const std::string greeting = message(0, "\x27\x01" + uuid);
  const std::string commit = message(19, "1");
  BOOST_TEST(outcome(greeting + commit, uuid) == "open");
  BOOST_TEST(outcome(greeting + message(19, "2"), uuid) == "refused");
  BOOST_TEST(outcome(greeting + message(1, "1"), uuid) == "refused");
  BOOST_TEST(outcome(message(0, "\x28\x01" + uuid) + commit, uuid) == "refused");
  BOOST_TEST(outcome(message(0, "\x27") + commit, uuid) == "refused");
  BOOST_TEST(outcome(message(0, ""), uuid) == "refused");
  for (const std::string& bytes : std::vector<std::string>{"", "x", std::string(1, '\0') + "\xff", greeting,
                                                           std::string("\0\xff\x7f\x7f\x7f\x7f\xff", 7),
                                                           std::string("\0\xff", 2) + std::string(100, '\x7f'),
                                                           greeting + std::string("\x13\xff\x7f\x7f\x7f\x87", 6)}) {
    BOOST_TEST_CONTEXT(bytes.size()) {
      BOOST_TEST(outcome(bytes, uuid) == "failed");
    }
  }
}

BOOST_AUTO_TEST_CASE(an_address_of_ipv6_is_refused_with_the_reason) {
  const auto refused = detail::open_remote_shard({"::1", 33100}, kSoon);
  BOOST_REQUIRE(!refused);
  BOOST_TEST((refused.error().code == ErrorCode::invalid_argument));
  BOOST_TEST(refused.error().message.find("IPv4 only") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
