// SPDX-License-Identifier: GPL-2.0-or-later
// Facets equal counting by hand, however the articles are dealt out; and their values are filters.
#include <rapidcheck.h>
#include <rapidcheck/boost_test.h>

#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "article_tree.hpp"
#include "newsrank/index_writer.hpp"
#include "newsrank/searcher.hpp"
#include "temp_dir.hpp"

namespace {

using namespace newsrank;

// Making an index costs far more than searching it.
constexpr int kQueriesPerCollection = 4;
constexpr std::size_t kValuesTried = 3;
constexpr std::array<const char*, 11> kFields{"topic",   "provider", "category", "type", "lang",   "year",
                                              "quarter", "month",    "week",     "day",  "quality"};
constexpr std::size_t kWholeValues = 5;  // the first fields: one filters by their values

template <typename T>
T some_of(const std::vector<T>& values) {
  return *rc::gen::elementOf(values);
}

Article draw_article(std::size_t number) {
  Article article;
  article.id = article.url = "https://news.example/" + std::to_string(number);
  article.title = some_of<std::string>({"storm", "river", "storm river", "quiet"});
  article.topics = *rc::gen::resize(4, rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
                                           "AI", "ai", "Energy", "ene\u0301rgy", "  Energy", " ", "Nature")));
  article.provider.domain = some_of<std::string>({"", "a.example", "b.example"});
  article.provider.name = article.provider.domain.empty() ? some_of<std::string>({"", "Press"})
                                                          : some_of<std::string>({"", "Gazette", "The Gazette"});
  article.category = some_of<std::string>({"", "news", "News"});
  article.type = some_of<std::string>({"", "article", "video"});
  article.language = some_of<std::string>({"", "en", "de"});
  if (*rc::gen::inRange(0, 6) > 0) article.published_at = *rc::gen::inRange<std::int64_t>(-90'000'000, 90'000'000);
  if (*rc::gen::inRange(0, 20) == 0) article.published_at = some_of<std::int64_t>({-62135596800, 253402300799});
  if (*rc::gen::inRange(0, 6) > 0) article.quality = *rc::gen::inRange(0, 30) * some_of<double>({0.1, 1, 7.5});
  article.removed = *rc::gen::inRange(0, 10) == 0;
  return article;
}

void write_index(const std::string& folder, const std::vector<Article>& articles) {
  auto writer = IndexWriter::open(folder);
  RC_ASSERT(writer.has_value());
  for (const Article& article : articles) RC_ASSERT(writer->put(article).has_value());
  RC_ASSERT(writer->commit().has_value());
}

std::string date_of(const Article& article, std::size_t width) {
  constexpr std::int64_t kFirst = -62135596800;
  constexpr std::int64_t kLast = 253402300800;
  if (!article.published_at || *article.published_at < kFirst || *article.published_at >= kLast) return {};
  return format_date_time(*article.published_at).substr(0, width);
}

// The folded values of a field that has whole values or dates.
std::set<std::string> values_of(const Article& article, const std::string& field, Analyzer& analyzer) {
  std::vector<std::string> texts;
  if (field == "topic") texts = article.topics;
  if (field == "provider") texts = {article.provider.domain.empty() ? article.provider.name : article.provider.domain};
  if (field == "category") texts = {article.category};
  if (field == "type") texts = {article.type};
  if (field == "lang") texts = {article.language};
  if (field == "year") texts = {date_of(article, 4)};
  if (field == "month") texts = {date_of(article, 7)};
  if (field == "day") texts = {date_of(article, 10)};
  std::set<std::string> values;
  for (const std::string& text : texts) values.insert(analyzer.fold(text));
  values.erase("");
  return values;
}

class Collection {
 public:
  Collection() : analyzer_(*Analyzer::create()) {
    const auto count = *rc::gen::inRange<std::size_t>(1, 80);
    for (std::size_t i = 0; i < count; ++i) articles_.push_back(draw_article(i));
    std::array<std::vector<Article>, 2> halves;
    for (const Article& article : articles_) halves[*rc::gen::inRange<std::size_t>(0, 2)].push_back(article);
    write_index(folder_.file("whole"), articles_);
    write_index(folder_.file("a"), halves[0]);
    write_index(folder_.file("b"), halves[1]);
    whole_ = *Searcher::open({folder_.file("whole")});
    halves_ = *Searcher::open({folder_.file("a"), folder_.file("b")});
  }

