// SPDX-License-Identifier: GPL-2.0-or-later
// The C interface to Searcher.
#include <memory>
#include <string>
#include <vector>

#include "c/c_support.hpp"
#include "json/article_json.hpp"
#include "json/query_json.hpp"
#include "json/request_json.hpp"
#include "json/response_json.hpp"
#include "json/utf16.hpp"
#include "newsrank/searcher.hpp"

using newsrank::Result;
using newsrank::Searcher;
namespace detail = newsrank::detail;

struct newsrank_searcher {
  Searcher searcher;
};

newsrank_status newsrank_searcher_open(const char* const* databases, size_t count, const char* options,
                                       newsrank_searcher** searcher, newsrank_error** error) {
  if (searcher != nullptr) *searcher = nullptr;
  return detail::answer(error, [&]() -> Result<void> {
    auto valid = detail::check_not_null({{"searcher", searcher}, {"databases", databases}});
    for (size_t i = 0; valid && i < count; ++i) valid = detail::check_not_null({{"a database", databases[i]}});
    if (!valid) return valid;
    const auto chosen = detail::read_open_options(options == nullptr ? "{}" : options);
    if (!chosen) return chosen.error();
    auto opened = Searcher::open(std::vector<std::string>(databases, databases + count), *chosen);
    if (!opened) return std::move(opened).error();
    *searcher = new newsrank_searcher{*std::move(opened)};
    return {};
  });
}

newsrank_status newsrank_searcher_clone(const newsrank_searcher* searcher, newsrank_searcher** clone,
                                        newsrank_error** error) {
  if (clone != nullptr) *clone = nullptr;
  return detail::answer(error, [&]() -> Result<void> {
    if (auto valid = detail::check_not_null({{"searcher", searcher}, {"clone", clone}}); !valid) return valid;
    auto opened = searcher->searcher.clone();
    if (!opened) return std::move(opened).error();
    *clone = new newsrank_searcher{*std::move(opened)};
    return {};
  });
}

newsrank_status newsrank_searcher_refresh(newsrank_searcher* searcher, newsrank_error** error) {
  return detail::answer(error, [&]() -> Result<void> {
    if (auto valid = detail::check_not_null({{"searcher", searcher}}); !valid) return valid;
    return searcher->searcher.refresh();
  });
}

void newsrank_searcher_close(newsrank_searcher* searcher) {
  delete searcher;
}

newsrank_status newsrank_searcher_search(newsrank_searcher* searcher, const char* text, const char* options,
                                         char** response, newsrank_error** error) {
  if (response != nullptr) *response = nullptr;
  return detail::answer(error, [&]() -> Result<void> {
    auto valid = detail::check_not_null({{"searcher", searcher}, {"text", text}, {"response", response}});
    if (!valid) return valid;
    detail::OffsetUnit offsets{};
    auto request = detail::read_request(text, options == nullptr ? "{}" : options, &offsets);
    if (!request) return request.error();
    const auto shown = detail::shown_members(*request);
    if (!shown) return shown.error();
    auto found = searcher->searcher.search(*request);
    if (!found) return found.error();
    if (offsets == detail::OffsetUnit::utf16) detail::count_in_utf16(*found, text);
    *response = detail::new_string(detail::response_json(text, *found, {}, *shown));
    return {};
  });
}

newsrank_status newsrank_searcher_explain_query(newsrank_searcher* searcher, const char* text, const char* options,
                                                char** explanation, newsrank_error** error) {
  if (explanation != nullptr) *explanation = nullptr;
  return detail::answer(error, [&]() -> Result<void> {
    auto valid = detail::check_not_null({{"searcher", searcher}, {"text", text}, {"explanation", explanation}});
    if (!valid) return valid;
    detail::OffsetUnit offsets{};
    const auto request = detail::read_request(text, options == nullptr ? "{}" : options, &offsets);
    if (!request) return request.error();
    auto found = searcher->searcher.explain_query(*request);
    if (!found) return found.error();
    if (offsets == detail::OffsetUnit::utf16) detail::count_in_utf16(*found, text);
    *explanation = detail::new_string(detail::query_explanation_json(text, *found));
    return {};
  });
}

newsrank_status newsrank_searcher_complete(newsrank_searcher* searcher, const char* text, size_t limit,
                                           char** completions, newsrank_error** error) {
  if (completions != nullptr) *completions = nullptr;
  return detail::answer(error, [&]() -> Result<void> {
    auto valid = detail::check_not_null({{"searcher", searcher}, {"text", text}, {"completions", completions}});
    if (!valid) return valid;
    const auto found = searcher->searcher.complete(text, limit);
    if (!found) return found.error();
    *completions = detail::new_string(detail::completions_json(text, *found));
    return {};
  });
}

newsrank_status newsrank_searcher_find(newsrank_searcher* searcher, const char* id, char** article,
                                       newsrank_error** error) {
  if (article != nullptr) *article = nullptr;
  return detail::answer(error, [&]() -> Result<void> {
    auto valid = detail::check_not_null({{"searcher", searcher}, {"id", id}, {"article", article}});
    if (!valid) return valid;
    const auto found = searcher->searcher.find(id);
    if (!found) return found.error();
    if (*found) *article = detail::new_string(detail::article_json(**found));
    return {};
  });
}

newsrank_status newsrank_searcher_articles_after(newsrank_searcher* searcher, const char* after, size_t limit,
                                                 char** articles, newsrank_error** error) {
  if (articles != nullptr) *articles = nullptr;
  return detail::answer(error, [&]() -> Result<void> {
    auto valid = detail::check_not_null({{"searcher", searcher}, {"after", after}, {"articles", articles}});
    if (!valid) return valid;
    const auto found = searcher->searcher.articles_after(after, limit);
    if (!found) return found.error();
    *articles = detail::new_string(detail::articles_json(*found));
    return {};
  });
}

newsrank_status newsrank_searcher_payload(newsrank_searcher* searcher, size_t database, char** payload,
                                          newsrank_error** error) {
  if (payload != nullptr) *payload = nullptr;
  return detail::answer(error, [&]() -> Result<void> {
    if (auto valid = detail::check_not_null({{"searcher", searcher}, {"payload", payload}}); !valid) return valid;
    const auto found = searcher->searcher.payload(database);
    if (!found) return found.error();
    *payload = detail::new_string(*found);
    return {};
  });
}

uint64_t newsrank_searcher_article_count(const newsrank_searcher* searcher) {
  return searcher == nullptr ? 0 : searcher->searcher.article_count();
}
