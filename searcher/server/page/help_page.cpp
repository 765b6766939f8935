// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/page/help_page.hpp"

#include <array>
#include <utility>

#include "server/page/layout.hpp"

namespace newsrank::server {
namespace {

using html::element;
using html::href;
using html::Html;

constexpr std::array<std::pair<const char*, const char*>, 9> kQueries{{
    {"salt battery", "articles with any of the words; those with both come first"},
    {"\"salt battery\"", "the phrase"},
    {"+battery -car", "with the one word, without the other"},
    {"title:battery", "in the title"},
    {"topic:\"Energy Storage\"", "with this topic"},
    {"batter*", "words that begin so"},
    {"date:2024-03..2024-05", "from March to May 2024; date:7d for the last seven days"},
    {"quality:80..", "of this quality and better"},
    {"(wind OR sun) AND grid", "combined"},
}};

constexpr std::array<std::pair<const char*, const char*>, 5> kKeys{{
    {"/", "to the search field"},
    {"↓ ↑", "to the next and the previous result"},
    {"Enter", "opens the result"},
    {"Esc", "out of the search field"},
    {"?", "shows these keys"},
}};

}  // namespace

HttpReply help_page(const HttpRequest& request, const Site& site) {
  const PageState state(site.base_path, "/help", request.parameters);
  Html queries;
  for (const auto& [query, meaning] : kQueries)
    queries += element(
        "tr",
        {element("td", {element("a", {href(PageState(site.base_path, "/search", {}).only("q", query))}, {query})}),
         element("td", {meaning})});
  Html keys;
  for (const auto& [key, meaning] : kKeys)
    keys += element("tr", {element("td", {element("kbd", {key})}), element("td", {meaning})});
  const Html content =
      element("h2", {"How to search"}) + element("table", {element("tbody", {queries})}) +
      element("p",
              {"The best come first: how well an article fits, weighted by its quality. “Why here?” below a result "
               "shows what its place is made of."}) +
      element("p",
              {"The address of a page holds the whole search: pass it on, keep it, or give the feed at its foot to "
               "a feed reader to hear of new articles."}) +
      element("h2", {"Keys"}) + element("table", {{"id", "keys"}}, {element("tbody", {keys})});
  return page_reply(200, PageState(site.base_path, "/help", {}), site, {"Help", "", {}, content});
}

}  // namespace newsrank::server
