// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/html/html.hpp"

#include <fmt/format.h>

#include <boost/test/unit_test.hpp>

#include <string>

#include "programs/html/timeline.hpp"

namespace newsrank::html {

BOOST_AUTO_TEST_SUITE(markup)

BOOST_AUTO_TEST_CASE(escapes_text_wherever_it_gets_in) {
  const std::string text = "<b>\"&'\x1b\xff";
  const std::string escaped = "&lt;b&gt;&quot;&amp;&#39; \xEF\xBF\xBD";
  BOOST_TEST(Html(text).markup() == escaped);
  BOOST_TEST(element("p", {{"title", text}}, {text}).markup() == "<p title=\"" + escaped + "\">" + escaped + "</p>");
  BOOST_TEST((Html("a") + text).markup() == "a" + escaped);
}

BOOST_AUTO_TEST_CASE(leads_to_the_web_and_the_site_only) {
  for (const char* const address : {"https://a.example/", "HTTP://a.example", "/search?q=a", "?q=a", "#results", "./a"})
    BOOST_TEST(!href(address).markup().empty(), address);
  for (const char* const address :
       {"javascript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,a", "//evil.example/",
        "/\\evil.example", "vbscript:a", "", "mailto:a@b.example", "https:"})
    BOOST_TEST(href(address).markup().empty(), address);
  BOOST_TEST(href("https://a.example/\"onclick=\"a").markup() == " href=\"https://a.example/%22onclick=%22a\"");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(timelines)

Facet days(std::initializer_list<const char*> values) {
  Facet facet;
  for (const char* const value : values) facet.values.push_back({value, value, 1, {}});
  return facet;
}

BOOST_AUTO_TEST_CASE(have_the_unit_of_their_span) {
  struct Case {
    const char* last;
    const char* unit;
    std::size_t bars;
    const char* first_label;
  };
  for (const Case& each :
       {Case{"2024-01-20", "day", 11, "2024-01-10"}, Case{"2024-05-10", "week from", 18, "2024-01-08"},
        Case{"2026-05-10", "month", 29, "2024-01"}, Case{"2044-05-10", "year", 21, "2024"}}) {
    const Chart chart = timeline_chart(days({"2024-01-10", each.last}), {});
    BOOST_TEST(chart.axis == each.unit);
    BOOST_TEST(chart.labels.size() == each.bars);
    BOOST_TEST(chart.labels.front() == each.first_label);
    BOOST_TEST(chart.series.front().values.front() == 1);
    BOOST_TEST(chart.series.front().values.back() == 1);
  }
}

BOOST_AUTO_TEST_CASE(link_to_the_days_of_a_bar) {
  const Chart chart = timeline_chart(days({"2024-01-10", "2026-02-10"}),
                                     [](const cli::Period& period) { return period.since + " " + period.until; });
  BOOST_TEST(chart.links[1] == "2024-02-01 2024-02-29");
}

BOOST_AUTO_TEST_CASE(are_stacked_by_values_and_what_is_beyond_them) {
  Facet by;
  by.values.push_back({"a.example", "A", 2, days({"2024-01-10", "2024-01-12"}).values});
  by.values.push_back({"b.example", "B", 1, days({"2024-01-10"}).values});
  Facet all = days({"2024-01-10", "2024-01-11", "2024-01-12"});
  all.values.front().count = 4;
  const auto link = [](const cli::Period& period) { return period.since; };
  const Chart chart = stacked_timeline(all, by, true, link);
  std::string seen;
  for (const Series& each : chart.series) {
    seen += each.name;
    for (const double value : each.values) seen += fmt::format(" {}", value);
    seen += "; ";
  }
  BOOST_TEST(seen == "A 1 0 1; B 1 0 0; others 2 1 0; ");
  BOOST_TEST(chart.links == std::vector<std::string>({"2024-01-10", "2024-01-11", "2024-01-12"}),
             boost::test_tools::per_element());
  // An article of several values stands in each: there may be less than nothing beyond them.
  all.values.front().count = 1;
  BOOST_TEST(stacked_timeline(all, by, true).series.back().values.front() == 0);
  BOOST_TEST(stacked_timeline(all, by).series.size() == 2U);
}

BOOST_AUTO_TEST_CASE(of_nothing_are_empty) {
  BOOST_TEST(timeline_chart(Facet{}, {}).labels.empty());
  BOOST_TEST(timeline_chart(days({"nonsense"}), {}).labels.empty());
  BOOST_TEST(stacked_timeline(Facet{}, Facet{}, true).labels.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace newsrank::html
