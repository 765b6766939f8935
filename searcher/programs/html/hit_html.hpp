// SPDX-License-Identifier: GPL-2.0-or-later
// Hits of a search as markup: for the pages of newsrank-serve and the report of newsrank-search.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "newsrank/searcher.hpp"
#include "programs/html/html.hpp"

namespace newsrank::html {

// Where the parts of a hit lead; empty functions: nowhere, as in a report.
struct HitLinks {
  std::function<std::string(std::string_view field, const std::string& value)> narrow;  // this search, with a filter
  std::function<std::string(const Hit& hit)> similar;
  std::function<std::string(const Hit& hit)> explain;
  std::string list = "hit";  // begins the names of the hits, "hit-1"; one for each list of a page
};

// All hits of the response as a list.
Html hit_list(const SearchResponse& response, const HitLinks& links);

// The text with its marked words.
Html marked(const Snippet& snippet);

// A date with its exact moment in a tooltip; the text is the day.
Html date_html(std::int64_t seconds);

}  // namespace newsrank::html
