// What the searcher answers, as JSON: one writer for newsrank-search and the C interface.
#pragma once

#include <string_view>

#include "json/json_text.hpp"
#include "newsrank/searcher.hpp"

namespace newsrank::detail {

// The version of these objects' form, their member "schema_version". Raised when a member changes its meaning or goes;
// new members may come at any time.
inline constexpr int kJsonSchemaVersion = 1;

// The answer to the query `text`. `query_id` names the query of a batch; empty: it has none.
Json response_json(std::string_view text, const SearchResponse& response, std::string_view query_id = {});

// What the unfinished query `text` may become.
Json completions_json(std::string_view text, const Completions& completions);

}  // namespace newsrank::detail