  SearchResponse search(const SearchRequest& request) {
    auto response = whole_->search(request);
    RC_ASSERT(response.has_value());
    const auto dealt_out = halves_->search(request);
    RC_ASSERT(dealt_out.has_value());
    RC_ASSERT(dealt_out->facets == response->facets);
    return std::move(*response);
  }

  // By folded value; "" for articles without one.
  std::map<std::string, std::uint64_t> by_hand(const std::string& word, const std::string& field) {
    std::map<std::string, std::uint64_t> counts;
    for (const Article& article : articles_) {
      if (article.removed || (word != "*" && article.title.find(word) == std::string::npos)) continue;
      const auto values = values_of(article, field, analyzer_);
      if (values.empty()) ++counts[""];
      for (const std::string& value : values) ++counts[value];
    }
    return counts;
  }

  std::string fold(const std::string& text) { return analyzer_.fold(text); }

 private:
  test::TempDir folder_{test::TempDir::Place::memory};
  std::vector<Article> articles_;
  Analyzer analyzer_;
  std::optional<Searcher> whole_;
  std::optional<Searcher> halves_;
};

std::string filter_of(const std::string& facet) {
  const bool whole =
      std::find(kFields.begin(), kFields.begin() + kWholeValues, facet) != kFields.begin() + kWholeValues;
  return whole || facet == "quality" ? facet : "date";
}

SearchRequest draw_request() {
  SearchRequest request;
  request.text = some_of<std::string>({"*", "storm", "river", "quiet"});
  request.limit = 0;
  for (const char* const field : kFields) {
    FacetRequest facet;
    facet.field = field;
    facet.order = *rc::gen::element(FacetOrder::count, FacetOrder::value);
    facet.limit = kMaxFacetValues;
    request.facets.push_back(facet);
  }
  return request;
}

}  // namespace

RC_BOOST_PROP(facets_equal_counting_by_hand, ()) {
  Collection collection;
  for (int i = 0; i < kQueriesPerCollection; ++i) {
    const SearchRequest request = draw_request();
    const SearchResponse response = collection.search(request);
    for (std::size_t f = 0; f < request.facets.size(); ++f) {
      const Facet& facet = response.facets[f];
      RC_ASSERT(facet.field == request.facets[f].field);
      RC_ASSERT(facet.exact);
      RC_ASSERT(facet.articles == response.total.value);
      RC_ASSERT(facet.distinct == facet.values.size());
      if (facet.field == "quality" || facet.field == "week" || facet.field == "quarter") continue;
      auto expected = collection.by_hand(request.text, facet.field);
      RC_ASSERT(facet.missing == expected[""]);
      expected.erase("");
      std::map<std::string, std::uint64_t> counted;
      for (const FacetValue& value : facet.values) counted[collection.fold(value.value)] = value.count;
      RC_ASSERT(counted == expected);
    }
  }
}

