// SPDX-License-Identifier: GPL-2.0-or-later
// Readers beside a writer: what they answer is always one of the committed states, whole.
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstdlib>
#include <set>
#include <thread>

#include "newsrank/maintenance.hpp"
#include "newsrank/searcher.hpp"
#include "storage/index_store.hpp"
#include "stored_index.hpp"
#include "temp_dir.hpp"

namespace {

using newsrank::Article;
using newsrank::IndexStore;
using newsrank::Searcher;
using newsrank::test::TempDir;
using std::chrono::steady_clock;

constexpr int kArticles = 60;
constexpr unsigned kReaders = 8;
constexpr int kLeastCommits = 22;  // with a rebuild and a compaction between

// Every article of a state says which one it is; their number depends on it too.
int size_of(int state) {
  return kArticles + state % 7;
}

Article article(int number, int state) {
  Article made;
  made.id = made.url = "https://example.org/" + std::to_string(number);
  made.title = "Story number " + std::to_string(number);
  made.excerpt = "state" + std::to_string(state);
  made.quality = state % 50;
  return made;
}

std::string write_state(IndexStore& store, int state) {
  for (int i = 0; i < kArticles + 7; ++i) {
    const Article made = article(i, state);
    const auto done =
        i < size_of(state) ? newsrank::test::put(store, made) : store.remove(newsrank::test::identity_of(made.id));
    if (!done) return done.error().message;
  }
  const auto done = store.commit();
  return done ? "" : done.error().message;
}

// Commits as fast as it can; now and then the index is swapped for a new one.
std::string write_states(const std::string& path, unsigned shards, const std::atomic<bool>& stop,
                         std::atomic<int>& committed) {
  for (int state = 1; !stop;) {  // 1, 6, 11, 16, ... here
    if (state % 20 == 11) {
      if (auto done = newsrank::compact_index(path); !done) return done.error().message;
    }
    auto store = IndexStore::open(path, {.rebuild = state % 10 == 6, .shards = shards});
    if (!store) return store.error().message;
    for (const int end = state + 5; state < end; ++state) {
      if (auto failure = write_state(*store, state); !failure.empty()) return failure;
      committed = state;
    }
  }
  return "";
}

// What is wrong with an answer; empty: nothing.
std::string fault(const newsrank::SearchResponse& response, int& state) {
  if (response.hits.empty()) return "no hits";
  const std::string said = response.hits.front().article.excerpt;
  state = std::atoi(said.c_str() + 5);
  const auto expected = static_cast<std::size_t>(size_of(state));
  if (response.hits.size() != expected || response.total.value != expected) {
    return said + " has " + std::to_string(response.hits.size()) + " hits, total " +
           std::to_string(response.total.value);
  }
  std::set<std::string> ids;
  for (const newsrank::Hit& hit : response.hits) {
    ids.insert(hit.article.id);
    if (hit.article.excerpt != said || hit.article.quality != state % 50)
      return said + " beside " + hit.article.excerpt;
  }
  return ids.size() == expected ? "" : said + " holds an article twice";
}

struct Reader {
  std::string failure;
  int answers = 0;
  std::set<int> states;
};

// A searcher is used a few times, then refreshed, cloned or opened again.
void read_states(const std::string& path, const std::atomic<bool>& stop, Reader& reader) {
  newsrank::SearchRequest request;
  request.limit = 1000;
  int earlier = 0;
  auto searcher = Searcher::open({path});
  for (int round = 0; !stop && reader.failure.empty(); ++round) {
    if (!searcher) {
      reader.failure = "open: " + searcher.error().message;
      return;
    }
    for (int i = 0; i < 4 && reader.failure.empty(); ++i) {
      request.text = i % 2 == 0 ? "story" : "sto*";  // read through the engine, and from its table
      const auto response = searcher->search(request);
      if (!response) {
        reader.failure = "search: " + response.error().message;
        return;
      }
      int state = 0;
      reader.failure = fault(*response, state);
      if (reader.failure.empty() && state < earlier) reader.failure = "state " + std::to_string(state);
      if (!reader.failure.empty()) reader.failure += " for " + request.text + " after " + std::to_string(earlier);
      earlier = state;
      reader.states.insert(state);
      ++reader.answers;
    }
    if (round % 4 == 0) {
      searcher = Searcher::open({path});
    } else if (round % 4 == 2) {
      searcher = searcher->clone();
    } else if (auto done = searcher->refresh(); !done) {
      reader.failure = "refresh: " + done.error().message;
    }
  }
}

void read_beside_a_writer(unsigned shards) {
  const TempDir folder;
  const std::string path = folder.file("db");
  {
    auto store = IndexStore::open(path, {.shards = shards});
    BOOST_REQUIRE(store);
    BOOST_REQUIRE_EQUAL(write_state(*store, 0), "");
  }
  std::atomic<bool> stop{false};
  std::atomic<int> committed{0};
  std::string writer_failure;
  std::vector<Reader> readers(kReaders);
  std::vector<std::thread> threads;
  threads.emplace_back([&] {
    writer_failure = write_states(path, shards, stop, committed);
    stop = true;
  });
  for (Reader& reader : readers) threads.emplace_back([&] { read_states(path, stop, reader); });
  // As long as it takes to see enough, on a busy machine too.
  const std::chrono::seconds least{std::getenv("NEWSRANK_STRESS") != nullptr ? 180 : 5};
  const auto begin = steady_clock::now();
  while (!stop && (steady_clock::now() - begin < least || committed < kLeastCommits)) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  stop = true;
  for (std::thread& thread : threads) thread.join();

  BOOST_TEST(writer_failure == "");
  BOOST_TEST(committed >= kLeastCommits);
  for (const Reader& reader : readers) {
    BOOST_TEST(reader.failure == "");
    BOOST_TEST(reader.answers > 10);
    BOOST_TEST(reader.states.size() > 2U);
    BOOST_TEST(*reader.states.rbegin() <= committed);
  }
  BOOST_TEST_MESSAGE(shards << " shards: " << committed << " commits, " << readers.front().answers
                            << " answers of the first reader");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(readers)

BOOST_AUTO_TEST_CASE(every_answer_beside_a_writer_is_one_of_the_committed_states) {
  read_beside_a_writer(1);
}

BOOST_AUTO_TEST_CASE(so_it_is_with_several_shards) {
  read_beside_a_writer(3);
}

BOOST_AUTO_TEST_SUITE_END()
