// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/page/charts_page.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "programs/html/facet_chart.hpp"
#include "programs/html/timeline.hpp"
#include "server/http/problem.hpp"
#include "server/page/figure.hpp"
#include "server/page/layout.hpp"
#include "server/page/over_time.hpp"
#include "server/page/remarks.hpp"
#include "server/serving/cached_reply.hpp"
#include "server/serving/search.hpp"

namespace newsrank::server {
namespace {

using html::Chart;
using html::element;
using html::Html;
using html::Series;

constexpr std::size_t kSeries = 5;
constexpr std::size_t kRows = 12;
constexpr double kPageWidth = 1100;
constexpr double kColumnWidth = 480;  // of drawings that take half a page

// Searches of one request with a further filter, each for its counts alone.
class Counter {
 public:
  // `stacking` is of the timeline.
  Counter(Searcher& searcher, SearchRequest request, const Stacking& stacking = {})
      : searcher_(searcher), request_(std::move(request)), stacking_(stacking) {
    request_.limit = 0;
    request_.offset = 0;
    request_.snippets.reset();
    request_.explain = false;
  }

  Result<std::vector<Facet>> count(std::vector<FacetRequest> facets, std::string_view field = {},
                                   const std::string& value = {}) {
    SearchRequest request = narrowed(field, value);
    request.facets = std::move(facets);
    auto response = searcher_.search(request);
    if (!response) return std::move(response).error();
    return std::move(response->facets);
  }

  const Stacking& stacking() const { return stacking_; }

  // The quality that half of the articles with this value exceed, of those whose quality is known.
  Result<std::optional<double>> median_quality(std::string_view field, const std::string& value) {
    const auto counted = count({{"quality", 1, FacetOrder::count, false}}, field, value);
    if (!counted) return counted.error();
    const std::uint64_t known = counted->front().articles - counted->front().missing;
    if (known == 0 || known / 2 >= kMaxResultWindow) return std::optional<double>();
    SearchRequest request = narrowed(field, value);
    request.sort = SortOrder::quality;
    request.group_stories = false;
    request.limit = 1;
    request.offset = static_cast<std::size_t>(known / 2);
    const auto response = searcher_.search(request);
    if (!response) return response.error();
    if (response->hits.empty()) return std::optional<double>();
    return response->hits.front().article.quality;
  }

 private:
  SearchRequest narrowed(std::string_view field, const std::string& value) const {
    SearchRequest request = request_;
    if (!field.empty()) request.filters.push_back({std::string(field), {value}});
    return request;
  }

