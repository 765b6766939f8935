// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/understanding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "query/spelling/correction.hpp"
#include "query/syntax/filter_tree.hpp"
#include "query/syntax/parser.hpp"
#include "query/syntax/tree.hpp"
#include "ranking/profiles/profiles.hpp"
#include "ranking/similar.hpp"

namespace newsrank::detail {
namespace {

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

Error nothing_to_search(const SearchRequest& request, const std::vector<QueryDiagnostic>& diagnostics) {
  if (request.like && is_blank(request.text))
    return {ErrorCode::invalid_query, "the article shares no telling word with the index", "search for words instead"};
  if (is_blank(request.text)) return {ErrorCode::invalid_query, "the query is empty", "write a word to search for"};
  if (diagnostics.empty())
    return {ErrorCode::invalid_query, "the query holds nothing to search for", "write a word to search for"};
  return {ErrorCode::invalid_query, diagnostics.front().message, diagnostics.front().hint};
}

RankingProfile profile_of(const SearchRequest& request, const IndexReader& index) {
  RankingProfile profile = request.profile.value_or(default_profile(index.mean_length()));
  profile.quality_weight = request.quality_weight.value_or(profile.quality_weight);
  profile.recency_weight = request.recency_weight.value_or(profile.recency_weight);
  profile.half_life_days = request.half_life_days.value_or(profile.half_life_days);
  return profile;
}

void correct(SearchState& state, const SearchRequest& request, UnderstoodQuery& understood) {
  const CorrectionOptions options{request.correct, state.table_of(request.synonyms), &state.index().fields()};
  auto corrected = correct_query(
      understood.tree, request.text, state.analyzer(), state.index().terms(), [&state] { return state.vocabulary(); },
      options);
  const auto remarks = correction_remarks(corrected.words);
  understood.diagnostics.insert(understood.diagnostics.end(), remarks.begin(), remarks.end());
  if (state.words_are_late() && !corrected.words.empty())
    understood.diagnostics.push_back({DiagnosticSeverity::note, "spelling_unchecked",
                                      "spelling was not checked: the servers did not list their words in time", "", 0,
                                      request.text.size()});
  if (!corrected.suggestion.empty()) understood.suggestion = std::move(corrected.suggestion);
  understood.tree = std::move(corrected.tree);
}

// In another order than that of relevance an article with few of the words would stand among the first.
bool wants_every_word(const SearchRequest& request) {
  const bool by_relevance = request.sort == SortOrder::relevance && request.sort_field.empty();
  return !by_relevance && !request.require_any;
}

std::string_view order_of(const SearchRequest& request) {
  if (!request.sort_field.empty()) return request.sort_field;
  return request.sort == SortOrder::date ? "date" : request.sort == SortOrder::quality ? "quality" : "heat";
}

// How many parts of a bag are looked for.
std::ptrdiff_t words_of(const Query& tree) {
  if (tree.kind != QueryKind::bag) return 1;
  return std::count_if(tree.children.begin(), tree.children.end(),
                       [](const Query& child) { return child.occur != Occur::must_not && !is_filter(child); });
}

ParseOptions parse_options(const SearchRequest& request, std::int64_t now) {
  ParseOptions options;
  options.plain = request.plain;
  options.require_all = request.require_all || wants_every_word(request);
  options.now = now;
  options.limits = request.limits;
  return options;
}

void read_text(SearchState& state, const SearchRequest& request, std::int64_t now, UnderstoodQuery& understood) {
  if (request.like && is_blank(request.text)) return;
  const ParseOptions options = parse_options(request, now);
  ParsedQuery parsed = read_query(request.text, options, state.index().fields());
  understood.tree = std::move(parsed.query);
  understood.diagnostics = std::move(parsed.diagnostics);
  if (options.require_all && !request.require_all && words_of(understood.tree) > 1) {
    understood.diagnostics.push_back({DiagnosticSeverity::note, "every_word",
                                      fmt::format("sorted by {}, so that every word has to match", order_of(request)),
                                      "", 0, request.text.size()});
  }
  correct(state, request, understood);
}

// Filters restrict what is searched for; without that they are all there is.
Result<void> add_filters(const SearchRequest& request, std::int64_t now, const FieldTable& fields,
                         UnderstoodQuery& understood) {
  Query& tree = understood.tree;
  const bool nothing_of_text = tree.kind == QueryKind::nothing && (request.like || !is_blank(request.text));
  if (nothing_of_text) return {};
  FilterContext context;
  context.now = now;
  context.max_values = request.limits.max_nodes;
  context.fields = &fields;
  context.place = request.text.size();
  context.remarks = &understood.diagnostics;
  auto filtered = with_filters(std::move(tree), request.filters, context);
  if (!filtered) return std::move(filtered).error();
  tree = std::move(*filtered);
  return {};
}

}  // namespace

Demand demand_of(const SearchRequest& request, const RankingProfile& profile) {
  const bool one_word = request.require_any || request.like;
  return {one_word ? Demand::Kind::none : Demand::Kind::telling, profile.match_share};
}

TranslatedQuery translate_tree(SearchState& state, const SearchRequest& request, const RankingProfile& profile,
                               const Query& tree, const Demand& demand) {
  TranslatorOptions options;
  options.demand = demand;
  options.exact_weight = profile.exact_weight;
  options.drop_stop_words = profile.drop_stop_words;
  options.max_expansions = request.limits.max_expansions;
  options.synonyms = state.table_of(request.synonyms);
  return translate(tree, state.analyzer(), state.index().terms(), options);
}

namespace {

// What the translation asks servers for, one after another, is asked for at once before.
void foresee(SearchState& state, const SearchRequest& request, std::int64_t now, const RankingProfile& profile) {
  if (is_blank(request.text)) return;
  state.index().foresee_counts([&] {
    UnderstoodQuery guessed;
    guessed.tree = read_query(request.text, parse_options(request, now), state.index().fields()).query;
    removed_terms(state.index().terms());
    if (add_filters(request, now, state.index().fields(), guessed))
      translate_tree(state, request, profile, guessed.tree, demand_of(request, profile));
  });
}

}  // namespace

Result<UnderstoodQuery> understand(SearchState& state, const SearchRequest& request, std::int64_t now) {
  UnderstoodQuery understood;
  understood.profile = profile_of(request, state.index());
  if (auto checked = check_profile(understood.profile); !checked) return std::move(checked).error();

  foresee(state, request, now, understood.profile);
  read_text(state, request, now, understood);
  if (request.like) {
    understood.tree = with_added(similar_query(*request.like, state.analyzer(), state.index().database()),
                                 std::move(understood.tree));
  }
  if (auto added = add_filters(request, now, state.index().fields(), understood); !added)
    return std::move(added).error();

  understood.demand = demand_of(request, understood.profile);
  understood.translated = translate_tree(state, request, understood.profile, understood.tree, understood.demand);
  auto& remarks = understood.diagnostics;
  std::move(understood.translated.diagnostics.begin(), understood.translated.diagnostics.end(),
            std::back_inserter(remarks));
  understood.translated.diagnostics.clear();
  std::stable_sort(remarks.begin(), remarks.end(),
                   [](const QueryDiagnostic& a, const QueryDiagnostic& b) { return a.begin < b.begin; });
  if (understood.translated.empty) return nothing_to_search(request, remarks);
  return understood;
}

}  // namespace newsrank::detail
