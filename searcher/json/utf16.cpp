// SPDX-License-Identifier: GPL-2.0-or-later
#include "json/utf16.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "core/members.hpp"
#include "core/text/utf8.hpp"

namespace newsrank::detail {
namespace {

std::size_t units_of(char32_t character) {
  return character > 0xFFFF ? 2 : 1;
}

// How many units the first `bytes` of a text are.
std::size_t units_before(std::string_view text, std::size_t bytes) {
  const std::size_t end = std::min(bytes, text.size());
  std::size_t units = 0;
  for (std::size_t at = 0; at < end;) units += units_of(next_character(text, at));
  return units;
}

// How many bytes the first `units` of a text are.
std::size_t bytes_before(std::string_view text, std::size_t units) {
  std::size_t at = 0;
  for (std::size_t passed = 0; at < text.size();) {
    std::size_t next = at;
    passed += units_of(next_character(text, next));
    if (passed > units) break;
    at = next;
  }
  return at;
}

template <typename Place>
void convert(Place& place, std::string_view text) {
  place.begin = units_before(text, place.begin);
  place.end = units_before(text, place.end);
}

template <typename Place>
void convert_all(std::vector<Place>& places, std::string_view text) {
  for (Place& place : places) convert(place, text);
}

std::string_view text_of(const Article& article, std::string_view name) {
  std::string_view found;
  for_each_member_of_type<std::string>(article, [&](const Member& row, const std::string& text) {
    if (row.object.empty() && row.name == name) found = text;
  });
  return found;
}

void convert(Snippet& snippet, const Article& article) {
  snippet.begin = units_before(text_of(article, snippet.field), snippet.begin);
  convert_all(snippet.marks, snippet.text);
}

void convert_tree(Query& node, std::string_view text) {
  convert(node, text);
  for (Query& child : node.children) convert_tree(child, text);
}

}  // namespace

void count_in_utf16(SearchResponse& response, std::string_view query_text) {
  convert_all(response.diagnostics, query_text);
  for (Hit& hit : response.hits) {
    if (!hit.snippets) continue;
    convert(hit.snippets->title, hit.article);
    for (Snippet& fragment : hit.snippets->fragments) convert(fragment, hit.article);
  }
}

void count_in_utf16(QueryExplanation& explanation, std::string_view query_text) {
  convert_all(explanation.tokens, query_text);
  convert_all(explanation.diagnostics, query_text);
}

void count_in_utf16(ParsedQuery& parsed, std::string_view query_text) {
  convert_tree(parsed.query, query_text);
  convert_all(parsed.diagnostics, query_text);
}

void count_in_bytes(Snippet& snippet) {
  for (Mark& mark : snippet.marks) {
    mark.begin = bytes_before(snippet.text, mark.begin);
    mark.end = bytes_before(snippet.text, mark.end);
  }
}

}  // namespace newsrank::detail
