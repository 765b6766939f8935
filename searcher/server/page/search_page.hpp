// SPDX-License-Identifier: GPL-2.0-or-later
// The page of results, and the page of the whole collection where nothing is searched for.
#pragma once

#include "server/http/message.hpp"
#include "server/page/over_time.hpp"
#include "server/serving/search_parameters.hpp"
#include "server/serving/site.hpp"

namespace newsrank::server {

// What a page of results asks the library for.
struct PageSearch {
  SearchParameters parameters;  // with the facets and snippets that the page shows
  Stacking stacking;            // of the timeline
};

// Error: invalid_argument.
Result<PageSearch> read_page_search(const Parameters& parameters, const SearchDefaults& defaults);

HttpReply search_page(const HttpRequest& request, const Site& site);

}  // namespace newsrank::server
