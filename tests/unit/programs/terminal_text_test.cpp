// SPDX-License-Identifier: GPL-2.0-or-later
// Text for terminals: nothing in the data can act on the terminal, and lines fit.
#include "programs/terminal/terminal_text.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>
#include <vector>

namespace cli = newsrank::cli;

BOOST_AUTO_TEST_CASE(printable_text_has_no_controls) {
  const std::vector<std::pair<std::string, std::string>> table{
      {"plain", "plain"},
      {"a\x1b[31mred\x07", "a [31mred "},
      {"tab\tline\nend\r", "tab line end "},
      {"c1 \xC2\x9B"
       "2J",
       "c1  2J"},
      {"override \xE2\x80\xAE"
       "txet",
       "override  txet"},
      {"isolate \xE2\x81\xA7", "isolate  "},
      {"mark\u200E\u200F\u061C!", "mark!"},
      {"bad \xFF\xC3", "bad \xEF\xBF\xBD\xEF\xBF\xBD"},
      {"\xC3\xA9 \xE6\x97\xA5\xE6\x9C\xAC", "\xC3\xA9 \xE6\x97\xA5\xE6\x9C\xAC"},
      {std::string("nul \0!", 6), "nul  !"},
  };
  for (const auto& [text, expected] : table) BOOST_TEST(cli::printable(text) == expected);
}

BOOST_AUTO_TEST_CASE(columns_hold_one_word) {
  const std::vector<std::pair<std::string, std::string>> table{
      {"https://a.example/?q=%20", "https://a.example/?q=%20"},
      {"two words\t\n", "two%20words%09%0A"},
      {"esc\x1b[31m\x7f", "esc%1B[31m%7F"},
      {"c1 \xC2\x9B", "c1%20%C2%9B"},
      {"no-break\xC2\xA0, ideographic\xE3\x80\x80", "no-break%C2%A0,%20ideographic%E3%80%80"},
      {"\xE2\x80\xAE\xE2\x80\xA8", "%E2%80%AE%E2%80%A8"},
      {"bad \xFF\xC3", "bad%20%FF%C3"},
      {"\xC3\xA9\xEF\xBF\xBD", "\xC3\xA9\xEF\xBF\xBD"},
      {"", ""},
  };
  for (const auto& [text, expected] : table) BOOST_TEST(cli::column_text(text) == expected);
}

BOOST_AUTO_TEST_CASE(width_counts_columns) {
  BOOST_TEST(cli::display_width("abc") == 3U);
  BOOST_TEST(cli::display_width("\xC3\xA9") == 1U);
  BOOST_TEST(cli::display_width("e\xCC\x81") == 1U);                 // combining accent
  BOOST_TEST(cli::display_width("\xE6\x97\xA5\xE6\x9C\xAC") == 4U);  // two wide characters
}

BOOST_AUTO_TEST_CASE(wraps_at_blanks) {
  using Lines = std::vector<std::string>;
  const auto check = [](const std::string& text, std::size_t width, std::size_t most, const Lines& expected) {
    const Lines lines = cli::wrap(text, width, most);
    BOOST_TEST(lines == expected, boost::test_tools::per_element());
  };
  check("", 10, 3, {});
  check("one two three", 7, 9, {"one two", "three"});
  check("one two three four", 7, 2, {"one two", "three…"});
  check("abcdefghij", 4, 9, {"abcd", "efgh", "ij"});
  check("a abcdefghij", 4, 9, {"a", "abcd", "efgh", "ij"});
  check("  two   blanks ", 20, 9, {"two blanks"});
  check("\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E", 4, 9, {"\xE6\x97\xA5\xE6\x9C\xAC", "\xE8\xAA\x9E"});
  check("exactly full line here", 12, 1, {"exactly ful…"});
}
