// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/request.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "programs/html/report.hpp"
#include "programs/settings/search_settings.hpp"
#include "reading/one_article.hpp"

namespace newsrank::cli {
namespace {

bool wants_snippets(const Options& options) {
  const std::vector<std::string>& fields = options.settings.fields;
  if (options.interactive) return false;
  return options.snippets || options.settings.format == Format::text || options.settings.format == Format::html ||
         std::find(fields.begin(), fields.end(), "snippets") != fields.end();
}

}  // namespace

Result<SearchRequest> make_request(const Options& options) {
  const Settings& settings = options.settings;
  auto loaded = make_request(settings);
  if (!loaded) return loaded;
  SearchRequest request = std::move(*loaded);
  request.plain = options.plain;
  request.require_all = options.require_all;
  request.require_any = options.require_any;
  request.offset = options.offset;
  // All means as many as can be read.
  request.limit = std::min(request.limit, kMaxResultWindow - std::min(request.offset, kMaxResultWindow));
  request.now = options.now;
  request.filters = options.filters;
  request.facets = settings.format == Format::html ? html::report_facets() : options.facets;
  if (settings.format == Format::svg) request.limit = 0;
  if (wants_snippets(options)) request.snippets.emplace();
  request.explain = options.explain;
  request.group_stories = settings.group && settings.format != Format::trec;
  return request;
}

Result<Article> find_like(Searcher& searcher, const std::string& like) {
  if (!like.starts_with("http://") && !like.starts_with("https://")) {
    auto article = read_one_article(like);
    if (!article) {
      return Error{article.error().code, article.error().message,
                   "--like takes an address in the index, or the name of a file with an article or a text"};
    }
    return article;
  }
  auto found = searcher.find(like);
  if (!found) return std::move(found).error();
  if (!*found)
    return Error{ErrorCode::invalid_argument, "the index holds no article of the address " + like,
                 "give a file with its text instead"};
  return std::move(**found);
}

}  // namespace newsrank::cli
