// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/api/api.hpp"

#include <fmt/format.h>

#include <utility>

#include "json/article_json.hpp"
#include "json/json_writer.hpp"
#include "json/response_json.hpp"
#include "server/api/files.hpp"
#include "server/http/problem.hpp"
#include "server/serving/cached_reply.hpp"
#include "server/serving/search.hpp"

namespace newsrank::server {
namespace {

constexpr const char* kJson = "application/json";

HttpReply json_reply(std::string text) {
  return {200, kJson, std::move(text) + "\n", {}};
}

Error missing(std::string_view name) {
  return {ErrorCode::invalid_argument, fmt::format("{}: the value is missing", name), ""};
}

// A search of the parameters, and what the response is as JSON.
HttpReply search_reply(const HttpRequest& request, const Site& site, const Result<SearchParameters>& parameters) {
  if (!parameters) return problem(parameters.error());
  const std::string salt = clock_salt(depends_on_clock(parameters->request));
  return cached_reply(request, site.pool, salt, [&](Searcher& searcher) {
    SearchParameters own = *parameters;
    if (const auto resolved = resolve_like(searcher, own); !resolved) return problem(resolved.error());
    auto response = searcher.search(own.request);
    if (!response) return problem(response.error());
    for (ShardAnswer& shard : response->shards) shard.replica.clear();  // nobody's business outside
    return json_reply(detail::response_json(own.request.text, *response));
  });
}

bool asks_for_something(const SearchParameters& parameters) {
  return !parameters.request.text.empty() || !parameters.like.empty() || !parameters.request.filters.empty();
}

}  // namespace

HttpReply api_search(const HttpRequest& request, const Site& site) {
  auto parameters = read_search_parameters(request.parameters, site.defaults);
  if (parameters && !asks_for_something(*parameters)) return problem(missing("q"));
  return search_reply(request, site, parameters);
}

HttpReply api_similar(const HttpRequest& request, const Site& site) {
  auto parameters = read_search_parameters(request.parameters, site.defaults, {"url"});
  if (parameters) {
    parameters->like = value_of(request.parameters, "url").value_or("");
    if (parameters->like.empty()) return problem(missing("url"));
  }
  return search_reply(request, site, parameters);
}

HttpReply api_facets(const HttpRequest& request, const Site& site) {
  auto parameters = read_search_parameters(request.parameters, site.defaults);
  if (parameters) {
    SearchRequest& search = parameters->request;
    if (search.facets.empty()) return problem(missing("facet"));
    if (!asks_for_something(*parameters)) search.text = "*";
    search.limit = 0;
    search.offset = 0;
  }
  return search_reply(request, site, parameters);
}

HttpReply api_complete(const HttpRequest& request, const Site& site) {
  constexpr std::size_t kMost = 100;
  if (const auto known = check_names(request.parameters, {"q", "limit"}); !known) return problem(known.error());
  const auto limit = read_number(request.parameters, "limit", 1, kMost);
  if (!limit) return problem(limit.error());
  const std::string text = value_of(request.parameters, "q").value_or("");
  return cached_reply(request, site.pool, "", [&](Searcher& searcher) {
    const auto completions = searcher.complete(text, limit->value_or(10));
    return completions ? json_reply(detail::completions_json(text, *completions)) : problem(completions.error());
  });
}

HttpReply api_article(const HttpRequest& request, const Site& site) {
  if (const auto known = check_names(request.parameters, {"url"}); !known) return problem(known.error());
  const auto url = value_of(request.parameters, "url");
  if (!url) return problem(missing("url"));
  return cached_reply(request, site.pool, "", [&](Searcher& searcher) {
    const auto found = searcher.find(*url);
    if (!found) return problem(found.error());
    if (!*found) return problem(404, "not_found", "the index holds no article of this address");
    return json_reply(detail::article_json(**found));
  });
}

HttpReply api_stats(const HttpRequest& request, const Site& site) {
  if (const auto known = check_names(request.parameters, {}); !known) return problem(known.error());
  return cached_reply(request, site.pool, "", [&](Searcher& searcher) {
    SearchRequest all{.text = "*", .limit = 0};
    for (const char* const field : {"topic", "provider", "category", "type", "lang", "quality", "year"})
      all.facets.push_back({field, 20, FacetOrder::count, false});
    const auto response = searcher.search(all);
    if (!response) return problem(response.error());
    detail::JsonWriter out;
    out.begin_object();
    out.member("schema_version", detail::kJsonSchemaVersion);
    out.member("articles", searcher.article_count());
    out.member("state", searcher.state());
    out.member("seen_since", format_date_time(site.pool.state().since));
    out.member("missing", response->missing);
    out.objects("facets", response->facets, detail::write_facet);
    out.end_object();
    return json_reply(out.take());
  });
}

HttpReply api_description(const HttpRequest&, const Site& site) {
  std::string text(kDescription);
  const std::string_view place = "\"url\": \"";
  text.insert(text.find(place) + place.size(), site.base_path);
  return {200, kJson, std::move(text), {{"Cache-Control", "no-cache"}}};
}

}  // namespace newsrank::server
