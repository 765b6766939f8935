// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/page/search_page.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <utility>

#include "programs/html/facet_html.hpp"
#include "programs/html/hit_html.hpp"
#include "programs/options/filter_options.hpp"
#include "programs/output/hit_text.hpp"
#include "programs/terminal/terminal_text.hpp"
#include "server/http/problem.hpp"
#include "server/page/layout.hpp"
#include "server/page/overview.hpp"
#include "server/page/remarks.hpp"
#include "server/serving/cached_reply.hpp"
#include "server/serving/search.hpp"

namespace newsrank::server {
namespace {

using html::Attribute;
using html::element;
using html::href;
using html::Html;

constexpr std::size_t kManyValues = 1'000;

struct SideFacet {
  const char* field;
  const char* title;
  std::size_t values;
};
constexpr std::array<SideFacet, 5> kSide{{{"topic", "Topics", 10},
                                          {"provider", "Providers", 10},
                                          {"type", "Types", 5},
                                          {"category", "Categories", 5},
                                          {"lang", "Languages", 5}}};

void ask_for_facets(const Parameters& parameters, const Stacking& stacking, SearchRequest& request) {
  request.facets.clear();
  for (const SideFacet& each : kSide) {
    const bool many = value_of(parameters, "more") == each.field;
    request.facets.push_back({each.field, many ? kManyValues : each.values, FacetOrder::count, true});
  }
  for (FacetRequest& each : over_time_request(stacking)) request.facets.push_back(std::move(each));
}

Html side(const SearchResponse& response, const PageState& state) {
  Html all;
  for (std::size_t i = 0; i < kSide.size() && i < response.facets.size(); ++i) {
    const std::string field = kSide[i].field;
    const auto chosen = values_of(state.parameters(), field);
    // A value that all matches have is no choice.
    if (chosen.empty() && response.facets[i].distinct < 2) continue;
    all += html::facet_html(
        response.facets[i], kSide[i].title, chosen,
        {[&](const std::string& value) { return state.toggled(field, value); }, state.with("more", field)});
  }
  return all;
}

// Restrictions that no facet shows, each a link that takes it back.
Html restrictions(const PageState& state) {
  Html items;
  for (const char* const name : {"since", "after", "until", "before", "min-quality", "max-quality", "site", "like"}) {
    if (const auto value = value_of(state.parameters(), name))
      items +=
          element("a", {href(state.without(name)), {"title", "Take this back"}}, {fmt::format("{} {}", name, *value)});
  }
  return items.empty() ? Html{} : element("p", {{"class", "chosen"}}, {items});
}

Html sorts(const PageState& state, SortOrder sort) {
  const std::array<std::pair<SortOrder, const char*>, 3> orders{
      {{SortOrder::relevance, "relevance"}, {SortOrder::date, "date"}, {SortOrder::quality, "quality"}}};
  Html links;
  for (const auto& [order, name] : orders)
    links +=
        element("a", {href(state.with("sort", name)), Attribute::when(order == sort, "aria-current", "true")}, {name});
  return element("p", {{"class", "sorts"}}, {"Sort by", links});
}

std::string found_text(const SearchResponse& response) {
  if (response.total.value == 0)
    return response.hits.empty() ? "No articles found" : "No articles found; these hold some of the words";
  std::string text = cli::found_text(response.total);
  if (response.hits.empty()) return text + "; none on this page";
  return text + fmt::format("; results {} to {}", cli::grouped(response.hits.front().rank),
                            cli::grouped(response.hits.back().rank));
}

Html pages(const SearchResponse& response, const SearchRequest& request, const PageState& state,
           std::size_t result_window) {
  if (request.limit == 0) return {};
  const std::size_t page = request.offset / request.limit + 1;
  Html links;
  if (page > 1)
    links += element("a", {href(state.with("page", fmt::format("{}", page - 1))), {"rel", "prev"}}, {"Previous page"});
  const bool more = response.hits.size() == request.limit && request.offset + request.limit < response.total.value &&
                    request.offset + 2 * request.limit <= result_window;
  if (more)
    links += element("a", {href(state.with("page", fmt::format("{}", page + 1))), {"rel", "next"}}, {"Next page"});
  return links.empty() ? Html{} : element("nav", {{"class", "pages"}, {"aria-label", "Pages"}}, {links});
}

// What was searched for, in words: on paper there is no form that shows it.
std::string heading(const PageState& state) {
  std::string text = state.text().empty() ? "Results" : fmt::format("Results for {}", state.text());
  for (const Parameter& each : state.parameters()) {
    if (const auto field = cli::filter_name(each.name)) text += fmt::format("; {} {}", *field, each.value);
  }
  return text;
}

Html content(const SearchResponse& response, const SearchRequest& request, const Stacking& stacking,
             const PageState& state, std::size_t result_window) {
  const html::HitLinks links{
      [&](std::string_view field, const std::string& value) { return state.toggled(field, value); },
      [&](const Hit& hit) { return state.only("like", hit.article.id); },
      [&](const Hit& hit) { return fmt::format("{}#hit-{}", state.with("explain", "true"), hit.rank); }, "hit"};
  Html all = remarks(response, request.text, state) + restrictions(state);
  all += over_time_figure(response.facets, stacking, state);
  all += element("div", {{"class", "status"}},
                 {element("p", {{"id", "found"}}, {found_text(response)}), sorts(state, request.sort)});
  all += element("h2", {{"class", "hidden printed"}}, {heading(state)});
  all += html::hit_list(response, links);
  return all + pages(response, request, state, result_window);
}

bool asks(const SearchParameters& parameters) {
  return !parameters.request.text.empty() || !parameters.like.empty() || !parameters.request.filters.empty();
}

std::string title_of(const SearchParameters& parameters) {
  if (!parameters.request.text.empty()) return parameters.request.text;
  return parameters.like.empty() ? "Search" : "More like this";
}

}  // namespace

Result<PageSearch> read_page_search(const Parameters& parameters, const SearchDefaults& defaults) {
  auto read = read_search_parameters(parameters, defaults, kPageParameters);
  if (!read) return std::move(read).error();
  const auto stacking = read_stacking(parameters);
  if (!stacking) return stacking.error();
  ask_for_facets(parameters, *stacking, read->request);
  read->request.snippets.emplace();
  return PageSearch{std::move(*read), *stacking};
}

HttpReply search_page(const HttpRequest& request, const Site& site) {
  const PageState state(site.base_path, "/search", request.parameters);
  const auto search = read_page_search(request.parameters, site.defaults);
  if (!search) return error_page(400, state, site, search.error());
  if (!asks(search->parameters)) return overview_page(request, site);
  const std::string salt = clock_salt(depends_on_clock(search->parameters.request));
  return cached_reply(request, site.pool, salt, [&](Searcher& searcher) {
    SearchParameters own = search->parameters;
    if (const auto resolved = resolve_like(searcher, own); !resolved)
      return error_page(status_of(resolved.error().code), state, site, resolved.error());
    const auto response = searcher.search(own.request);
    if (!response) return error_page(status_of(response.error().code), state, site, response.error());
    return page_reply(200, state, site,
                      {title_of(own), "/search", side(*response, state),
                       content(*response, own.request, search->stacking, state, site.defaults.result_window)});
  });
}

}  // namespace newsrank::server
