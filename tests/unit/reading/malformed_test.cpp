// SPDX-License-Identifier: GPL-2.0-or-later
// Every file of data/malformed: what is told about it, and that nothing else is lost.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <map>
#include <set>

#include "reading/article_reader.hpp"
#include "recording_sink.hpp"

namespace {

struct Told {
  std::size_t articles;
  std::vector<std::string> problems;
};

const std::map<std::string, Told> kTold{
    {"alias_bomb.md", {0, {"7:44: broken YAML: aliases expand to too much text"}}},
    {"blank_title.md", {0, {"2:1: no title"}}},
    {"broken_yaml.md", {0, {"3:1: broken YAML: end of sequence flow not found"}}},
    {"date_in_words.md",
     {0, {"4:20: publishedDateTime must be a date such as 2024-03-05 or 2024-03-05T08:30:00Z, not \"last Tuesday\""}}},
    {"empty.md", {0, {"1:1: the file is empty"}}},
    {"invalid_utf8.md", {0, {"2:19: invalid UTF-8"}}},
    {"no_closing_fence.md", {0, {"1:1: the front matter is not closed by a line ---"}}},
    {"no_fence.md", {0, {"1:1: no front matter: the first line is not ---"}}},
    {"no_title.md", {0, {"2:1: no title"}}},
    {"no_url.md", {0, {"2:1: no webUrl and no originalUrl"}}},
    {"not_a_mapping.md", {0, {"2:1: the front matter is not a mapping of keys to values"}}},
    {"nul_character.md", {0, {"2:13: a NUL character"}}},
    {"published_maybe.md", {0, {"4:12: published must be true or false, not \"maybe\""}}},
    {"quality_is_a_word.md", {0, {"4:10: quality must be a number, not \"excellent\""}}},
    {"quality_is_not_a_number.md", {0, {"4:10: quality must be a number, not \".nan\""}}},
    {"related_entries.md",
     {3,
      {"7:5: no webUrl and no originalUrl", "8:12: broken YAML: a quoted text is not closed", "10:5: no title",
       "13:14: quality must be a number, not \"high\"", "14:5: an entry of the related list must be a mapping"}}},
    {"relative_url.md", {0, {"3:9: not an absolute http(s) URL: \"/news/today.html\""}}},
    {"stream.yml", {2, {"7:1: broken YAML: end of map flow not found"}}},
    {"title_is_a_list.md", {0, {"3:3: title must be one value, not a list or mapping"}}},
    {"too_deep.md", {0, {"4:72: broken YAML: nested deeper than 64 levels"}}},
    {"topics_are_a_mapping.md", {0, {"5:3: topics must be a list, not a mapping"}}},
    {"unclosed_quote.md", {0, {"2:8: broken YAML: a quoted text is not closed"}}},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(malformed)

BOOST_AUTO_TEST_CASE(every_file_is_told_about) {
  const std::string folder = NEWSRANK_SOURCE_DIR "/data/malformed/";
  std::set<std::string> seen;
  for (const auto& file : std::filesystem::directory_iterator(folder)) seen.insert(file.path().filename().string());
  for (const auto& [name, told] : kTold) {
    BOOST_TEST_CONTEXT(name) {
      newsrank::BlockCache cache;
      newsrank::ArticleReader reader({}, cache);
      newsrank::test::RecordingSink sink;
      const newsrank::SourceRead read = reader.read_file(folder + name, sink);
      BOOST_TEST(read.read);
      BOOST_TEST(sink.mentions.size() == told.articles);
      BOOST_TEST(sink.problem_lines() == told.problems, boost::test_tools::per_element());
      for (const newsrank::Problem& problem : sink.problems) BOOST_TEST(problem.path == folder + name);
      seen.erase(name);
    }
  }
  for (const std::string& name : seen) BOOST_TEST(name == "README.md", "not in the table: " << name);
}

BOOST_AUTO_TEST_SUITE_END()
