// SPDX-License-Identifier: GPL-2.0-or-later
#include "catalogue/planner.hpp"

#include <boost/test/unit_test.hpp>
#include <vector>

using newsrank::IdentityHash;
using newsrank::make_plan;
using newsrank::Mention;
using newsrank::Plan;
using newsrank::versions;

namespace {

using Mentions = std::vector<Mention>;
using Numbers = std::vector<std::uint32_t>;
using Contents = std::vector<std::uint64_t>;

Mention mention_of(std::uint64_t identity, std::uint64_t precedence, std::uint64_t content) {
  return {{identity, 0}, precedence, content};
}

struct Case {
  const char* name;
  Mentions earlier;
  Mentions newer;
  Numbers added;
  Numbers changed;
  std::vector<IdentityHash> removed;
  std::uint64_t unchanged;
};

}  // namespace

BOOST_AUTO_TEST_CASE(plans) {
  const std::vector<Case> cases{
      {"nothing", {}, {}, {}, {}, {}, 0},
      {"all new", {}, {mention_of(1, 1, 1), mention_of(1, 2, 2), mention_of(2, 1, 3)}, {0, 2}, {}, {}, 0},
      {"all gone", {mention_of(1, 1, 1), mention_of(1, 2, 2)}, {}, {}, {}, {{1, 0}}, 0},
      {"equal", {mention_of(1, 1, 1)}, {mention_of(1, 1, 1)}, {}, {}, {}, 1},
      {"another winner of the same versions",
       {mention_of(1, 1, 5), mention_of(1, 2, 6)},
       {mention_of(1, 1, 6), mention_of(1, 2, 5)},
       {},
       {0},
       {},
       0},
      {"a version more", {mention_of(1, 2, 5)}, {mention_of(1, 1, 6), mention_of(1, 2, 5)}, {}, {0}, {}, 0},
      {"a version less", {mention_of(1, 1, 6), mention_of(1, 2, 5)}, {mention_of(1, 2, 5)}, {}, {0}, {}, 0},
      {"the own file vanishes, a related list says the same",
       {mention_of(1, 1, 5), mention_of(1, 9, 5)},
       {mention_of(1, 1, 5)},
       {},
       {},
       {},
       1},
      {"gaps on both sides",
       {mention_of(1, 1, 1), mention_of(3, 1, 3), mention_of(5, 1, 5)},
       {mention_of(2, 1, 2), mention_of(3, 1, 3), mention_of(4, 1, 4), mention_of(5, 1, 6)},
       {0, 2},
       {3},
       {{1, 0}},
       1},
  };
  for (const Case& c : cases) {
    BOOST_TEST_CONTEXT(c.name) {
      const Plan plan = make_plan(c.earlier, c.newer);
      BOOST_TEST((plan.added == c.added));
      BOOST_TEST((plan.changed == c.changed));
      BOOST_TEST((plan.removed == c.removed));
      BOOST_TEST(plan.unchanged == c.unchanged);
      BOOST_TEST(plan.empty() == (c.added.empty() && c.changed.empty() && c.removed.empty()));
    }
  }
}

BOOST_AUTO_TEST_CASE(versions_are_distinct_and_the_winner_is_first) {
  BOOST_TEST((versions(Mentions{mention_of(1, 1, 5)}) == Contents{5}));
  BOOST_TEST((versions(Mentions{mention_of(1, 1, 5), mention_of(1, 1, 7), mention_of(1, 2, 5), mention_of(1, 3, 6)}) ==
              Contents{6, 5, 7}));
}
