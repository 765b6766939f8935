// SPDX-License-Identifier: GPL-2.0-or-later
// Clusters: what a cluster file may say, which replicas are tried, and which commit is chosen.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "index/cluster/cluster_file.hpp"
#include "index/cluster/replica_health.hpp"
#include "index/cluster/shard_opening.hpp"

namespace {

using namespace newsrank;
using namespace newsrank::detail;
using std::chrono::seconds;

std::string fault(const std::string& text) {
  const auto cluster = parse_cluster(text, "a/cluster.yaml");
  return cluster ? "" : cluster.error().message;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(clusters)

BOOST_AUTO_TEST_CASE(a_file_lists_shards_with_their_replicas) {
  const auto cluster = parse_cluster(
      "consistency: any\nconnect_timeout: 0.25\ntimeout: 1.5\ndeadline: 3\nshards:\n"
      "  - [10.0.0.1:33101, {at: '[::1]:33101', weight: 2}]\n  - [copies/news.db, /abs.db]\n",
      "a/cluster.yaml");
  BOOST_REQUIRE_MESSAGE(cluster, (cluster ? "" : cluster.error().message));
  BOOST_TEST((cluster->consistency == Cluster::Consistency::any));
  BOOST_TEST(cluster->connect_timeout.count() == 250);
  BOOST_TEST(cluster->timeout.count() == 1500);
  BOOST_TEST(cluster->deadline.count() == 3000);
  BOOST_REQUIRE(cluster->shards.size() == 2U);
  BOOST_TEST(cluster->shards[0][0].at == "10.0.0.1:33101");
  BOOST_TEST(cluster->shards[0][1].at == "[::1]:33101");
  BOOST_TEST(cluster->shards[0][1].weight == 2);
  BOOST_TEST(cluster->shards[1][0].at == "a/copies/news.db");
  BOOST_TEST(cluster->shards[1][1].at == "/abs.db");
}

BOOST_AUTO_TEST_CASE(what_a_file_may_not_say_is_refused_with_its_place) {
  const std::string one = "shards: [[a:1]]\n";
  const std::vector<std::pair<std::string, std::string>> table{
      {"", "expected names with values"},
      {"[]", "expected names with values"},
      {"timeout: 1\n", "no shards are listed"},
      {"shards: []\n", "no shards are listed"},
      {"shards: [a:1]\n", "1:10: expected the list of a shard's replicas"},
      {"shards: [[]]\n", "expected the list of a shard's replicas"},
      {"shards: [[[a]]]\n", "expected host:port, a folder"},
      {"shards: [['']]\n", "expected host:port or a folder"},
      {"shards: [[\"a\\eb:1\"]]\n", "expected host:port or a folder"},
      {"shards: [[other.yaml]]\n", "cannot name another one"},
      {"shards: [[a:1, a:1]]\n", "a:1 is listed twice"},
      {"shards: [[a:1], [a:1]]\n", "1:18: a:1 is listed twice"},
      {"shards: [[{at: a:1, weight: -1}]]\n", "weight: expected a number from 0 to 1000"},
      {"shards: [[{at: a:1, weight: .nan}]]\n", "weight: expected"},
      {"shards: [[{at: a:1, wieght: 1}]]\n", "expected at and weight"},
      {"shards: [[{weight: 1}]]\n", "expected at: host:port"},
      {one + "timeout: 0\n", "2:10: timeout: expected seconds"},
      {one + "timeout: .inf\n", "timeout: expected seconds"},
      {one + "deadline: soon\n", "deadline: expected seconds"},
      {one + "consistency: sometimes\n", "expected newest or any"},
      {one + "replicas: 3\n", "there is no setting \"replicas\""},
      {one + one, "shards is set twice"},
      {"shards: [[" + std::string(300'000, 'a') + "]]\n", "longer than 256 KiB"},
      {"shards: [[" + std::string(5'000, 'a') + "]]\n", "expected host:port or a folder"},
      {std::string(10'000, '['), "a/cluster.yaml"},
      {"shards: &a [[*a]]\n", "a/cluster.yaml"},
  };
  for (const auto& [text, expected] : table) {
    BOOST_TEST_CONTEXT(text.substr(0, 80)) {
      const std::string said = fault(text);
      BOOST_TEST(said.find(expected) != std::string::npos, said);
      BOOST_TEST(said.starts_with("a/cluster.yaml"));
    }
  }
  BOOST_TEST((read_cluster("/nowhere/cluster.yaml").error().code == ErrorCode::index_not_found));
}

BOOST_AUTO_TEST_CASE(a_replica_that_failed_is_left_alone_for_growing_pauses) {
  ReplicaHealth health;
  const std::vector<Replica> replicas{{"a:1", 1}, {"b:1", 1}};
  ReplicaHealth::Clock::time_point now{};
  now += seconds(1'000);
  for (const int pause : {1, 2, 4, 8, 16, 32, 60, 60}) {
    health.failed("a:1", now);
    health.failed("a:1", now);  // by another searcher
    BOOST_TEST(health.is_paused("a:1", now + seconds(pause) - std::chrono::milliseconds(1)));
    BOOST_TEST(health.order(replicas, now).front() == 1U);
    BOOST_TEST(!health.has_due(now));
    now += seconds(pause);
    BOOST_TEST(!health.is_paused("a:1", now));
    BOOST_TEST(health.has_due(now));
  }
  health.answered("a:1");
  BOOST_TEST(!health.has_due(now));
  health.failed("a:1", now);
  BOOST_TEST(!health.is_paused("a:1", now + seconds(1)));
}

BOOST_AUTO_TEST_CASE(the_pauses_of_a_replica_that_opens_and_is_late_again_grow) {
  ReplicaHealth health;
  ReplicaHealth::Clock::time_point now{};
  now += seconds(1'000);
  for (const int pause : {1, 2, 4}) {
    health.failed("a:1", now);
    BOOST_TEST(health.is_paused("a:1", now + seconds(pause) - std::chrono::milliseconds(1)));
    health.opened("a:1");
    BOOST_TEST(!health.is_paused("a:1", now));
    BOOST_TEST(!health.has_due(now + seconds(pause)));
  }
}

BOOST_AUTO_TEST_CASE(replicas_are_chosen_by_their_weights) {
  ReplicaHealth health;
  const std::vector<Replica> replicas{{"a:1", 0}, {"b:1", 3}, {"c:1", 1}};
  std::map<std::size_t, int> first;
  for (int i = 0; i < 4'000; ++i) {
    const auto order = health.order(replicas);
    BOOST_REQUIRE(order.size() == 3U);
    BOOST_REQUIRE(order.back() == 0U);
    ++first[order.front()];
  }
  BOOST_TEST(first[1] > 2'800);
  BOOST_TEST(first[1] < 3'200);
}

BOOST_AUTO_TEST_CASE(the_newest_commit_that_all_shards_have_is_chosen) {
  const auto state = [](std::uint64_t commit, unsigned shard, std::string index = "x", std::size_t place = 0) {
    return ReplicaState{std::move(index), commit, shard, 2, place};
  };
  using Places = std::vector<std::size_t>;
  const auto chosen = [](const std::vector<std::vector<ReplicaState>>& shards) {
    const auto places = choose_newest(shards);
    return places ? *places : Places{};
  };
  const auto check = [&](const std::vector<std::vector<ReplicaState>>& shards, const Places& expected) {
    BOOST_TEST(chosen(shards) == expected, boost::test_tools::per_element());
  };
  check({{state(7, 0), state(8, 0)}, {state(7, 1), state(7, 1)}}, {0, 0});
  check({{state(7, 0), state(8, 0)}, {state(8, 1), state(7, 1)}}, {1, 0});
  check({{state(7, 0), state(8, 0)}, {}}, {1, 0});
  check({{state(8, 0, "x", 1), state(8, 0, "x", 0)}, {state(8, 1)}}, {1, 0});
  check({{state(1, 0, "rebuilt"), state(9, 0, "old")}, {state(1, 1)}}, {0, 0});
  const auto none = choose_newest({{state(7, 0)}, {state(8, 1), state(9, 1)}});
  BOOST_REQUIRE(!none);
  BOOST_TEST((none.error().code == ErrorCode::index_changed));
  BOOST_TEST(none.error().message.find("shard 1: 7; shard 2: 8 9") != std::string::npos, none.error().message);
  // Indexes of their own have no commits in common.
  check({{{"a", 3, 0, 1}, {"a", 5, 0, 1}}, {{"b", 1, 0, 1}}}, {1, 0});
}

BOOST_AUTO_TEST_CASE(the_next_replica_is_tried_where_one_fails_or_takes_its_time) {
  for (const auto consistency : {Cluster::Consistency::any, Cluster::Consistency::newest}) {
    Cluster cluster;
    cluster.consistency = consistency;
    cluster.connect_timeout = std::chrono::milliseconds(50);
    cluster.shards = {{{"fails:1", 1'000}, {"answers:1", 0}}, {{"hangs:1", 1'000}, {"answers:2", 0}}};
    const auto begun = std::chrono::steady_clock::now();
    std::chrono::steady_clock::duration taken{};
    {
      ClusterMemory memory;
      const auto shards =
          open_shards(cluster, memory, [](const std::string& at, unsigned shard) -> Result<OpenedReplica> {
            if (at == "fails:1") return Error{ErrorCode::remote_unavailable, "down", ""};
            if (at == "hangs:1") std::this_thread::sleep_for(std::chrono::milliseconds(600));
            return OpenedReplica{{at, 1, shard, 2}, nullptr};
          });
      taken = std::chrono::steady_clock::now() - begun;
      BOOST_REQUIRE(shards);
      BOOST_REQUIRE((*shards)[0]);
      BOOST_TEST((*shards)[0]->state.index == "answers:1");
      BOOST_REQUIRE((*shards)[1]);
      BOOST_TEST((*shards)[1]->state.index == "answers:2");
      BOOST_TEST(memory.health.is_paused("fails:1"));
      BOOST_TEST(!memory.health.is_paused("answers:1"));
    }
    BOOST_TEST(std::chrono::duration_cast<std::chrono::milliseconds>(taken).count() < 500);
  }
}

BOOST_AUTO_TEST_SUITE_END()
