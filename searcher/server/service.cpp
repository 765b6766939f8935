// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/service.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <utility>

#include "server/access_token.hpp"
#include "server/api/api.hpp"
#include "server/http/problem.hpp"
#include "server/page/charts_page.hpp"
#include "server/page/feeds.hpp"
#include "server/page/help_page.hpp"
#include "server/page/layout.hpp"
#include "server/page/search_page.hpp"

namespace newsrank::server {
namespace {

struct Route {
  std::string_view path;
  HttpReply (*answer)(const HttpRequest& request, const Site& site);
};
constexpr std::array<Route, 12> kRoutes{{{"/", search_page},
                                         {"/search", search_page},
                                         {"/charts", charts_page},
                                         {"/help", help_page},
                                         {"/opensearch.xml", search_description},
                                         {"/api/v1/search", api_search},
                                         {"/api/v1/complete", api_complete},
                                         {"/api/v1/similar", api_similar},
                                         {"/api/v1/article", api_article},
                                         {"/api/v1/facets", api_facets},
                                         {"/api/v1/stats", api_stats},
                                         {"/api/v1/openapi.json", api_description}}};
constexpr std::string_view kCharts = "/charts/";

}  // namespace

Headers security_headers(const std::string& cors) {
  Headers headers{{"Content-Security-Policy",
                   "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
                   "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
                  {"X-Content-Type-Options", "nosniff"},
                  {"Referrer-Policy", "no-referrer"},
                  {"Cross-Origin-Opener-Policy", "same-origin"},
                  {"Vary", "Accept-Encoding"}};
  if (!cors.empty()) headers.emplace_back("Access-Control-Allow-Origin", cors);
  return headers;
}

HttpReply Service::readiness() const {
  if (site_.pool.is_ready()) return {200, "text/plain; charset=utf-8", "ready\n", {}};
  return problem(503, "not_ready", "the index cannot be read");
}

HttpReply Service::metrics() const {
  const IndexState state = site_.pool.state();
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const double age = std::chrono::duration<double>(now).count() - static_cast<double>(state.since);
  std::string text = metrics_.text();
  text += gauge("newsrank_index_articles", "Articles of the index.", static_cast<double>(state.articles));
  text += gauge("newsrank_index_age_seconds", "Time since the served state was first seen.", age);
  text += fmt::format(
      "# HELP newsrank_index_info The served state.\n# TYPE newsrank_index_info gauge\n"
      "newsrank_index_info{{state=\"{}\"}} 1\n",
      state.name);
  text += gauge("newsrank_refreshes_total", "New states of the index that were seen.",
                static_cast<double>(site_.pool.refreshes()), "counter");
  text += gauge("newsrank_refresh_errors_total", "Looks at the index that failed.",
                static_cast<double>(site_.pool.failed_refreshes()), "counter");
  text += gauge("newsrank_searches_waiting", "Requests that wait for a searcher.",
                static_cast<double>(site_.pool.waiting()));
  return {200, "text/plain; version=0.0.4; charset=utf-8", text, {}};
}

HttpReply Service::page_or_file(const HttpRequest& request, std::string_view& name) {
  for (const html::FeedFormat& format : html::feed_formats()) {
    if (request.path != format.path) continue;
    name = format.path;
    return feed(request, site_, format);
  }
  if (request.path.starts_with(kCharts)) {
    name = kCharts;
    return chart_file(request, site_, std::string_view(request.path).substr(kCharts.size()));
  }
  HttpReply file = page_file(std::string_view(request.path).substr(1));
  if (file.status == 200) {
    name = "files";
    return file;
  }
  if (request.path.starts_with("/api/")) return problem(404, "not_found", "there is no such resource");
  return error_page(404, PageState(site_.base_path, "/search", {}), site_,
                    {ErrorCode::invalid_argument, "This address leads nowhere.", ""});
}

HttpReply Service::route(const HttpRequest& request, std::string_view& name) {
  if (request.path == "/healthz") {
    name = "/healthz";
    return {200, "text/plain; charset=utf-8", "ok\n", {}};
  }
  if (!token_.empty() && !is_authorized(request.authorization, token_)) {
    HttpReply reply = problem(401, "unauthorized", "this server wants a token", "Authorization: Bearer TOKEN");
    reply.headers.emplace_back("WWW-Authenticate", "Basic realm=\"newsrank\", charset=\"UTF-8\"");
    return reply;
  }
  if (request.path.empty()) return {308, "", "", {{"Location", site_.base_path + "/"}}};
  if (request.path == "/readyz") {
    name = "/readyz";
    return readiness();
  }
  if (request.path == "/metrics") {
    name = "/metrics";
    return metrics();
  }
  for (const Route& each : kRoutes) {
    if (request.path != each.path) continue;
    name = each.path;
    return each.answer(request, site_);
  }
  return page_or_file(request, name);
}

HttpReply Service::handle(const HttpRequest& request) {
  const auto begin = std::chrono::steady_clock::now();
  std::string_view name = "other";
  HttpReply reply;
  if (request.method == "OPTIONS") {
    reply = {204, "", "", {{"Allow", "GET, HEAD, OPTIONS"}, {"Access-Control-Allow-Methods", "GET, HEAD"}}};
  } else if (request.method == "GET" || request.method == "HEAD") {
    reply = route(request, name);
  } else {
    reply = problem(405, "method_not_allowed", "everything here is read with GET");
    reply.headers.emplace_back("Allow", "GET, HEAD, OPTIONS");
  }
  metrics_.count(name, reply.status,
                 std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin));
  return reply;
}

}  // namespace newsrank::server
