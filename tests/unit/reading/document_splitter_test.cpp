// SPDX-License-Identifier: GPL-2.0-or-later
// Streams and article files: where documents begin and end.
#include "reading/documents/document_splitter.hpp"
#include "reading/documents/document_lines.hpp"

#include <unistd.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <memory>

#include "reading/article_reader.hpp"
#include "recording_sink.hpp"

namespace {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

File file_of(const std::string& text) {
  File file(std::tmpfile(), std::fclose);
  BOOST_REQUIRE(file);
  BOOST_REQUIRE(std::fwrite(text.data(), 1, text.size(), file.get()) == text.size());
  std::rewind(file.get());
  return file;
}

std::string article(int number, const std::string& extra = "") {
  const std::string n = std::to_string(number);
  return "title: Article " + n + "\nwebUrl: https://example.org/" + n + "\n" + extra;
}

newsrank::test::RecordingSink read_text(const std::string& text, const newsrank::ReadLimits& limits = {}) {
  const File file = file_of(text);
  newsrank::BlockCache cache;
  newsrank::ArticleReader reader(limits, cache);
  newsrank::test::RecordingSink sink;
  const newsrank::SourceRead result = reader.read_stream(fileno(file.get()), "-", sink);
  BOOST_TEST(result.counts.bytes == text.size());
  return sink;
}

std::vector<std::string> titles(const newsrank::test::RecordingSink& sink) {
  std::vector<std::string> all;
  for (const auto& said : sink.articles()) all.push_back(said.title + (said.body.empty() ? "" : " | " + said.body));
  return all;
}

using Lines = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(document_splitter)

BOOST_AUTO_TEST_CASE(streams_hold_documents_and_bodies) {
  const std::string a = article(1);
  const std::string b = article(2);
  const std::vector<std::pair<std::string, Lines>> table{
      {a, {"Article 1"}},
      {"---\n" + a + "---\n" + b, {"Article 1", "Article 2"}},
      {"---\n" + a + "---\n\n---\n" + b + "---\n\n", {"Article 1", "Article 2"}},
      {"---\r\n" + a + "---\r\n" + b + "...\r\n", {"Article 1", "Article 2"}},
      {"\xEF\xBB\xBF---\n" + a + "---\n\xEF\xBB\xBF---\n" + b, {"Article 1", "Article 2"}},
      {"\xEF\xBB\xBF" + a, {"Article 1"}},
      {"%YAML 1.2\n---\n" + a, {"Article 1"}},
      {"# only a comment\n---\n" + a, {"Article 1"}},
      {"--- # first\n" + a + "--- {title: Flow, webUrl: 'https://example.org/3'}\n", {"Article 1", "Flow"}},
      {"---\n" + a + "---\n# Heading\n\nThe body.\n---\n" + b + "---\nSecond: body? No.\n",
       {"Article 1 | Heading The body.", "Article 2 | Second: body? No."}},
      {"---\n" + a + "---\nNote: it rains.\nMore: rain\n---\nmy key: x\n" + b,
       {"Article 1 | Note: it rains. More: rain", "Article 2"}},
      {"---\n" + a + "---\nimages:\n- url: x\n-\n" + b, {"Article 1", "Article 2"}},
      {"---\n" + a + "---\nNote: it rains.\n\nMore.\n" + b,
       {"Article 1 | Note: it rains. More. title: Article 2 webUrl: https://example.org/2"}},
      {"---\n" + a + "---\nAbove\n\n---\n\nBelow\n---\n" + b, {"Article 1 | Above Below", "Article 2"}},
  };
  for (const auto& [text, expected] : table) {
    BOOST_TEST_CONTEXT(text) {
      BOOST_TEST(titles(read_text(text)) == expected, boost::test_tools::per_element());
    }
  }
}

BOOST_AUTO_TEST_CASE(problems_have_the_lines_of_the_stream) {
  const auto sink = read_text("---\n" + article(1) + "---\n\n---\ntitle: Nowhere\n---\nno key here\n---\n" +
                              article(2, "quality: x\n"));
  BOOST_TEST(sink.problem_lines() ==
                 (Lines{"7:1: no webUrl and no originalUrl", "13:10: quality must be a number, not \"x\""}),
             boost::test_tools::per_element());
  BOOST_TEST(read_text("").problem_lines() == Lines{"1:1: the file is empty"}, boost::test_tools::per_element());
  BOOST_TEST(read_text("word\n").problem_lines() == Lines{"1:1: the front matter is not a mapping of keys to values"},
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(batches_join_to_the_stream) {
  std::string text;
  for (int i = 0; i < 2000; ++i)
    text += "---\n" + article(i, "excerpt: " + std::string(static_cast<std::size_t>(i % 700), 'e') + "\n") +
            (i % 3 == 0 ? "---\nA body.\n" : "");
  const File file = file_of(text);
  newsrank::DocumentSplitter splitter(fileno(file.get()), {}, 10'000);
  newsrank::DocumentBatch batch;
  std::string joined;
  std::size_t documents = 0;
  std::size_t batches = 0;
  while (splitter.next(batch)) {
    BOOST_TEST(batch.first_line == 1 + static_cast<std::size_t>(std::count(joined.begin(), joined.end(), '\n')));
    joined += batch.text;
    ++batches;
    for (const auto& document : newsrank::split_batch(batch)) {
      BOOST_TEST(document.yaml.starts_with("title: Article " + std::to_string(documents) + "\n"));
      BOOST_TEST(document.body.empty() == (documents % 3 != 0));
      ++documents;
    }
  }
  BOOST_TEST((joined == text));
  BOOST_TEST(documents == 2000U);
  BOOST_TEST(batches > 1U);
  BOOST_TEST(splitter.at_end());
}

BOOST_AUTO_TEST_CASE(documents_over_the_limit_are_left_out) {
  newsrank::ReadLimits limits;
  limits.max_document_bytes = 1000;
  const std::string large(700'000, 'x');
  for (const std::string& middle :
       {article(2, "excerpt: " + large + "\n"), article(2, "excerpt: |\n" + std::string(9000, '\n')),
        article(2) + "---\nbody " + large + "\n"}) {
    const auto sink = read_text("---\n" + article(1) + "---\n" + middle + "---\n" + article(3), limits);
    BOOST_TEST(titles(sink) == (Lines{"Article 1", "Article 3"}), boost::test_tools::per_element());
    BOOST_TEST(sink.problem_lines() == Lines{"5:0: larger than the limit of 1000 bytes for one document"},
               boost::test_tools::per_element());
  }
  BOOST_TEST(read_text(article(1, "excerpt: " + large), limits).problems.size() == 1U);
}

// Whether the long first line is a body or a document of its own is not known before it ends.
BOOST_AUTO_TEST_CASE(a_document_before_a_first_line_over_the_limit_is_kept) {
  newsrank::ReadLimits limits;
  limits.max_document_bytes = 1'000'000;
  const std::string too_long(3'000'000, 'x');
  const auto sink = read_text("---\n" + article(1) + "---\ntitle: " + too_long + "\n---\n" + article(3), limits);
  BOOST_TEST(titles(sink) == (Lines{"Article 1", "Article 3"}), boost::test_tools::per_element());
  BOOST_TEST(sink.problem_lines() == Lines{"5:0: larger than the limit of 1000000 bytes for one document"},
             boost::test_tools::per_element());
  // Both are within the limit, together they are not.
  const std::string half(600'000, 'x');
  BOOST_TEST(titles(read_text("---\n" + article(1, "heat: 1\nexcerpt: " + half + "\n") + "---\ntitle: " + half +
                                  "\nwebUrl: https://example.org/2\n",
                              limits))
                 .size() == 2U);
}

BOOST_AUTO_TEST_CASE(holes_and_files_without_an_end_are_refused) {
  newsrank::BlockCache cache;
  newsrank::ArticleReader reader({}, cache);
  newsrank::test::RecordingSink sink;
  const File hole = file_of("");
  BOOST_REQUIRE(ftruncate(fileno(hole.get()), off_t{8} << 30) == 0);
  BOOST_TEST(!reader.read_stream(fileno(hole.get()), "hole.yml", sink).read);
  const File endless(std::fopen("/proc/self/pagemap", "rb"), std::fclose);
  BOOST_REQUIRE(endless);
  BOOST_TEST(!reader.read_stream(fileno(endless.get()), "endless.yml", sink).read);
  BOOST_REQUIRE(sink.problems.size() == 2U);
  BOOST_TEST(sink.problems[0].reason == "begins with zeros: it is no text");
  newsrank::ReadLimits limits;
  limits.max_file_bytes = 1000;
  BOOST_TEST(read_text(article(1) + std::string(2000, '#') + "\n---\n", limits).problems.back().reason ==
             "larger than the limit of 1000 bytes for one file");
}

BOOST_AUTO_TEST_CASE(an_idle_pipe_hears_an_interruption) {
  int ends[2];
  BOOST_REQUIRE(pipe(ends) == 0);
  BOOST_REQUIRE(write(ends[1], "title: ", 7) == 7);
  int asked = 0;
  newsrank::DocumentSplitter splitter(ends[0], {}, 1000, [&] { return ++asked > 3; });
  newsrank::DocumentBatch batch;
  BOOST_TEST(!splitter.next(batch));
  BOOST_TEST(!splitter.at_end());
  BOOST_TEST(splitter.failure().empty());
  close(ends[0]);
  close(ends[1]);
}

BOOST_AUTO_TEST_CASE(article_files_are_split_at_their_fences) {
  newsrank::FrontMatterFile file;
  BOOST_TEST(
      !newsrank::split_front_matter("\xEF\xBB\xBF\n--- \r\ntitle: x\r\n---\r\nBody\n---\nmore\n", file).has_value());
  BOOST_TEST(file.front == "title: x\r\n");
  BOOST_TEST(file.body == "Body\n---\nmore\n");
  BOOST_TEST(file.first_line == 3U);
  BOOST_TEST(!newsrank::split_front_matter("---\n---", file).has_value());
  BOOST_TEST(file.front.empty());
  BOOST_TEST(!newsrank::split_front_matter("----\n---\n", file).has_value());
  BOOST_TEST((file.format == newsrank::FrontFormat::none));
  BOOST_TEST(newsrank::split_front_matter("---\ntitle: x\n --- \n", file).has_value());
  BOOST_TEST(newsrank::split_front_matter("\n \n", file)->reason == "the file is empty");
}

BOOST_AUTO_TEST_CASE(lines_that_are_not_indented_are_found) {
  std::string text;
  for (std::size_t size : {0U, 1U, 5U, 62U, 63U, 64U, 65U, 200U}) {
    text += "key\n\n  " + std::string(size, 'x') + "\n \n\t\n   - y" + std::string(size % 7, ' ') + "\n\n";
  }
  for (std::size_t line = 0; line < text.size(); ++line) {
    std::size_t expected = line;
    do {
      expected = std::min(text.find('\n', expected), text.size() - 1) + 1;
    } while (expected < text.size() && text[expected] == ' ');
    BOOST_TEST(newsrank::next_unindented_line(text, line) == expected);
  }
  BOOST_TEST(newsrank::next_unindented_line("x", 0) == 1U);
  BOOST_TEST(newsrank::next_unindented_line("x\n " + std::string(300, 'y'), 0) == 303U);
}

BOOST_AUTO_TEST_SUITE_END()
