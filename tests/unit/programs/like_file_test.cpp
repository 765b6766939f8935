// SPDX-License-Identifier: GPL-2.0-or-later
// What --like makes of a file.
#include "cli/like_file.hpp"

#include <boost/test/unit_test.hpp>

using newsrank::cli::parse_like_text;

BOOST_AUTO_TEST_SUITE(like_file)

BOOST_AUTO_TEST_CASE(front_matter_gives_the_fields_and_the_rest_is_the_body) {
  const auto article = parse_like_text(
      "\xef\xbb\xbf---\r\ntitle: Night ferries\r\nexcerpt: Lights\r\ntopics: [Ships, ~, [x]]\r\noriginalUrl: "
      "https://a.example/1\r\n---\r\nThe text.\n",
      "f.md");
  BOOST_REQUIRE(article);
  BOOST_TEST(article->title == "Night ferries");
  BOOST_TEST(article->excerpt == "Lights");
  BOOST_TEST(article->topics.front() == "Ships");
  BOOST_TEST(article->url == "https://a.example/1");
  BOOST_TEST(article->body == "The text.\n");
}

BOOST_AUTO_TEST_CASE(other_files_are_text) {
  for (const std::string text : {"", "Ferries sail.\n---\nAgain.", "---\nno end", "--- x\n---\n"}) {
    BOOST_TEST(parse_like_text(text, "f")->body == text);
    BOOST_TEST(parse_like_text(text, "f")->title.empty());
  }
}

BOOST_AUTO_TEST_CASE(broken_yaml_is_said_with_its_line) {
  const auto article = parse_like_text("---\ntitle: a\nexcerpt: [b\n---\n", "f.md");
  BOOST_REQUIRE(!article);
  BOOST_TEST(article.error().message.starts_with("f.md:"));
  BOOST_CHECK(article.error().code == newsrank::ErrorCode::invalid_argument);
  BOOST_TEST(parse_like_text("---\n- a\n---\nbody", "f")->body == "body");
}

BOOST_AUTO_TEST_SUITE_END()