  Searcher& searcher_;
  SearchRequest request_;
  Stacking stacking_;
};

// The days of the most frequent values of a field, one facet for each.
Result<Chart> over_time(Counter& counter, const std::string& field, std::size_t values) {
  const auto all = counter.count({{field, values, FacetOrder::count, false, "day"}, cli::timeline_request()});
  if (!all) return all.error();
  Chart chart = html::stacked_timeline(all->back(), all->front());
  chart.width = kPageWidth;
  return chart;
}

Result<Chart> by_provider(Counter& counter) {
  auto chart = over_time(counter, "provider", kSeries);
  if (chart) chart->title = "Articles over time of the most frequent providers";
  return chart;
}

Result<Chart> topics_over_time(Counter& counter) {
  auto chart = over_time(counter, "topic", kRows);
  if (chart) chart->title = "Topics over time";
  return chart;
}

Result<Chart> qualities(Counter& counter) {
  const auto bands = counter.count({{"quality", 20, FacetOrder::value, false}});
  if (!bands) return bands.error();
  return html::facet_chart(bands->front(), "Distribution of quality");
}

Result<Chart> providers(Counter& counter) {
  const auto found = counter.count({{"provider", kRows, FacetOrder::count, false}});
  if (!found) return found.error();
  Chart chart{"Providers by number of articles",          "provider", {},
              {{"articles", {}}, {"median quality", {}}}, {},         kColumnWidth};
  for (const FacetValue& value : found->front().values) {
    const auto median = counter.median_quality("provider", value.value);
    if (!median) return median.error();
    chart.labels.push_back(value.label);
    chart.series[0].values.push_back(static_cast<double>(value.count));
    chart.series[1].values.push_back(median->value_or(0));
  }
  return chart;
}

struct NamedChart {
  std::string_view name;
  Result<Chart> (*make)(Counter& counter);
  Html (*draw)(const Chart& chart);
  bool in_columns;  // half as wide as the page
};
constexpr std::array<NamedChart, 4> kCharts{{{"by-provider", by_provider, html::bar_drawing, false},
                                             {"topics", topics_over_time, html::map_drawing, false},
                                             {"providers", providers, html::lying_bar_drawing, true},
                                             {"quality", qualities, html::bar_drawing, true}}};

Result<Chart> whole_timeline(Counter& counter) {
  const auto facets = counter.count(over_time_request(counter.stacking()));
  if (!facets) return facets.error();
  return over_time_chart(*facets, counter.stacking(), {});
}

// The search of a page; without any, all articles.
Result<SearchParameters> read(const HttpRequest& request, const Site& site) {
  auto parameters = read_search_parameters(request.parameters, site.defaults, kPageParameters);
  if (!parameters) return parameters;
  SearchRequest& search = parameters->request;
  if (search.text.empty() && search.filters.empty() && parameters->like.empty()) search.text = "*";
  return parameters;
}

// The charts about one search.
Result<Html> all_charts(Counter& counter, const PageState& state) {
  Html wide;
  Html narrow;
  for (const NamedChart& each : kCharts) {
    const auto chart = each.make(counter);
    if (!chart) return chart.error();
    if (chart->labels.empty()) continue;
    const bool stacked = each.draw == html::bar_drawing;
    const Html legend = stacked ? html::legend(*chart) : Html{};
    const Html figure = chart_figure(*chart, legend + each.draw(*chart), state, each.name);
    (each.in_columns ? narrow : wide) += each.in_columns ? element("section", {figure}) : figure;
  }
  if (wide.empty() && narrow.empty()) return element("p", {{"class", "empty"}}, {"There is nothing to draw."});
  return wide + element("div", {{"class", "columns"}}, {narrow});
}

}  // namespace

HttpReply charts_page(const HttpRequest& request, const Site& site) {
  const PageState state(site.base_path, "/charts", request.parameters);
  const auto parameters = read(request, site);
  if (!parameters) return error_page(400, state, site, parameters.error());
  const std::string salt = "charts" + clock_salt(depends_on_clock(parameters->request));
  return cached_reply(request, site.pool, salt, [&](Searcher& searcher) {
    SearchParameters own = *parameters;
    if (const auto resolved = resolve_like(searcher, own); !resolved)
      return error_page(status_of(resolved.error().code), state, site, resolved.error());
    Counter counter(searcher, own.request);
    const auto charts = all_charts(counter, state);
    if (!charts) return error_page(status_of(charts.error().code), state, site, charts.error());
    const std::string title = state.text().empty() ? "Charts" : "Charts: " + state.text();
    return page_reply(200, state, site, {title, "/charts", {}, element("h2", {title}) + *charts});
  });
}

HttpReply chart_file(const HttpRequest& request, const Site& site, std::string_view name) {
  const bool csv = name.ends_with(".csv");
  if (!csv && !name.ends_with(".svg")) return problem(404, "not_found", "there is no such chart");
  name.remove_suffix(4);
  NamedChart wanted{"over-time", whole_timeline, html::bar_drawing, false};
  for (const NamedChart& each : kCharts)
    if (each.name == name) wanted = each;
  if (wanted.name != name) return problem(404, "not_found", "there is no such chart");
  const auto parameters = read(request, site);
  if (!parameters) return problem(parameters.error());
  const auto stacking = read_stacking(request.parameters);
  if (!stacking) return problem(stacking.error());
  const std::string salt = clock_salt(depends_on_clock(parameters->request));
  return cached_reply(request, site.pool, salt, [&](Searcher& searcher) {
    SearchParameters own = *parameters;
    if (const auto resolved = resolve_like(searcher, own); !resolved) return problem(resolved.error());
    Counter counter(searcher, own.request, *stacking);
    const auto chart = wanted.make(counter);
    if (!chart) return problem(chart.error());
    const std::string file = fmt::format("attachment; filename=\"{}.{}\"", wanted.name, csv ? "csv" : "svg");
    if (csv) return HttpReply{200, "text/csv; charset=utf-8", html::chart_csv(*chart), {{"Content-Disposition", file}}};
    return HttpReply{200, "image/svg+xml", html::svg_file(wanted.draw(*chart)), {{"Content-Disposition", file}}};
  });
}

}  // namespace newsrank::server
