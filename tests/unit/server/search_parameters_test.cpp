// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/serving/search_parameters.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace newsrank::server {
namespace {

SearchRequest read(const std::string& text) {
  const auto parameters = parse_query_string(text);
  BOOST_REQUIRE(parameters);
  const auto searched = read_search_parameters(*parameters, {});
  BOOST_REQUIRE_MESSAGE(searched, (searched ? "" : searched.error().message));
  return searched->request;
}

std::string refusal(const std::string& text) {
  const auto parameters = parse_query_string(text);
  BOOST_REQUIRE(parameters);
  const auto searched = read_search_parameters(*parameters, {});
  return searched ? "" : searched.error().message;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(search_parameters)

BOOST_AUTO_TEST_CASE(reads_what_the_options_say) {
  const SearchRequest request = read(
      "q=moon&all=true&sort=date&limit=5&page=3&group=off&recency-weight=0.5&half-life=2w&facet=topic:7&timeline=yes");
  BOOST_TEST(request.text == "moon");
  BOOST_TEST(request.require_all);
  BOOST_TEST((request.sort == SortOrder::date));
  BOOST_TEST(request.offset == 10U);
  BOOST_TEST(!request.group_stories);
  BOOST_TEST(request.half_life_days.value_or(0) == 14);
  BOOST_REQUIRE(request.facets.size() == 2U);
  BOOST_TEST((request.facets[0] == FacetRequest{"topic", 7, FacetOrder::count, true}));
}

BOOST_AUTO_TEST_CASE(joins_the_values_of_a_filter) {
  const SearchRequest request = read("topic=AI&since=2024&topic=Space&after=2023&min-quality=50");
  const std::vector<SearchFilter> expected{
      {"topic", {"AI", "Space"}}, {"since", {"2024", "2023"}}, {"quality", {"50.."}}};
  BOOST_TEST((request.filters == expected));
}

BOOST_AUTO_TEST_CASE(says_which_parameter_is_wrong) {
  for (const auto& [text, name] : std::vector<std::pair<std::string, std::string>>{
           {"limit=-1", "limit:"},
           {"limit=10001", "limit:"},
           {"offset=9999&limit=10", "limit:"},
           {"page=99999999999999999999", "page:"},
           {"page=2&offset=2", "page:"},
           {"since=whenever", "since:"},
           {"explain=1", "explain:"},
           {"facet=topic:0", "facet:"},
           {"facet=topic:5000", "facet:"},
           {"profile=/etc/passwd", "profile:"},
           {"synonyms=/etc/passwd", "there is no parameter"},
           {"db=/", "there is no parameter"},
       })
    BOOST_TEST(refusal(text).find(name) == 0U, text + ": " + refusal(text));
}

BOOST_AUTO_TEST_CASE(knows_what_the_clock_changes) {
  BOOST_TEST(!depends_on_clock(read("q=moon&topic=AI")));
  BOOST_TEST(depends_on_clock(read("q=moon&since=7d")));
  BOOST_TEST(depends_on_clock(read("q=date:7d")));
  BOOST_TEST(depends_on_clock(read("q=moon&recency-weight=1")));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace newsrank::server
