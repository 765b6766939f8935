// SPDX-License-Identifier: GPL-2.0-or-later
// Facets and filters: what is counted, how values are written, and what a filter lets through.
#include <boost/test/unit_test.hpp>
#include <optional>
#include <string>
#include <vector>

#include "collection.hpp"
#include "newsrank/article.hpp"
#include "newsrank/searcher.hpp"
#include "results/facets/quality_bands.hpp"

namespace {

using namespace newsrank;
using test::Collection;

Article story(const std::string& name, const std::string& title, std::vector<std::string> topics,
              const std::string& date, std::optional<double> quality) {
  Article made = test::article(name, title);
  made.topics = std::move(topics);
  made.published_at = parse_date_time(date);
  made.quality = quality;
  made.category = "news";
  return made;
}

std::vector<Article> sample() {
  std::vector<Article> articles{
      story("a", "salt battery", {"Energy", "AI"}, "2023-10-18", 134),
      story("b", "salt marsh", {"energy", "Ener\u0301gy", "Nature"}, "2023-11-02", 20),
      story("c", "sea salt", {"Energy"}, "2024-01-31T23:59:59Z", 0),
      story("d", "salt lake", {}, "2024-01-01", 19.5),
      story("e", "pepper", {"AI"}, "1969-12-31T23:59:59Z", std::nullopt),
      story("f", "salt tax", {"AI"}, "2024-02-01", 60),
  };
  articles[0].provider = {"Old Gazette", "gazette.example"};
  articles[1].provider = {"The Gazette", "gazette.example"};
  articles[2].provider = {"Northlight", ""};
  articles[3].provider = {"", "wire.example"};
  articles[5].removed = true;
  articles[2].type = "video";
  articles[2].language = "en";
  return articles;
}

std::string described(const FacetValue& value) {
  std::string text =
      value.value + (value.label == value.value ? "" : "(" + value.label + ")") + "=" + std::to_string(value.count);
  for (const FacetValue& child : value.children) text += "<" + described(child) + ">";
  return text;
}

std::string described(const Facet& facet) {
  std::string text;
  for (const FacetValue& value : facet.values) text += described(value) + " ";
  BOOST_TEST(facet.exact);
  return text + "of " + std::to_string(facet.distinct) + ", missing " + std::to_string(facet.missing) + "/" +
         std::to_string(facet.articles);
}

struct FacetCase {
  std::string query;
  FacetRequest facet;
  std::string expected;
};

SearchRequest request_of(const std::string& text, std::vector<FacetRequest> facets,
                         std::vector<SearchFilter> filters = {}) {
  SearchRequest request;
  request.text = text;
  request.facets = std::move(facets);
  request.filters = std::move(filters);
  return request;
}

BOOST_AUTO_TEST_CASE(facets_count_all_matches) {
  Collection collection(sample());
  constexpr auto kByValue = FacetOrder::value;
  const std::vector<FacetCase> cases{
      {"salt", {"topic"}, "Energy=3 AI=1 Nature=1 of 3, missing 1/4"},
      {"salt", {"topic", 1}, "Energy=3 of 3, missing 1/4"},
      {"salt", {"topic", 0}, "of 3, missing 1/4"},
      {"salt", {"topic", 10, kByValue}, "AI=1 Energy=3 Nature=1 of 3, missing 1/4"},
      {"*", {"topic"}, "Energy=3 AI=2 Nature=1 of 3, missing 1/5"},
      {"removed:any", {"topic"}, "AI=3 Energy=3 Nature=1 of 3, missing 1/6"},
      {"salt", {"provider"}, "gazette.example(The Gazette)=2 Northlight=1 wire.example=1 of 3, missing 0/4"},
      {"battery", {"provider"}, "gazette.example(Old Gazette)=1 of 1, missing 0/1"},
      {"salt", {"category"}, "news=4 of 1, missing 0/4"},
      {"salt", {"type"}, "video=1 of 1, missing 3/4"},
      {"salt", {"lang"}, "en=1 of 1, missing 3/4"},
      {"*", {"year"}, "2023=2 2024=2 1969=1 of 3, missing 0/5"},
      {"*", {"year", 10, kByValue}, "1969=1 2023=2 2024=2 of 3, missing 0/5"},
      {"*", {"month"}, "2024-01=2 1969-12=1 2023-10=1 2023-11=1 of 4, missing 0/5"},
      {"salt", {"day", 2, kByValue}, "2023-10-18=1 2023-11-02=1 of 4, missing 0/4"},
      {"salt", {"date"}, "2023=2<2023-10=1><2023-11=1> 2024=2<2024-01=2> of 2, missing 0/4"},
      {"*", {"quality"}, "0..<20=2 20..<40=1 120..=1 of 3, missing 1/5"},
      {"*", {"quality", 10, kByValue}, "0..<20=2 20..<40=1 120..=1 of 3, missing 1/5"},
      {"vinegar", {"topic"}, "of 0, missing 0/0"},
  };
  for (const FacetCase& each : cases) {
    BOOST_TEST_CONTEXT(each.query << " by " << each.facet.field) {
      const auto response = collection.search(request_of(each.query, {each.facet}));
      BOOST_REQUIRE(response.facets.size() == 1);
      BOOST_TEST(response.facets[0].field == each.facet.field);
      BOOST_TEST(described(response.facets[0]) == each.expected);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_facet_can_ignore_the_filters_by_its_field) {
  Collection collection(sample());
  const FacetRequest topics{"topic", 10, FacetOrder::count, true};
  const std::string chosen_first = "AI=1 Energy=3 Nature=1 of 3, missing 1/4";
  const std::vector<FacetCase> cases{
      {"salt topic:ai", topics, chosen_first},
      {"salt topic:ai", {"topic"}, "AI=1 Energy=1 of 2, missing 0/1"},
      {"salt topic:(ai, nature)", topics, "AI=1 Nature=1 Energy=3 of 3, missing 1/4"},
      {"salt AND topic:ai", topics, chosen_first},
      {"salt topic:ai topic:energy", topics, chosen_first},
      {"(topic:ai salt)^2", topics, chosen_first},
      {"topic:ai", topics, "AI=2 Energy=3 Nature=1 of 3, missing 1/5"},
      {"salt topic:ai -topic:nature", topics, "AI=1 Energy=2 of 2, missing 1/3"},
      {"topic:ai -battery", topics, "AI=1 Energy=2 Nature=1 of 3, missing 1/4"},
      {"pepper OR topic:nature", topics, "AI=1 Nature=1 energy=1 of 3, missing 0/2"},
      {"salt topic:ai quality:..50", topics, "ai=0 Energy=2 Nature=1 of 2, missing 1/3"},
      {"salt date:2024-01", {"year", 10, FacetOrder::count, true}, "2023=2 2024=2 of 2, missing 0/4"},
      {"salt since:2024 topic:energy",
       {"month", 10, FacetOrder::count, true},
       "2023-10=1 2023-11=1 2024-01=1 of 3, missing 0/3"},
  };
  for (const FacetCase& each : cases) {
    BOOST_TEST_CONTEXT(each.query << " by " << each.facet.field) {
      BOOST_TEST(described(collection.search(request_of(each.query, {each.facet})).facets.at(0)) == each.expected);
    }
  }
  const auto chosen = collection.search(request_of("salt", {{"category"}, topics}, {{"topic", {"AI"}}}));
  BOOST_TEST(chosen.total.value == 1U);
  BOOST_TEST(described(chosen.facets.at(0)) == "news=1 of 1, missing 0/1");
  BOOST_TEST(described(chosen.facets.at(1)) == chosen_first);
}

struct FilterCase {
  std::string query;
  std::vector<SearchFilter> filters;
  std::string expected;  // names
};

BOOST_AUTO_TEST_CASE(filters_restrict_beside_the_text) {
  Collection collection(sample());
  const std::vector<FilterCase> cases{
      {"salt", {}, "a b c d"},
      {"salt", {{"topic", {}}}, "a b c d"},
      {"salt", {{"topic", {"AI"}}}, "a"},
      {"salt pepper", {{"topic", {"AI"}}}, "a e"},
      {"salt", {{"topic", {"AI", "Nature"}}}, "a b"},
      {"salt", {{"topic", {"energy"}}, {"topic", {"nature"}}}, "b"},
      {"", {{"topic", {"AI"}}}, "a e"},
      {" ", {{"topic", {"AI"}}, {"removed", {"any"}}}, "a e f"},
      {"", {{"tag", {"  NATURE  "}}}, "b"},
      {"salt OR pepper", {{"topic", {"AI"}}}, "a e"},
      {"+salt battery", {{"topic", {"energy"}}}, "a b c"},
      {"-battery", {{"topic", {"energy"}}}, "b c"},
      {"salt", {{"provider", {"the gazette"}}}, "b"},
      {"salt", {{"source", {"gazette.example"}}}, "a b"},
      {"salt", {{"quality", {"19.5..20"}}}, "b d"},
      {"salt", {{"quality", {"19.5..<20"}}}, "d"},
      {"salt", {{"quality", {"..<10", ">=100"}}}, "a c"},
      {"salt", {{"date", {"2023"}}}, "a b"},
      {"salt", {{"since", {"2024"}}}, "c d"},
      {"salt", {{"since", {"2023-11"}}, {"until", {"2024-01-01"}}}, "b d"},
      {"", {{"date", {"1969-12-31"}}}, "e"},
      {"", {{"id", {"https://example.org/d"}}}, "d"},
      {"\"salt battery\" OR \"sea salt\"", {{"type", {"video"}}}, "c"},
  };
  for (const FilterCase& each : cases) {
    BOOST_TEST_CONTEXT(each.query << ", filters " << each.filters.size()) {
      BOOST_TEST(test::joined(test::names(collection.search(request_of(each.query, {}, each.filters)), true)) ==
                 each.expected);
    }
  }
}

struct RefusedCase {
  SearchRequest request;
  ErrorCode code;
  std::string message;
};

BOOST_AUTO_TEST_CASE(what_cannot_be_filtered_or_counted_is_refused) {
  Collection collection(sample());
  SearchRequest many = request_of("salt", {});
  many.filters = {{"topic", std::vector<std::string>(513, "AI")}};
  const std::vector<RefusedCase> cases{
      {request_of("salt", {}, {{"titel", {"x"}}}), ErrorCode::invalid_argument, "unknown filter field \"titel\""},
      {request_of("salt", {}, {{"title", {"x"}}}), ErrorCode::invalid_argument,
       "title has no whole values to filter by"},
      {request_of("salt", {}, {{"quality", {"high"}}}), ErrorCode::invalid_argument,
       "filter quality: \"high\" is not a number"},
      {request_of("salt", {}, {{"since", {"yesterdy"}}}), ErrorCode::invalid_argument,
       "filter date: \"yesterdy\" is not a date"},
      {request_of("salt", {}, {{"topic", {" "}}}), ErrorCode::invalid_argument,
       "filter topic: the value of topic is blank"},
      {request_of("salt", {}, {{"removed", {"perhaps"}}}), ErrorCode::invalid_argument,
       "filter removed: \"perhaps\" is not true, false or any"},
      {many, ErrorCode::invalid_argument, "more than 512 values to filter by"},
      {request_of("", {}, {{"topic", {}}}), ErrorCode::invalid_query, "the query is empty"},
      {request_of("()", {}, {{"topic", {"AI"}}}), ErrorCode::invalid_query, ""},
      {request_of("salt", {{"titles"}}), ErrorCode::invalid_argument, "unknown facet \"titles\""},
      {request_of("salt", {{"topic", kMaxFacetValues + 1}}), ErrorCode::invalid_argument,
       "facet topic: more than 100000 values"},
      {request_of("salt", std::vector<FacetRequest>(kMaxFacets + 1, {"topic"})), ErrorCode::invalid_argument,
       "more than 100 facets"},
  };
  for (const RefusedCase& each : cases) {
    BOOST_TEST_CONTEXT(each.message) {
      const auto response = collection.searcher().search(each.request);
      BOOST_REQUIRE(!response);
      BOOST_TEST(to_string(response.error().code) == to_string(each.code));
      if (!each.message.empty()) BOOST_TEST(response.error().message == each.message);
      BOOST_TEST(!response.error().hint.empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(a_value_that_no_article_has_is_remarked_at_the_end_of_the_text) {
  Collection collection(sample());
  const auto response = collection.search(request_of("salt", {}, {{"topic", {"Enregy"}}}));
  BOOST_REQUIRE(response.diagnostics.size() == 2);
  BOOST_TEST(response.diagnostics[0].code == "unknown_value");
  BOOST_TEST(response.diagnostics[0].hint == "did you mean Energy?");
  BOOST_TEST(response.diagnostics[0].begin == 4U);
  BOOST_TEST(response.diagnostics[1].code == "without_filter");
  BOOST_TEST(response.hits.empty());
}

BOOST_AUTO_TEST_CASE(quality_bands_are_round) {
  struct Case {
    double top;
    std::string expected;
  };
  const std::vector<Case> cases{
      {0, "0.."},
      {1, "0..<0.1 0.1..<0.2 0.2..<0.3 0.3..<0.4 0.4..<0.5 0.5..<0.6 0.6..<0.7 0.7..<0.8 0.8..<0.9 0.9..<1 1.."},
      {99, "0..<10 10..<20 20..<30 30..<40 40..<50 50..<60 60..<70 70..<80 80..<90 90.."},
      {101, "0..<20 20..<40 40..<60 60..<80 80..<100 100.."},
      {201, "0..<50 50..<100 100..<150 150..<200 200.."},
      {6e5, "0..<100000 100000..<200000 200000..<300000 300000..<400000 400000..<500000 500000..<600000 600000.."},
  };
  for (const Case& each : cases) {
    const detail::QualityBands bands(each.top);
    std::string all;
    for (std::size_t band = 0; band < bands.size(); ++band) all += (band > 0 ? " " : "") + bands.range(band);
    BOOST_TEST(all == each.expected);
    BOOST_TEST(bands.band_of(0) == 0U);
    BOOST_TEST(bands.band_of(1e300) == bands.size() - 1);
  }
}

}  // namespace