RC_BOOST_PROP(values_are_in_order_and_find_what_they_counted, ()) {
  Collection collection;
  for (int i = 0; i < kQueriesPerCollection; ++i) {
    const SearchRequest request = draw_request();
    const SearchResponse response = collection.search(request);
    const std::size_t f = *rc::gen::inRange<std::size_t>(0, request.facets.size());
    const Facet& facet = response.facets[f];
    std::uint64_t sum = facet.missing;
    for (std::size_t v = 0; v < facet.values.size(); ++v) {
      const FacetValue& value = facet.values[v];
      sum += value.count;
      if (request.facets[f].order == FacetOrder::count && v > 0) RC_ASSERT(facet.values[v - 1].count >= value.count);
      if (v >= kValuesTried) continue;
      SearchRequest narrowed = request;
      narrowed.filters = {{filter_of(facet.field), {value.value}}};
      narrowed.facets = {request.facets[f]};
      narrowed.facets.front().multi_select = true;
      const SearchResponse found = collection.search(narrowed);
      RC_LOG() << facet.field << " " << value.value << "\n";
      RC_ASSERT(found.total.value == value.count);
      // The facet itself is as if it were not narrowed, but that the value comes first.
      Facet expected = facet;
      if (f < kWholeValues) {
        expected.values[v].selected = true;
        std::rotate(expected.values.begin(), expected.values.begin() + static_cast<std::ptrdiff_t>(v),
                    expected.values.begin() + static_cast<std::ptrdiff_t>(v) + 1);
      }
      RC_ASSERT(found.facets.front() == expected);
    }
    if (facet.field != "topic") RC_ASSERT(sum == facet.articles);
  }
}

RC_BOOST_PROP(crossed_values_hold_what_a_filter_by_them_counts, ()) {
  Collection collection;
  for (int i = 0; i < kQueriesPerCollection; ++i) {
    SearchRequest request = draw_request();
    const FacetRequest crossed{*rc::gen::elementOf(kFields), kMaxCrossedValues, FacetOrder::count, false,
                               *rc::gen::elementOf(kFields)};
    request.facets = {crossed};
    const Facet facet = collection.search(request).facets.front();
    for (std::size_t v = 0; v < std::min(kValuesTried, facet.values.size()); ++v) {
      SearchRequest narrowed = request;
      narrowed.filters = {{filter_of(facet.field), {facet.values[v].value}}};
      narrowed.facets = {{crossed.by, kMaxFacetValues, FacetOrder::value, false}};
      const auto by_value = [](std::vector<FacetValue> values) {
        std::map<std::string, std::uint64_t> counts;
        for (const FacetValue& value : values) counts[value.value] += value.count;
        return counts;
      };
      RC_ASSERT(by_value(facet.values[v].children) == by_value(collection.search(narrowed).facets.front().values));
    }
  }
}

RC_BOOST_PROP(chosen_values_are_shown_beyond_the_limit, ()) {
  Collection collection;
  SearchRequest request = draw_request();
  request.facets.resize(kWholeValues);
  const SearchResponse whole = collection.search(request);
  const std::size_t f = *rc::gen::inRange<std::size_t>(0, kWholeValues);
  if (whole.facets[f].values.empty()) return;
  std::vector<std::string> chosen{some_of(whole.facets[f].values).value, "nowhere"};
  request.filters = {{whole.facets[f].field, chosen}};
  request.facets = {{whole.facets[f].field, 1, FacetOrder::count, true}};
  const Facet facet = collection.search(request).facets.front();
  RC_ASSERT(facet.values.size() == 2U);
  RC_ASSERT(facet.values[0].value == chosen[0]);
  RC_ASSERT(facet.values[0].selected && facet.values[1].selected);
  RC_ASSERT(facet.values[1].value == "nowhere");
  RC_ASSERT(facet.values[1].count == 0U);
}

RC_BOOST_PROP(limits_cut_the_end_and_years_hold_their_months, ()) {
  Collection collection;
  SearchRequest request = draw_request();
  const SearchResponse whole = collection.search(request);
  for (FacetRequest& facet : request.facets) facet.limit = *rc::gen::inRange<std::size_t>(0, 4);
  request.facets.push_back({"date", kMaxFacetValues, FacetOrder::value});
  const SearchResponse cut = collection.search(request);
  for (std::size_t f = 0; f < whole.facets.size(); ++f) {
    Facet expected = whole.facets[f];
    expected.values.resize(std::min(expected.values.size(), request.facets[f].limit));
    RC_ASSERT(cut.facets[f] == expected);
  }
  for (const FacetValue& year : cut.facets.back().values) {
    std::uint64_t sum = 0;
    for (const FacetValue& month : year.children) {
      RC_ASSERT(month.value.starts_with(year.value));
      sum += month.count;
    }
    RC_ASSERT(sum == year.count);
  }
}
