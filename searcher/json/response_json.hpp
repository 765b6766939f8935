// SPDX-License-Identifier: GPL-2.0-or-later
// What the searcher returns, as JSON: one writer for newsrank-search and the C interface.
#pragma once

#include <string>
#include <string_view>

#include "json/json_writer.hpp"
#include "newsrank/searcher.hpp"

namespace newsrank::detail {

// The version of these objects' form, their member "schema_version". Raised when a member changes its meaning or goes;
// new members may come at any time.
inline constexpr int kJsonSchemaVersion = 1;

// The members of a hit.
void write_hit(JsonWriter& out, const Hit& hit);

// The members of a facet.
void write_facet(JsonWriter& out, const Facet& facet);

// The answer to the query `text`. `query_id` names the query of a batch; empty: it has none.
std::string response_json(std::string_view text, const SearchResponse& response, std::string_view query_id = {});

// What the unfinished query `text` may become.
std::string completions_json(std::string_view text, const Completions& completions);

}  // namespace newsrank::detail
