// SPDX-License-Identifier: GPL-2.0-or-later
// What --like makes of a file: what newsrank-index would.
#include <boost/test/unit_test.hpp>
#include <fstream>

#include "reading/one_article.hpp"
#include "temp_dir.hpp"

namespace {

newsrank::Result<newsrank::Article> read_like(const std::string& text, const std::string& name = "f.md") {
  const newsrank::test::TempDir folder;
  std::ofstream(folder.file(name), std::ios::binary) << text;
  return newsrank::read_one_article(folder.file(name));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(like_file)

BOOST_AUTO_TEST_CASE(a_file_is_read_as_the_indexer_reads_it) {
  const auto article = read_like(
      "\xef\xbb\xbf---\r\nTitle: Night &amp; ferries\r\nsummary: Lights\r\ntags: [Ships, ~, Sea]\r\noriginalUrl: "
      "https://a.example/1\r\n---\r\nThe text.\n");
  BOOST_REQUIRE(article);
  BOOST_TEST(article->title == "Night & ferries");
  BOOST_TEST(article->excerpt == "Lights");
  BOOST_TEST(article->topics == (std::vector<std::string>{"Ships", "Sea"}), boost::test_tools::per_element());
  BOOST_TEST(article->url == "https://a.example/1");
  BOOST_TEST(article->body == "The text.");
  const auto stream = read_like("title: In a stream\nwebUrl: https://a.example/2\n---\ntitle: Next\n", "f.yml");
  BOOST_REQUIRE(stream);
  BOOST_TEST(stream->title == "In a stream");
}

BOOST_AUTO_TEST_CASE(other_files_are_text) {
  const auto article = read_like("Ferries sail.\n\nAgain.\n", "note.txt");
  BOOST_REQUIRE(article);
  BOOST_TEST(article->body == "Ferries sail. Again.");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_said_with_its_line) {
  const auto article = read_like("---\ntitle: a\nexcerpt: [b\n---\n");
  BOOST_REQUIRE(!article);
  BOOST_TEST(article.error().message.find("f.md:4: broken YAML") != std::string::npos, article.error().message);
  BOOST_CHECK(article.error().code == newsrank::ErrorCode::invalid_argument);
  BOOST_TEST(!read_like(""));
  BOOST_TEST(!newsrank::read_one_article("/nowhere/f.md"));
}

BOOST_AUTO_TEST_SUITE_END()
