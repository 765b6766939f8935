// SPDX-License-Identifier: GPL-2.0-or-later
// What there is to say about a query: corrections, and places that are not as they should be.
#pragma once

#include <string>

#include "newsrank/searcher.hpp"
#include "programs/html/html.hpp"
#include "server/page/page_state.hpp"

namespace newsrank::server {

// "Did you mean …", each remark with the query and its place marked, and servers that did not answer.
// `text` is the query as it was run.
html::Html remarks(const SearchResponse& response, const std::string& text, const PageState& state);

}  // namespace newsrank::server
