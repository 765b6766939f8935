// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/page/feeds.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "programs/html/html.hpp"
#include "server/http/problem.hpp"
#include "server/page/page_state.hpp"
#include "server/serving/cached_reply.hpp"
#include "server/serving/search.hpp"

namespace newsrank::server {
namespace {

constexpr std::size_t kEntries = 30;

// "https://news.example:8080", as far as the client tells. What is no host is left out.
std::string origin_of(const HttpRequest& request) {
  const bool plain = std::all_of(request.host.begin(), request.host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view(".-:[]").find(c) != std::string_view::npos;
  });
  const std::string_view scheme = request.forwarded_proto == "https" ? "https" : "http";
  return fmt::format("{}://{}", scheme, plain && !request.host.empty() ? request.host : "localhost");
}

}  // namespace

HttpReply feed(const HttpRequest& request, const Site& site, const html::FeedFormat& format) {
  auto parameters = read_search_parameters(request.parameters, site.defaults, kPageParameters);
  if (!parameters) return problem(parameters.error());
  SearchRequest& search = parameters->request;
  if (!value_of(request.parameters, "sort")) search.sort = SortOrder::date;
  if (!value_of(request.parameters, "limit")) search.limit = kEntries;
  if (search.text.empty() && search.filters.empty() && parameters->like.empty()) search.text = "*";
  const std::string salt = clock_salt(depends_on_clock(search));
  return cached_reply(request, site.pool, salt, [&](Searcher& searcher) {
    SearchParameters own = *parameters;
    if (const auto resolved = resolve_like(searcher, own); !resolved) return problem(resolved.error());
    const auto response = searcher.search(own.request);
    if (!response) return problem(response.error());
    const PageState state(site.base_path, std::string(format.path), request.parameters);
    const std::string origin = origin_of(request);
    const std::string text = state.text();
    const html::FeedSource source{origin + state.address(), text.empty() ? site.title : site.title + ": " + text,
                                  origin + state.on("/search"), origin + state.address()};
    return HttpReply{200,
                     fmt::format("{}; charset=utf-8", format.media_type),
                     format.write(source, *response),
                     {{"Last-Modified", html::http_date(site.pool.state().since)}}};
  });
}

HttpReply search_description(const HttpRequest& request, const Site& site) {
  using html::element;
  using html::lone;
  const std::string root = origin_of(request) + site.base_path;
  constexpr std::size_t kLongestName = 16;
  const auto url = [&](std::string_view type, std::string_view path) {
    return lone("Url", {{"type", type}, {"template", fmt::format("{}{}{{searchTerms}}", root, path)}});
  };
  const html::Html description =
      element("OpenSearchDescription", {{"xmlns", "http://a9.com/-/spec/opensearch/1.1/"}},
              {element("ShortName", {site.title.substr(0, kLongestName)}), element("Description", {site.title}),
               element("InputEncoding", {"UTF-8"}), url("text/html", "/search?q="),
               url("application/atom+xml", "/feed.atom?q="), url("application/json", "/api/v1/search?q=")});
  return {200,
          "application/opensearchdescription+xml; charset=utf-8",
          "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + description.markup() + "\n",
          {}};
}

}  // namespace newsrank::server
