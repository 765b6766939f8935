// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/query_string.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace newsrank::server {

BOOST_AUTO_TEST_SUITE(query_strings)

BOOST_AUTO_TEST_CASE(reads_names_and_values) {
  struct Case {
    std::string text;
    Parameters parameters;
  };
  const std::vector<Case> cases{
      {"", {}},
      {"&&", {}},
      {"q=a", {{"q", "a"}}},
      {"q=a+b%20c&limit=3", {{"q", "a b c"}, {"limit", "3"}}},
      {"q=%C3%A9%2B", {{"q", "é+"}}},
      {"q=&topic=AI&topic=Space", {{"topic", "AI"}, {"topic", "Space"}}},
      {"q=a=b", {{"q", "a=b"}}},
      {"flag", {}},
  };
  for (const Case& each : cases) {
    const auto read = parse_query_string(each.text);
    BOOST_REQUIRE_MESSAGE(read, each.text);
    BOOST_TEST((*read == each.parameters), each.text);
  }
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_text) {
  for (const std::string text : {"q=%", "q=%4", "q=%zz", "q=%ff", "q=a%00", "q=%1b[m", "%80=a"})
    BOOST_TEST(!parse_query_string(text), text);
  std::string many;
  for (std::size_t i = 0; i <= kMaxParameters; ++i) many += "a=b&";
  BOOST_TEST(!parse_query_string(many));
}

BOOST_AUTO_TEST_CASE(writes_what_it_reads) {
  const Parameters parameters{{"q", "a b&c=d+é%\"<>#?/\\\n"}, {"topic", "AI"}, {"topic", "\xF0\x9F\x8C\x90"}};
  const auto read = parse_query_string(format_query_string(parameters));
  BOOST_REQUIRE(read);
  BOOST_TEST((*read == parameters));
}

BOOST_AUTO_TEST_CASE(decodes_paths) {
  BOOST_TEST(decode_path("/a%20b+c").value_or("") == "/a b+c");
  for (const std::string path : {"/%", "/%ff", "/%00"}) BOOST_TEST(!decode_path(path), path);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace newsrank::server
