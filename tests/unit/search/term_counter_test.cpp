// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/remote/term_counter.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

namespace newsrank {

using detail::TermCounter;
using detail::TermCounts;

BOOST_AUTO_TEST_SUITE(term_counters)

BOOST_AUTO_TEST_CASE(what_an_action_needs_is_asked_for_at_once) {
  std::vector<std::vector<std::string>> asked;
  TermCounter counter([&](const std::vector<std::string>& terms) {
    asked.push_back(terms);
    std::vector<TermCounts> counts;
    for (const std::string& term : terms) counts.push_back({static_cast<Xapian::doccount>(term.size()), 7});
    return counts;
  });
  const auto action = [&] {
    BOOST_TEST(counter.guesses());
    if (counter.of("one").documents + counter.of("three").documents == 8) counter.of("further");
    counter.of("one");
  };
  counter.foresee(action);
  BOOST_TEST(!counter.guesses());
  BOOST_TEST((asked == std::vector<std::vector<std::string>>{{"one", "three"}, {"further"}}));
  BOOST_TEST(counter.of("three").documents == 5U);
  BOOST_TEST(counter.of("three").occurrences == 7U);
  BOOST_TEST(asked.size() == 2U);
  counter.of("new");
  BOOST_TEST((asked.back() == std::vector<std::string>{"new"}));
  BOOST_CHECK_THROW(counter.foresee([] { throw 1; }), int);
  BOOST_TEST(!counter.guesses());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace newsrank
