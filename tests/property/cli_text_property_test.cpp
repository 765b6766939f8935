// SPDX-License-Identifier: GPL-2.0-or-later
// Texts of the command line, whatever the data holds.
#include <rapidcheck.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "programs/output/record_format.hpp"
#include "programs/terminal/terminal_text.hpp"

namespace cli = newsrank::cli;

namespace {

// Bytes of any kind, many of them with a meaning somewhere.
rc::Gen<std::string> any_text() {
  return rc::gen::container<std::string>(rc::gen::oneOf(
      rc::gen::arbitrary<char>(), rc::gen::elementOf(std::string(" \t\r\n,;\"'\\|<>[]()*_`=+-@\x1b\xc3\xa9\xe6"))));
}

// A reader of RFC 4180, for one field.
std::string read_csv_field(const std::string& field) {
  if (field.empty() || field.front() != '"') return field;
  std::string text;
  for (std::size_t i = 1; i + 1 < field.size(); ++i) {
    text += field[i];
    if (field[i] == '"') ++i;
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_text_properties)

BOOST_AUTO_TEST_CASE(csv_fields_read_back) {
  BOOST_TEST(rc::check("csv", [] {
    const std::string text = *any_text();
    const std::string field = cli::csv_field(text);
    RC_ASSERT(read_csv_field(field) == text);
    if (field == text) RC_ASSERT(text.find_first_of(",\"\r\n") == std::string::npos);
  }));
}

BOOST_AUTO_TEST_CASE(no_text_begins_as_a_formula) {
  BOOST_TEST(rc::check("formula", [] {
    const std::string text = cli::spreadsheet_text(*any_text());
    const auto first = text.find_first_not_of(' ');
    RC_ASSERT(first == std::string::npos || std::string("=+-@").find(text[first]) == std::string::npos);
  }));
}

BOOST_AUTO_TEST_CASE(addresses_are_one_word_of_plain_ascii) {
  BOOST_TEST(rc::check("address", [] {
    const std::string url = cli::plain_url(*any_text());
    RC_ASSERT(std::all_of(url.begin(), url.end(), [](unsigned char c) {
      return c > 0x20 && c < 0x7f && std::string("\"<>\\|").find(static_cast<char>(c)) == std::string::npos;
    }));
    RC_ASSERT(cli::plain_url(url) == url);
  }));
}

BOOST_AUTO_TEST_CASE(columns_hold_one_printable_word) {
  BOOST_TEST(rc::check("column", [] {
    const std::string text = *any_text();
    const std::string column = cli::column_text(text);
    RC_ASSERT(cli::printable(column) == column);
    RC_ASSERT(column.find_first_of(" \t\r\n") == std::string::npos);
    RC_ASSERT(column.empty() == text.empty());
    RC_ASSERT(cli::column_text(column) == column);
  }));
}

BOOST_AUTO_TEST_CASE(wrapped_lines_fit_and_lose_nothing_but_blanks) {
  BOOST_TEST(rc::check("wrap", [] {
    const std::string text = cli::printable(*any_text());
    const auto width = *rc::gen::inRange<std::size_t>(2, 60);
    std::string joined;
    for (const std::string& line : cli::wrap(text, width, text.size() + 1)) {
      RC_ASSERT(cli::display_width(line) <= width);
      joined += line;
    }
    const auto without_blanks = [](std::string all) {
      all.erase(std::remove(all.begin(), all.end(), ' '), all.end());
      return all;
    };
    RC_ASSERT(without_blanks(joined) == without_blanks(text));
  }));
}

BOOST_AUTO_TEST_SUITE_END()
