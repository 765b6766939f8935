// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/page/overview.hpp"

#include <fmt/format.h>

#include <utility>

#include "newsrank/article.hpp"
#include "programs/html/facet_html.hpp"
#include "programs/html/hit_html.hpp"
#include "programs/html/timeline.hpp"
#include "programs/terminal/terminal_text.hpp"
#include "server/page/figure.hpp"
#include "server/page/layout.hpp"
#include "server/serving/cached_reply.hpp"

namespace newsrank::server {
namespace {

using html::element;
using html::href;
using html::Html;

constexpr std::size_t kShown = 5;

// A short list of hits under a heading that leads to all of them.
Html section(const std::string& heading, const std::string& address, const SearchResponse& response,
             const html::HitLinks& links) {
  if (response.hits.empty()) return {};
  return element("section",
                 {element("h2", {element("a", {href(address)}, {heading})}), html::hit_list(response, links)});
}

// The queries of the configuration, by name.
Html saved_queries(const cli::Settings& settings, const PageState& state) {
  Html items;
  for (const auto& [name, query] : settings.saved)
    items += element("li", {element("a", {href(state.only("q", "@" + name)), {"title", query}}, {name})});
  if (items.empty()) return {};
  return element("section", {element("h2", {"Saved searches"}), element("ul", {{"class", "topics"}}, {items})});
}

SearchRequest newest_of(const SearchDefaults& defaults) {
  SearchRequest request = defaults.request;
  request.text = "*";
  request.sort = SortOrder::date;
  request.limit = kShown;
  request.now = this_minute();
  request.facets = {
      {"topic", 15, FacetOrder::count, false}, {"provider", 15, FacetOrder::count, false}, cli::timeline_request()};
  return request;
}

// The best of the seven days up to the newest article, which in a collection that is kept up is this week.
Result<std::pair<std::string, SearchResponse>> best_of_week(Searcher& searcher, const SearchDefaults& defaults,
                                                            std::int64_t newest) {
  constexpr std::int64_t kDay = 86'400;
  const std::string since = format_date_time(newest - 6 * kDay).substr(0, 10);
  SearchRequest request = defaults.request;
  request.text = "*";
  request.sort = SortOrder::quality;
  request.limit = kShown;
  request.filters = {{"since", {since}}};
  auto response = searcher.search(request);
  if (!response) return std::move(response).error();
  return std::pair(since, std::move(*response));
}

Html lists(const SearchResponse& response, const PageState& state) {
  Html all;
  for (const auto& [number, field, title] :
       {std::tuple(0U, "topic", "Topics"), std::tuple(1U, "provider", "Providers")})
    all += html::facet_html(response.facets[number], title, {},
                            {[&, name = field](const std::string& value) { return state.only(name, value); }, ""});
  return all;
}

}  // namespace

HttpReply overview_page(const HttpRequest& request, const Site& site) {
  const PageState state(site.base_path, "/search", {});
  return cached_reply(request, site.pool, "overview", [&](Searcher& searcher) {
    const auto newest = searcher.search(newest_of(site.defaults));
    if (!newest) return error_page(503, state, site, newest.error());
    html::HitLinks links{
        [&](std::string_view field, const std::string& value) { return state.only(field, value); }, {}, {}, "newest"};
    Html content =
        element("p", {{"class", "status"}}, {fmt::format("{} articles", cli::grouped(searcher.article_count()))});
    if (newest->hits.empty()) content += element("p", {{"class", "empty"}}, {"The index holds no articles yet."});
    const html::Chart days = html::timeline_chart(
        newest->facets.back(), [&](const cli::Period& period) { return state.within(period.since, period.until); });
    const PageState everything(site.base_path, "/search", {{"q", "*"}});
    if (days.labels.size() > 1) content += chart_figure(days, html::bar_drawing(days), everything, "over-time");
    content += saved_queries(site.defaults.settings, state);
    Html sections = section("Newest", everything.with("sort", "date"), *newest, links);
    if (!newest->hits.empty() && newest->hits.front().article.published_at) {
      const auto best = best_of_week(searcher, site.defaults, *newest->hits.front().article.published_at);
      if (!best) return error_page(503, state, site, best.error());
      const PageState week(site.base_path, "/search", {{"since", best->first}});
      links.list = "best";
      sections += section("Best of the last week", week.with("sort", "quality"), best->second, links);
    }
    content += element("div", {{"class", "columns"}}, {sections});
    return page_reply(200, state, site, {"", "/search", lists(*newest, state), content});
  });
}

}  // namespace newsrank::server
