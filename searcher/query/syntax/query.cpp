// SPDX-License-Identifier: GPL-2.0-or-later
#include "newsrank/query.hpp"

#include <fmt/format.h>

#include <utility>

#include "core/text/characters.hpp"
#include "query/syntax/diagnostics.hpp"
#include "query/syntax/leaf.hpp"
#include "query/syntax/parser.hpp"
#include "query/syntax/tree.hpp"

namespace newsrank {
namespace detail {
namespace {

// Cuts at a character boundary.
std::string_view cut_text(std::string_view text, std::size_t max_bytes, Diagnostics& diagnostics) {
  if (text.size() <= max_bytes) return text;
  std::size_t cut = max_bytes;
  for (int steps = 0; steps < 3 && cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80; ++steps) --cut;
  diagnostics.warning("query_too_long", {cut, text.size()},
                      fmt::format("only the first {} bytes of the query are used", cut), "use a shorter query");
  return text.substr(0, cut);
}

Query parse_plain(std::string_view text, const ParseOptions& options, Diagnostics& diagnostics) {
  std::vector<Query> words;
  Query word;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_character(text, at);
    if (!is_blank(c)) {
      if (word.kind == QueryKind::nothing) word.begin = begin;
      word.kind = QueryKind::word;
      append_utf8(word.text, c);
      word.end = at;
    }
    if (word.kind == QueryKind::nothing || (!is_blank(c) && at < text.size())) continue;
    if (words.size() >= options.limits.max_nodes) {
      diagnostics.warning("too_many_terms", {word.begin, text.size()},
                          fmt::format("only the first {} terms are used", options.limits.max_nodes), "use fewer terms");
      break;
    }
    word.occur = options.require_all ? Occur::must : Occur::should;
    const Query whole = std::exchange(word, {});
    for (const std::string_view part : words_apart(whole.text)) {
      words.push_back(whole);
      words.back().text = part;
    }
  }
  return make_bag(std::move(words));
}

}  // namespace
}  // namespace detail

ParsedQuery detail::read_query(std::string_view text, const ParseOptions& options, const FieldTable& fields) {
  detail::Diagnostics diagnostics;
  text = detail::cut_text(text, options.limits.max_bytes, diagnostics);
  ParsedQuery parsed;
  if (options.plain) {
    parsed.query = detail::parse_plain(text, options, diagnostics);
  } else {
    parsed.query = detail::Parser(text, options, fields, diagnostics).parse();
  }
  parsed.diagnostics = diagnostics.take();
  return parsed;
}

ParsedQuery parse_query(std::string_view text, const ParseOptions& options) {
  if (options.fields.empty()) return detail::read_query(text, options, detail::FieldTable::built_in());
  const auto fields = detail::FieldTable::make(options.fields);
  return detail::read_query(text, options, fields ? **fields : detail::FieldTable::built_in());
}

}  // namespace newsrank
