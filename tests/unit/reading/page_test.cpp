// SPDX-License-Identifier: GPL-2.0-or-later
// Article files of site generators: front matter in its forms, the names of keys, and what stands in for missing ones.
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <fstream>
#include <map>

#include "reading/article_reader.hpp"
#include "reading/documents/page_text.hpp"
#include "reading/fields/field_names.hpp"
#include "recording_sink.hpp"
#include "temp_dir.hpp"

namespace {

using newsrank::Article;
using Lines = std::vector<std::string>;

struct PageSink : newsrank::test::RecordingSink {
  void remark(newsrank::Problem remark) override { remarks.push_back(remark.reason); }
  void unused_key(std::string_view name) override { unused.emplace_back(name); }
  Lines remarks;
  Lines unused;
};

// Reads `text` as the file of that name.
PageSink read_page(const std::string& text, const std::string& name = "a.md", bool strict = false) {
  const newsrank::test::TempDir folder;
  const std::string path = folder.path() + "/" + name;
  std::ofstream(path, std::ios::binary) << text;
  newsrank::BlockCache cache;
  newsrank::ReadLimits limits;
  limits.strict = strict;
  newsrank::ArticleReader reader(limits, cache);
  PageSink sink;
  const newsrank::PagePlace page{"file:///site/" + name, nullptr, "news/" + name, "news/" + name};
  BOOST_TEST(reader.read_file(path, sink, &page).read);
  return sink;
}

Article only(const PageSink& sink) {
  BOOST_TEST(sink.problem_lines() == Lines{}, boost::test_tools::per_element());
  BOOST_REQUIRE(sink.mentions.size() == 1U);
  return sink.articles().front();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pages)

BOOST_AUTO_TEST_CASE(front_matter_is_yaml_toml_or_json) {
  const Lines forms{
      "---\ntitle: Ferries\ndate: 2024-03-05T08:30:00Z\ntags: [ships, sea]\ndraft: true\nquality: 7\n---\nBody.\n",
      "---\nTitle: Ferries\nDate: 2024-03-05T08:30:00Z\nTAGS: ships, sea\ndraft: 'true'\nquality: '7'\n---\nBody.\n",
      "+++\ntitle = \"Ferries\"\ndate = 2024-03-05T08:30:00Z\ntags = [\"ships\", \"sea\"]\ndraft = true\nquality = "
      "7\n+++\nBody.\n",
      "+++\r\ntitle = 'Ferries'\r\ndate = 2024-03-05T08:30:00Z\r\ndraft = true\r\nquality = "
      "7.0\r\n[taxonomies]\r\ntags = "
      "['ships', 'sea']\r\n+++\r\nBody.\r\n",
      "{\n  \"title\": \"Ferries\", \"date\": \"2024-03-05T08:30:00Z\",\n  \"tags\": [\"ships\", \"sea\"], \"draft\": "
      "true,\n  \"quality\": 7\n}\n\nBody.\n",
      "---json\n{\"title\": \"Ferries\", \"date\": \"2024-03-05T08:30:00Z\", \"tags\": [\"ships\", \"sea\"], "
      "\"draft\": "
      "true, \"quality\": 7}\n---\nBody.\n",
  };
  for (const std::string& text : forms) {
    BOOST_TEST_CONTEXT(text) {
      const Article article = only(read_page(text));
      BOOST_TEST(article.title == "Ferries");
      BOOST_TEST(article.published_at.value_or(0) == 1709627400);
      BOOST_TEST(article.topics == (Lines{"ships", "sea"}), boost::test_tools::per_element());
      BOOST_CHECK(article.published == false);
      BOOST_CHECK(article.quality == 7.0);
      BOOST_TEST(article.body == "Body.");
      BOOST_TEST(article.id == "news/a.md");
      BOOST_TEST(article.url == "file:///site/a.md");
    }
  }
}

BOOST_AUTO_TEST_CASE(names_are_compared_without_case_and_marks) {
  const std::map<std::string, std::string> same{{"Title", "title"},     {"WEB_URL", "webUrl"},
                                                {"web-url", "webUrl"},  {"published_date_time", "publishedDateTime"},
                                                {"PubDate", "pubDate"}, {"canonical-url", "canonical_url"}};
  for (const auto& [written, known] : same) {
    BOOST_TEST_CONTEXT(written) {
      BOOST_TEST((newsrank::find_field_name(written) == newsrank::find_field_name(known)));
      BOOST_TEST(newsrank::find_field_name(written).has_value());
    }
  }
  for (const char* name : {"", "tit le", "titles", "<<", "a_key_that_is_longer_than_any"}) {
    BOOST_TEST(!newsrank::find_field_name(name).has_value());
  }
  for (const auto& [written, meant] : std::map<std::string, std::string>{
           {"tilte", "title"}, {"exerpt", "excerpt"}, {"descripton", "description"}, {"layout", ""}, {"images", ""}}) {
    BOOST_TEST(newsrank::similar_field_name(written) == meant);
  }
}

// The page on input holds the field map as this makes it.
BOOST_AUTO_TEST_CASE(the_page_on_input_has_the_field_map) {
  std::vector<std::pair<std::string, std::string>> rows;
  for (std::size_t number = 0; number < newsrank::field_name_count(); ++number) {
    const newsrank::FieldName& name = newsrank::field_name(number);
    const std::string member(newsrank::member_of(name.key));
    if (rows.empty() || rows.back().first != member) rows.emplace_back(member, "");
    rows.back().second += (rows.back().second.empty() ? "`" : " `") + std::string(name.name) + "`";
  }
  std::string table = "| member | keys, the preferred first |\n|---|---|\n";
  for (const auto& [member, keys] : rows) table += "| " + member + " | " + keys + " |\n";
  std::ifstream file(NEWSRANK_SOURCE_DIR "/indexer/reading/input.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  BOOST_TEST((page.find("\n" + table + "\n") != std::string::npos), "the table is to be:\n" << table);
}

BOOST_AUTO_TEST_CASE(preferred_keys_go_before_others_wherever_they_stand) {
  const PageSink sink = read_page(
      "---\ndescription: second\nexcerpt: first\ntitle: T\nsummary: third\nweight: 3\nurl: https://b.example/\n"
      "webUrl: https://a.example/\ntags: [x, y]\ncategories: [news, x]\n---\n");
  const Article article = only(sink);
  BOOST_TEST(article.excerpt == "first");
  BOOST_TEST(article.url == "https://a.example/");
  BOOST_TEST(article.topics == (Lines{"x", "y", "news"}), boost::test_tools::per_element());
  BOOST_TEST(sink.unused == (Lines{"description", "summary", "weight"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_title_is_found_or_made) {
  const std::vector<std::tuple<std::string, std::string, std::string>> table{
      {"a.md", "# First heading #\n\nText.\n", "First heading"},
      {"a.md", "---\ndate: 2024-03-05\n---\nUnder *lined*\n===\n", "Under lined"},
      {"a.adoc", "= Of a document\n\nText\n", "Of a document"},
      {"a.org", "#+TITLE: Of an org file\n\n* Part\n", "Of an org file"},
      {"a.html", "---\ndate: 2024-03-05\n---\n<h1>Of a &amp; page</h1><p>Text", "Of a & page"},
      {"2024-03-05-some-long_name.md", "Text without heading.\n", "some long name"},
      {"{{x}}.md", "{{< shortcode >}} text\n", "{{x}}"},
  };
  for (const auto& [name, text, title] : table) {
    BOOST_TEST_CONTEXT(name << ": " << text) {
      const PageSink sink = read_page(text, name);
      BOOST_TEST(only(sink).title == title);
      BOOST_REQUIRE(sink.remarks.size() == 1U);
      BOOST_TEST(sink.remarks.front().starts_with("no title: its "));
      const PageSink strict = read_page(text, name, true);
      BOOST_TEST(strict.mentions.empty());
      BOOST_TEST(strict.problems.size() == 1U);
    }
  }
  BOOST_TEST(newsrank::title_of_file("posts/warm-rain/index.md") == "warm rain");
  BOOST_TEST(newsrank::title_of_file("index.md") == "index");
}

BOOST_AUTO_TEST_CASE(empty_values_are_absent) {
  for (const char* empty : {"related: \"\"", "related: {}", "related: []", "provider: []", "provider: {}", "topics: {}",
                            "topics: \"\"", "excerpt: []", "date: ''", "quality: {}", "removed:"}) {
    BOOST_TEST_CONTEXT(empty) {
      only(read_page(std::string("---\ntitle: T\n") + empty + "\n---\n"));
    }
  }
}

BOOST_AUTO_TEST_CASE(keys_that_are_given_again_are_said) {
  const PageSink sink = read_page(
      "---\ntitle: T\nquality:\nquality: 7\nremoved: false\nremoved: true\nrelated:\n  - title: R\n    webUrl: "
      "https://a.example/r\n    heat: 1\n    heat: 2\nrelated:\n  - title: S\n    webUrl: https://a.example/s\n---\n");
  BOOST_TEST(sink.mentions.size() == 3U);
  BOOST_TEST(sink.remarks == (Lines{"the key \"quality\" is given again: the first one counts",
                                    "the key \"removed\" is given again: the first one counts",
                                    "the key \"related\" is given again: both lists are read",
                                    "the key \"heat\" is given again: the first one counts"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(merge_keys_bring_what_they_name) {
  const Article article = only(
      read_page("---\nbase: &base\n  excerpt: E\n  quality: 5\n  title: no\ntitle: T\n<<: *base\nquality: 7\n---\n"));
  BOOST_TEST(article.title == "T");
  BOOST_TEST(article.excerpt == "E");
  BOOST_CHECK(article.quality == 7.0);
}

BOOST_AUTO_TEST_CASE(broken_front_matter_is_told_at_its_place) {
  const std::vector<std::pair<std::string, std::string>> table{
      {"+++\ntitle = \"T\"\ndate = \n+++\n", "3:"},
      {"+++\ntitle = \"T\"\n", "1:1: the front matter is not closed by a line +++"},
      {"{\"title\": \"T\",\n \"x\": tru\n}\n", "2:"},
      {"{\"title\": \"T\"\n", "1:1: the JSON front matter is not closed by }"},
      {"{\"title\": \"T\", \"quality\": \"bad\"}\n", "1:27: quality must be a number, not \"bad\""},
      {"{\"title\": \"T\", \"a\": [1, true], \"quality\": {\"a\": 1}}\n", "1:43: quality must be one value"},
      {"+++\ntitle = 'T'\nquality = \"bad\"\n+++\n", "3:11: quality must be a number, not \"bad\""},
      {"--- # x\ntitle: T\n---\n", "1:1: the line --- that begins front matter must hold nothing else"},
      {"\xff\xfe-\0", "1:1: the file is in UTF-16: save it as UTF-8"},
      {"---\rtitle: T\r---\r", "1:1: the lines end in CR alone"},
  };
  for (const auto& [text, expected] : table) {
    BOOST_TEST_CONTEXT(text) {
      const PageSink sink = read_page(text);
      BOOST_TEST(sink.mentions.empty());
      BOOST_REQUIRE(sink.problems.size() == 1U);
      BOOST_TEST(sink.problem_lines().front().starts_with(expected), sink.problem_lines().front());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
