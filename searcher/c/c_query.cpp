// SPDX-License-Identifier: GPL-2.0-or-later
// The C interface to what needs no index: queries, snippets and identities.
#include <string>

#include "c/c_support.hpp"
#include "core/clock.hpp"
#include "json/json_parser.hpp"
#include "json/query_json.hpp"
#include "json/request_json.hpp"
#include "json/utf16.hpp"
#include "newsrank/article.hpp"
#include "newsrank/query.hpp"
#include "newsrank/snippet.hpp"

using newsrank::ErrorCode;
using newsrank::Result;
namespace detail = newsrank::detail;

newsrank_status newsrank_parse_query(const char* text, const char* options, char** parsed, newsrank_error** error) {
  if (parsed != nullptr) *parsed = nullptr;
  return detail::answer(error, [&]() -> Result<void> {
    if (auto valid = detail::check_not_null({{"text", text}, {"parsed", parsed}}); !valid) return valid;
    detail::OffsetUnit offsets{};
    const auto request = detail::read_request(text, options == nullptr ? "{}" : options, &offsets);
    if (!request) return request.error();
    newsrank::ParseOptions chosen;
    chosen.plain = request->plain;
    chosen.require_all = request->require_all;
    chosen.now = request->now.value_or(detail::seconds_now());
    chosen.limits = request->limits;
    newsrank::ParsedQuery query = newsrank::parse_query(text, chosen);
    if (offsets == detail::OffsetUnit::utf16) detail::count_in_utf16(query, text);
    *parsed = detail::new_string(detail::parsed_query_json(text, query));
    return {};
  });
}

newsrank_status newsrank_snippet_html(const char* snippet, const char* open, const char* close, const char* offsets,
                                      char** html, newsrank_error** error) {
  if (html != nullptr) *html = nullptr;
  return detail::answer(error, [&]() -> Result<void> {
    if (auto valid = detail::check_not_null({{"snippet", snippet}, {"html", html}}); !valid) return valid;
    const auto object = detail::parse_object(snippet, ErrorCode::invalid_argument);
    if (!object) return object.error();
    auto read = detail::read_snippet(*object, offsets == nullptr ? "utf-8" : offsets);
    if (!read) return read.error();
    *html = detail::new_string(
        newsrank::snippet_html(*read, open == nullptr ? "<mark>" : open, close == nullptr ? "</mark>" : close));
    return {};
  });
}

newsrank_status newsrank_canonical_url(const char* url, char** canonical, newsrank_error** error) {
  if (canonical != nullptr) *canonical = nullptr;
  return detail::answer(error, [&]() -> Result<void> {
    if (auto valid = detail::check_not_null({{"url", url}, {"canonical", canonical}}); !valid) return valid;
    const auto made = newsrank::canonical_url(url);
    if (!made) return made.error();
    *canonical = detail::new_string(*made);
    return {};
  });
}

newsrank_status newsrank_canonical_id(const char* id, char** canonical, newsrank_error** error) {
  if (canonical != nullptr) *canonical = nullptr;
  return detail::answer(error, [&]() -> Result<void> {
    if (auto valid = detail::check_not_null({{"id", id}, {"canonical", canonical}}); !valid) return valid;
    const auto made = newsrank::canonical_id(id);
    if (!made) return made.error();
    *canonical = detail::new_string(*made);
    return {};
  });
}
