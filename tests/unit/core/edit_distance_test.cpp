// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/text/edit_distance.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace newsrank::detail {

BOOST_AUTO_TEST_SUITE(edit_distances)

BOOST_AUTO_TEST_CASE(counts_edits_up_to_the_limit) {
  struct Case {
    std::string a;
    std::string b;
    unsigned limit;
    unsigned distance;
  };
  const Case cases[] = {
      {"", "", 0, 0},
      {"a", "a", 0, 0},
      {"", "abc", 3, 3},
      {"", "abc", 2, 3},
      {"title", "titel", 2, 1},
      {"kitten", "sitting", 3, 3},
      {"kitten", "sitting", 2, 3},
      {"ca", "abc", 3, 3},
      {"ab", "ba", 1, 1},
      {"abcd", "badc", 2, 2},
      {"abcdef", "ghijkl", 2, 3},
      {"caf\xC3\xA9", "cafe", 1, 1},
      {"\xE6\x97\xA5\xE6\x9C\xAC", "\xE6\x9C\xAC\xE6\x97\xA5", 1, 1},
      {"microsoft", "micrsoft", 1, 1},
      {"xmicrosoft", "microsofty", 2, 2},
      {"ab", "xyz", 0, 1},
  };
  for (const Case& test : cases) {
    BOOST_TEST_CONTEXT(test.a << " " << test.b) {
      BOOST_TEST(edit_distance(test.a, test.b, test.limit) == test.distance);
      BOOST_TEST(edit_distance(test.b, test.a, test.limit) == test.distance);
    }
  }
}

BOOST_AUTO_TEST_CASE(long_texts_are_far) {
  const std::string a(65, 'a');
  BOOST_TEST(edit_distance(a, a, 2) == 0U);
  BOOST_TEST(edit_distance(a, a + "a", 2) == 3U);
  const std::string b(64, 'a');
  BOOST_TEST(edit_distance(b, b.substr(1) + "b", 2) == 1U);
  BOOST_TEST(edit_distance("a" + std::string(62, 'x') + "b", "b" + std::string(62, 'x') + "a", 1000) == 2U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace newsrank::detail
