// SPDX-License-Identifier: GPL-2.0-or-later
// Real collections, when they are beside the repository: nothing is lost compared with a plain reading by yaml-cpp.
#include <yaml-cpp/yaml.h>

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "reading/article_reader.hpp"
#include "recording_sink.hpp"
#include "sources/source.hpp"

namespace {

struct Counts {
  std::uint64_t documents = 0;
  std::uint64_t related = 0;
  std::uint64_t related_with_url = 0;

  friend bool operator==(const Counts&, const Counts&) = default;
};

std::string corpora() {
  return std::string(NEWSRANK_SOURCE_DIR) + "/../shared/corpora/";
}

bool has_url(const YAML::Node& entry) {
  for (const char* key : {"webUrl", "originalUrl"}) {
    if (entry[key].IsDefined() && !entry[key].IsNull() && !entry[key].Scalar().empty()) return true;
  }
  return false;
}

Counts independent_counts(const std::string& folder) {
  Counts counts;
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
    std::stringstream text;
    text << std::ifstream(file.path()).rdbuf();
    for (const YAML::Node& document : YAML::LoadAll(text.str())) {
      if (!document.IsMap()) continue;
      ++counts.documents;
      for (const YAML::Node& entry : document["related"]) {
        ++counts.related;
        counts.related_with_url += has_url(entry) ? 1 : 0;
      }
    }
  }
  return counts;
}

struct Expected {
  const char* folder;
  std::size_t documents;
  std::size_t related;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(corpora_reading)

BOOST_AUTO_TEST_CASE(nothing_is_lost) {
  for (const Expected& expected : {Expected{"seed", 1, 11}, {"powerapps", 674, 0}, {"diablo4", 1611, 5315}}) {
    const std::string folder = corpora() + expected.folder;
    if (!std::filesystem::exists(folder)) {
      BOOST_TEST_MESSAGE("skipped: no " << folder);
      continue;
    }
    newsrank::BlockCache cache;
    newsrank::ArticleReader reader({}, cache);
    newsrank::test::RecordingSink sink;
    newsrank::ReadCounts counts;
    const newsrank::Sources sources = newsrank::discover_sources({folder});
    for (const auto& file : sources.files) counts += reader.read_file(file.path, sink).counts;
    const Counts independent = independent_counts(folder);
    BOOST_TEST(independent.documents == expected.documents);
    BOOST_TEST(independent.related == expected.related);
    BOOST_TEST(counts.documents_seen == expected.documents);
    BOOST_TEST(counts.documents_accepted == expected.documents);
    BOOST_TEST(counts.related_seen == expected.related);
    BOOST_TEST(counts.related_accepted == independent.related_with_url);
    BOOST_TEST(sink.mentions.size() == expected.documents + independent.related_with_url);
    BOOST_TEST(sink.problems.size() == expected.related - independent.related_with_url);
    for (const newsrank::Problem& problem : sink.problems) {
      BOOST_TEST(problem.related_entry);
      BOOST_TEST(problem.reason == "no webUrl and no originalUrl");
    }
  }
}

BOOST_AUTO_TEST_CASE(selective_reading_is_full_reading) {
  if (!std::filesystem::exists(corpora())) return;
  newsrank::BlockCache cache;
  newsrank::BlockCache unused;
  newsrank::ArticleReader selective({}, cache);
  newsrank::ArticleReader full({}, unused, newsrank::ReadMode::full);
  newsrank::test::RecordingSink by_pieces;
  newsrank::test::RecordingSink whole;
  for (const auto& file : newsrank::discover_sources({corpora() + "seed", corpora() + "diablo4"}).files) {
    selective.read_file(file.path, by_pieces);
    full.read_file(file.path, whole);
  }
  BOOST_TEST((by_pieces.mentions == whole.mentions));
  BOOST_TEST((by_pieces.records == whole.records));
  BOOST_TEST(by_pieces.problem_lines() == whole.problem_lines(), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
