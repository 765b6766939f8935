// SPDX-License-Identifier: GPL-2.0-or-later
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>

#include "newsrank/query.hpp"

namespace newsrank {
namespace {

std::string render(std::string_view text, std::size_t begin, std::size_t end) {
  const QueryDiagnostic diagnostic{DiagnosticSeverity::error, "code", "wrong", "do it right", begin, end};
  const std::string out = format_diagnostic(diagnostic, text);
  const std::string first = "error: wrong - do it right\n";
  BOOST_TEST(out.substr(0, first.size()) == first);
  return out.substr(first.size());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(query_diagnostics)

BOOST_AUTO_TEST_CASE(marks_stand_under_the_place) {
  BOOST_TEST(render("a titel:b", 2, 8) == "  a titel:b\n    ^~~~~~\n");
  BOOST_TEST(render("ab", 2, 2) == "  ab\n    ^\n");
  BOOST_TEST(render("ab", 1, 1) == "  ab\n   ^\n");
  BOOST_TEST(render("", 0, 0) == "  \n  ^\n");
  BOOST_TEST(render("ab", 100, 200) == "  ab\n    ^\n");
  BOOST_TEST(render("ab", 1, 0) == "  ab\n   ^\n");
}

BOOST_AUTO_TEST_CASE(wide_characters_take_two_columns) {
  BOOST_TEST(render("\xE6\x97\xA5\xE6\x9C\xAC x", 7, 8) == "  \xE6\x97\xA5\xE6\x9C\xAC x\n       ^\n");
  BOOST_TEST(render("\xE6\x97\xA5\xE6\x9C\xAC x", 3, 6) == "  \xE6\x97\xA5\xE6\x9C\xAC x\n    ^~\n");
  // A combining accent takes none.
  BOOST_TEST(render("e\xCC\x81 x", 4, 5) == "  e\xCC\x81 x\n    ^\n");
}

BOOST_AUTO_TEST_CASE(control_characters_and_bad_bytes_are_replaced) {
  BOOST_TEST(render("a\x1B[31m\nb\xFF", 7, 8) == "  a\xEF\xBF\xBD[31m b\xEF\xBF\xBD\n         ^\n");
  const QueryDiagnostic diagnostic{DiagnosticSeverity::note, "code", "a\x1B\nb", "", 0, 0};
  BOOST_TEST(format_diagnostic(diagnostic, "") ==
             "note: a\xEF\xBF\xBD\xEF\xBF\xBD"
             "b\n  \n  ^\n");
}

BOOST_AUTO_TEST_CASE(long_queries_are_shown_around_the_place) {
  const std::string text = std::string(500, 'a') + "XY" + std::string(500, 'b');
  const std::string out = render(text, 500, 502);
  const std::string line = out.substr(0, out.find('\n'));
  BOOST_TEST(line.size() <= 78U);
  BOOST_TEST(line.find("XY") == out.find('^') - line.size() - 1);
  BOOST_TEST(line.substr(0, 6) == "  ...a");
  BOOST_TEST(line.substr(line.size() - 4) == "b...");
  const std::string at_end = render(text, text.size(), text.size());
  BOOST_TEST(at_end.find("bbb\n") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace newsrank
