// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/removal_query.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/clock.hpp"
#include "query/syntax/filter_tree.hpp"
#include "query/syntax/parser.hpp"
#include "query/translation/synonym_table.hpp"
#include "query/translation/translator.hpp"

namespace newsrank::detail {
namespace {

// The text and the filters as one tree.
Result<Query> read_request(const SearchRequest& request, const FieldTable& fields) {
  if (request.like) return Error{ErrorCode::invalid_argument, "articles are not removed for being alike", ""};
  ParseOptions options;
  options.plain = request.plain;
  options.require_all = request.require_all;
  options.now = request.now.value_or(seconds_now());
  options.limits = request.limits;
  ParsedQuery parsed = read_query(request.text, options, fields);
  if (!parsed.diagnostics.empty()) {
    const QueryDiagnostic& remark = parsed.diagnostics.front();
    return Error{ErrorCode::invalid_query, remark.message, remark.hint};
  }
  const bool blank = request.text.find_first_not_of(" \t\r\n") == std::string::npos;
  if (parsed.query.kind == QueryKind::nothing && !blank) return std::move(parsed.query);
  FilterContext context;
  context.now = options.now;
  context.max_values = request.limits.max_nodes;
  context.fields = &fields;
  return with_filters(std::move(parsed.query), request.filters, context);
}

}  // namespace

Result<Xapian::Query> removal_query(const SearchRequest& request, Analyzer& analyzer, const Xapian::Database& shard,
                                    const FieldTable& fields) {
  const auto tree = read_request(request, fields);
  if (!tree) return tree.error();
  TranslatorOptions options;
  options.max_expansions = request.limits.max_expansions;
  std::optional<SynonymTable> synonyms;
  if (request.synonyms) options.synonyms = &synonyms.emplace(*request.synonyms, analyzer);
  const TranslatedQuery translated = translate(*tree, analyzer, TermSource(shard, {}, fields), options);
  if (translated.empty) return Error{ErrorCode::invalid_query, "the query holds nothing to search for", ""};
  const auto cut = std::find_if(translated.diagnostics.begin(), translated.diagnostics.end(),
                                [](const QueryDiagnostic& each) { return each.code != "unknown_value"; });
  if (cut != translated.diagnostics.end()) return Error{ErrorCode::invalid_query, cut->message, cut->hint};
  const Xapian::Query matches = engine_matches(translated.query);
  return translated.with_removed ? matches : without(matches, removed_terms(shard));
}

}  // namespace newsrank::detail
