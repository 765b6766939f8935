// SPDX-License-Identifier: GPL-2.0-or-later
// What the searcher returns, as JSON: one writer for newsrank-search and the C interface.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/member_set.hpp"
#include "json/article_json.hpp"
#include "json/json_writer.hpp"
#include "newsrank/searcher.hpp"

namespace newsrank::detail {

// The version of these objects' form, their member "schema_version". Raised when a member changes its meaning or goes;
// new members may come at any time.
inline constexpr int kJsonSchemaVersion = 1;

// The members of a hit; of its article only those given, and never the body unless it is asked for by name.
void write_hit(JsonWriter& out, const Hit& hit, const MemberSet& shown);
void write_hit(JsonWriter& out, const Hit& hit);
// Of the hit's own members those that are wanted, and `article` in place of its article.
void write_hit(JsonWriter& out, const Hit& hit, const Article& article, const MemberSet& shown,
               const std::function<bool(std::string_view)>& wanted);

// The members of a facet.
void write_facet(JsonWriter& out, const Facet& facet);

// The members that are written of a request's hits: those of its `fields`, or all but the body. The request is made to
// read those, and the texts that offsets are counted in.
Result<MemberSet> shown_members(SearchRequest& request);

// The answer to the query `text`, with those members of the articles. `query_id` names the query of a batch; empty: it
// has none.
std::string response_json(std::string_view text, const SearchResponse& response, std::string_view query_id = {},
                          const MemberSet& shown = summary_members());

// What stands in the place of an answer where there is none.
std::string error_json(std::string_view text, const Error& error, std::string_view query_id = {});

// What the unfinished query `text` may become.
std::string completions_json(std::string_view text, const Completions& completions);

}  // namespace newsrank::detail
