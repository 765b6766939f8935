// SPDX-License-Identifier: GPL-2.0-or-later
// Any query (the first line) and any text (the rest): what the snippets of a hit promise is kept.
#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/characters.hpp"
#include "newsrank/analyzer.hpp"
#include "newsrank/query.hpp"
#include "newsrank/searcher.hpp"
#include "query/translation/translator.hpp"
#include "results/snippets/snippets.hpp"
#include "snippet_checks.hpp"

namespace {

// Articles hold valid UTF-8 only.
std::string as_stored(std::string_view bytes) {
  std::string text;
  for (std::size_t at = 0; at < bytes.size();)
    newsrank::detail::append_utf8(text, newsrank::detail::next_character(bytes, at));
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static auto analyzer = newsrank::Analyzer::create();
  static const Xapian::WritableDatabase nothing("", Xapian::DB_BACKEND_INMEMORY);
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(input.find('\n'), input.size());
  const std::string text = as_stored(input.substr(std::min(line + 1, input.size())));

  const newsrank::Query tree = newsrank::parse_query(input.substr(0, line)).query;
  const auto translated = newsrank::detail::translate(tree, *analyzer, newsrank::detail::TermSource(nothing), {});
  std::vector<newsrank::Hit> hits(1);
  newsrank::Article& article = hits.front().article;
  article.title = text.substr(0, text.find('\n'));
  article.excerpt = text;
  article.body = text + " " + text;

  newsrank::SnippetOptions options;
  options.length = 1 + size % 100;
  options.fragments = size % 4;
  newsrank::detail::add_snippets(nothing, translated.clauses, options, *analyzer, hits);
  const std::string broken =
      newsrank::test::broken_promise(*hits.front().snippets, options, article.title, article.excerpt, article.body);
  if (broken.empty()) return 0;
  std::fprintf(stderr, "broken: %s\n", broken.c_str());
  std::abort();
}
