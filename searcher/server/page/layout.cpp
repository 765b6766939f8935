// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/page/layout.hpp"

#include <fmt/format.h>

#include <array>
#include <functional>
#include <utility>

#include "programs/html/feed.hpp"
#include "programs/html/files.hpp"
#include "server/http/problem.hpp"
#include "server/page/files.hpp"

namespace newsrank::server {
namespace {

using html::action;
using html::Attribute;
using html::element;
using html::href;
using html::Html;
using html::lone;

// The parameters that a new text keeps.
bool is_kept(const Parameter& parameter) {
  return parameter.name != "q" && parameter.name != "page" && parameter.name != "explain" && parameter.name != "like";
}

Html search_form(const PageState& state) {
  Html kept;
  for (const Parameter& each : state.parameters()) {
    if (is_kept(each)) kept += lone("input", {{"type", "hidden"}, {"name", each.name}, {"value", each.value}});
  }
  return element("form", {{"class", "search"}, {"role", "search"}, {"method", "get"}, action(state.bare("/search"))},
                 {element("label", {{"class", "hidden"}, {"for", "q"}}, {"Search for"}),
                  lone("input", {{"type", "search"},
                                 {"id", "q"},
                                 {"name", "q"},
                                 {"value", state.text()},
                                 {"list", "completions"},
                                 {"autocomplete", "off"},
                                 {"autocapitalize", "off"},
                                 {"spellcheck", "false"},
                                 {"maxlength", "4000"},
                                 {"placeholder", "words, \"a phrase\", topic:energy"}}),
                  element("datalist", {{"id", "completions"}}, {}), kept, element("button", {"Search"})});
}

Html tabs(const PageState& state, std::string_view open) {
  const std::array<std::pair<std::string_view, std::string_view>, 2> pages{
      {{"/search", "Results"}, {"/charts", "Charts"}}};
  Html items;
  for (const auto& [path, name] : pages)
    items += element("a", {href(state.on(path)), Attribute::when(path == open, "aria-current", "page")}, {name});
  return element("nav", {{"class", "tabs"}, {"aria-label", "Views"}}, {items});
}

Html head(const PageState& state, const Site& site, const std::string& title) {
  Html links;
  for (const html::FeedFormat& format : html::feed_formats())
    links += lone("link", {{"rel", "alternate"},
                           {"type", format.media_type},
                           {"title", fmt::format("{} ({})", title, format.title)},
                           href(state.on(format.path))});
  return element("head", {lone("meta", {{"charset", "utf-8"}}),
                          lone("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}),
                          element("title", {title == site.title ? title : fmt::format("{} – {}", title, site.title)}),
                          lone("link", {{"rel", "stylesheet"}, href(state.bare("/style.css"))}),
                          lone("link", {{"rel", "icon"}, {"type", "image/svg+xml"}, href(state.bare("/icon.svg"))}),
                          lone("link", {{"rel", "search"},
                                        {"type", "application/opensearchdescription+xml"},
                                        {"title", site.title},
                                        href(state.bare("/opensearch.xml"))}),
                          links, html::module_script(state.bare("/page.js"))});
}

Html foot(const PageState& state) {
  Html feeds;
  for (const html::FeedFormat& format : html::feed_formats())
    feeds += element("a", {href(state.on(format.path))}, {fmt::format("{} feed", format.title)});
  return element("footer", {{"class", "foot"}},
                 {element("div", {{"class", "body"}},
                          {feeds, element("a", {href(state.on_service("/api/v1/search"))}, {"JSON"}),
                           element("a", {href(state.bare("/api/v1/openapi.json"))}, {"API"}),
                           element("a", {href(state.bare("/help"))}, {"Help"})})});
}

}  // namespace

HttpReply page_reply(int status, const PageState& state, const Site& site, const PageContent& content) {
  const std::string& title = content.title.empty() ? site.title : content.title;
  const Html header =
      element("header", {{"class", "head"}},
              {element("div", {{"class", "head-inner"}},
                       {element("h1", {{"class", "site"}}, {element("a", {href(state.bare("/"))}, {site.title})}),
                        search_form(state), tabs(state, content.tab)})});
  const bool sided = !content.side.empty();
  const Html side =
      sided ? element("aside", {{"class", "facets"}, {"aria-label", "Narrow the search"}}, {content.side}) : Html{};
  const Html body = element(
      "body", {{"data-base", state.bare("")}},
      {element("a", {{"class", "skip"}, href("#results")}, {"To the results"}), header,
       element(
           "div", {{"class", sided ? "body" : "body whole"}},
           {side, element("main", {{"class", "results"}, {"id", "results"}, {"tabindex", "-1"}}, {content.content})}),
       element("p", {{"class", "hidden"}, {"role", "status"}, {"id", "announcement"}}, {}), foot(state)});
  const Html page = element("html", {{"lang", "en"}}, {head(state, site, title), body});
  return {status, "text/html; charset=utf-8", "<!DOCTYPE html>\n" + page.markup() + "\n", {}};
}

HttpReply error_page(int status, const PageState& state, const Site& site, const Error& error) {
  Html content = element("h2", {status == 404 ? "There is no such page" : "This cannot be shown"});
  content += element("p", {{"class", "remark error"}}, {error.message});
  if (!error.hint.empty()) content += element("p", {error.hint});
  content += element("p", {element("a", {href(state.bare("/"))}, {"To the start"})});
  HttpReply reply = page_reply(status, state, site, {std::string(status_text(status)), "", {}, content});
  if (status == 503) reply.headers.emplace_back("Retry-After", "1");
  return reply;
}

HttpReply page_file(std::string_view name) {
  HttpReply reply{200, "", "", {{"Cache-Control", "max-age=300"}}};
  if (name == "style.css") {
    reply.type = "text/css; charset=utf-8";
    reply.body = std::string(html::kStyle) + std::string(html::kChartStyle);
  } else if (name == "page.js") {
    reply.type = "text/javascript; charset=utf-8";
    reply.body = kScript;
  } else if (name == "icon.svg") {
    reply.type = "image/svg+xml";
    reply.body = kIcon;
  } else {
    return problem(404, "not_found", "there is no such file");
  }
  return reply;
}

}  // namespace newsrank::server
