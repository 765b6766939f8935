// SPDX-License-Identifier: GPL-2.0-or-later
// The memory of a writer is bounded by its options, however large the transaction is.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <random>
#include <string>

#include "newsrank/index_writer.hpp"
#include "temp_dir.hpp"

namespace {

constexpr std::uint64_t kMemory = std::uint64_t{16} << 20;
// For everything else: tables, blocks, the analyzer.
constexpr std::uint64_t kSlack = std::uint64_t{40} << 20;

// What this process has of private writable memory, as RLIMIT_DATA counts it.
std::uint64_t data_bytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmData:")) return std::stoull(line.substr(7)) << 10U;
  }
  return 0;
}

// Articles of 240 words, many of them rare.
newsrank::Article article(int number, std::mt19937& random) {
  newsrank::Article made;
  made.url = "https://memory.example/" + std::to_string(number);
  made.title = "Article " + std::to_string(number);
  for (int word = 0; word < 240; ++word) made.body += 'w' + std::to_string(random() % (1U + random() % 20'000)) + ' ';
  return made;
}

// Exit code of the child: 0 for a transaction that was committed.
int write_under_limit(const std::string& database, unsigned shards, int articles) {
  newsrank::WriterOptions options;
  options.memory = kMemory;
  options.shards = shards;
  auto writer = newsrank::IndexWriter::open(database, options);
  if (!writer) return 2;
  const rlimit limit{data_bytes() + kMemory + kSlack, RLIM_INFINITY};
  if (setrlimit(RLIMIT_DATA, &limit) != 0) return 3;
  std::mt19937 random(1);
  for (int number = 0; number < articles; ++number) {
    if (!writer->put(article(number, random))) return 4;
  }
  // Replacing and removing waits in memory, too.
  for (int number = 0; number < articles; number += 3) {
    if (!writer->put(article(number, random))) return 5;
    if (!writer->remove("https://memory.example/" + std::to_string(number + 1))) return 6;
  }
  return writer->commit() ? 0 : 7;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_large_transaction_stays_within_its_memory) {
  for (const unsigned shards : {1U, 3U}) {
    const newsrank::test::TempDir folder;
    const std::string database = folder.path() + "/index";
    const pid_t child = fork();
    BOOST_REQUIRE(child >= 0);
    if (child == 0) _exit(write_under_limit(database, shards, 1'500));
    int status = 0;
    BOOST_REQUIRE(waitpid(child, &status, 0) == child);
    BOOST_TEST(WIFEXITED(status));
    BOOST_TEST(WEXITSTATUS(status) == 0);
  }
}
