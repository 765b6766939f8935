// SPDX-License-Identifier: GPL-2.0-or-later
// Offsets in units of UTF-16, as JavaScript, Java and C# count them, in place of bytes of UTF-8.
#pragma once

#include <string_view>

#include "newsrank/query.hpp"
#include "newsrank/query_explanation.hpp"
#include "newsrank/searcher.hpp"

namespace newsrank::detail {

// Rewrites the offsets of all marks, snippets and remarks. The hits have all texts of their articles.
void count_in_utf16(SearchResponse& response, std::string_view query_text);
void count_in_utf16(QueryExplanation& explanation, std::string_view query_text);
void count_in_utf16(ParsedQuery& parsed, std::string_view query_text);
// The way back, of the marks in a snippet; an offset within a character is its beginning.
void count_in_bytes(Snippet& snippet);

}  // namespace newsrank::detail
