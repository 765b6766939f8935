// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/search_run.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "core/clock.hpp"
#include "index/identity.hpp"
#include "query/translation/query_explanation.hpp"
#include "query/translation/runnable_query.hpp"
#include "query/translation/translator.hpp"
#include "ranking/exact_ranking.hpp"
#include "ranking/feedback.hpp"
#include "results/hits.hpp"
#include "results/snippets/snippets.hpp"
#include "results/stories/stories.hpp"
#include "search/facet_run.hpp"
#include "search/understanding.hpp"

namespace newsrank::detail {
namespace {

// Totals up to this are exact; further ones are estimates, which keeps frequent words cheap.
constexpr Xapian::doccount kCountUpTo = 10'000;

// The identity of the article that others are to be like; empty: it has none.
std::string own_term(const SearchRequest& request) {
  if (!request.like) return {};
  const auto id = canonical_id(request.like->id.empty() ? request.like->url : request.like->id);
  return id ? identity_term(*id) : std::string{};
}

// The terms of articles that are not to be found.
std::vector<std::string> excluded_terms(const IndexReader& index, const SearchRequest& request,
                                        const TranslatedQuery& translated) {
  std::vector<std::string> terms;
  if (!translated.with_removed) terms = removed_terms(index.database());
  if (std::string own = own_term(request); !own.empty()) terms.push_back(std::move(own));
  return terms;
}

// Widens the understood query by feedback where the profile asks for it.
RankingRequest make_ranking_request(const IndexReader& index, const SearchRequest& request, UnderstoodQuery& understood,
                                    std::int64_t now) {
  TranslatedQuery& translated = understood.translated;
  RankingRequest ranking;
  ranking.scores = translated.scores;
  ranking.profile = understood.profile;
  ranking.wanted = request.offset + request.limit;
  ranking.now = now;
  ranking.count_up_to = kCountUpTo;
  ranking.sort = request.sort;
  const std::vector<std::string> excluded = excluded_terms(index, request, translated);
  ranking.query = translated.query;
  ranking.evidence = std::move(translated.evidence);
  exclude(ranking.query, excluded);
  if (ranking.profile.feedback_documents > 0 && translated.scores) {
    auto added = feedback_clauses(index, ranking, translated.clauses);
    widen(translated.query, added, translated.widenable, index.database());
    ranking.query = translated.query;
    exclude(ranking.query, excluded);
    std::move(added.begin(), added.end(), std::back_inserter(translated.clauses));
  }
  return ranking;
}

Result<StoryRanking> rank(SearchState& state, const SearchRequest& request, const RankingRequest& ranking_request) {
  if (request.group_stories) return rank_stories(state.index(), ranking_request, state.analyzer());
  StoryRanking result;
  result.ranking = rank_exactly(state.index(), ranking_request);
  for (const RankedArticle& article : result.ranking.documents) result.stories.push_back({article, {}});
  return result;
}

// The stories of the page that is asked for.
std::vector<Story> page_of(const SearchRequest& request, std::vector<Story> stories) {
  const auto skipped = static_cast<std::ptrdiff_t>(std::min(request.offset, stories.size()));
  stories.erase(stories.begin(), stories.begin() + skipped);
  return stories;
}

}  // namespace

namespace {

// The members that are read: snippets and explanations look at texts.
Result<MemberSet> members_to_read(const SearchRequest& request, const Result<MemberSet>& shown) {
  if (!shown) return shown.error();
  MemberSet read = *shown;
  for (const char* const name : {"title", "excerpt", "body", "topics"}) {
    if (request.snippets || request.explain) add_member(read, name);
  }
  return read;
}

}  // namespace

Result<SearchResponse> run_search(SearchState& state, const SearchRequest& request) {
  const Result<MemberSet> shown = request.fields ? member_set(*request.fields) : all_members();
  const Result<MemberSet> wanted = members_to_read(request, shown);
  if (!wanted) return wanted.error();
  const std::int64_t now = request.now.value_or(seconds_now());
  auto understood = understand(state, request, now);
  if (!understood) return std::move(understood).error();
  const RankingRequest ranking_request = make_ranking_request(state.index(), request, *understood, now);
  auto ranked = rank(state, request, ranking_request);
  if (!ranked) return std::move(ranked).error();
  SearchResponse response;
  response.missing = state.index().missing();
  response.total = {ranked->ranking.total, ranked->ranking.total_exact};
  const std::vector<Story> page = page_of(request, std::move(ranked->stories));
  auto hits = read_hits(state.index(), page, request.offset + 1, *wanted);
  if (!hits) return std::move(hits).error();
  response.hits = std::move(*hits);
  const std::vector<Clause>& clauses = understood->translated.clauses;
  if (request.explain) explain_hits(state.index(), ranking_request, clauses, page, state.analyzer(), response.hits);
  if (request.snippets)
    add_snippets(state.index().database(), clauses, *request.snippets, state.analyzer(), response.hits);
  for (Hit& hit : response.hits) {
    if (*wanted != *shown) keep_members(hit.article, *shown);
  }
  const auto restriction = [&](const TranslatedQuery& other) {
    return without(engine_query(other.query), excluded_terms(state.index(), request, other));
  };
  auto facets = run_facets(state, request, *understood, ranking_request.query, restriction);
  if (!facets) return std::move(facets).error();
  response.facets = std::move(*facets);
  response.query = std::move(understood->tree);
  response.profile = std::move(understood->profile);
  response.diagnostics = std::move(understood->diagnostics);
  response.suggestion = std::move(understood->suggestion);
  return response;
}

Result<QueryExplanation> run_explain_query(SearchState& state, const SearchRequest& request) {
  const std::int64_t now = request.now.value_or(seconds_now());
  auto understood = understand(state, request, now);
  if (!understood) return std::move(understood).error();
  QueryExplanation explanation;
  const bool corrected = std::any_of(understood->diagnostics.begin(), understood->diagnostics.end(),
                                     [](const QueryDiagnostic& each) { return each.code == "corrected"; });
  explanation.tokens =
      explain_tokens(understood->tree, corrected ? *understood->suggestion : request.text, state.analyzer());
  explanation.tree = describe_tree(understood->tree);
  explanation.engine_query =
      engine_query(make_ranking_request(state.index(), request, *understood, now).query).get_description();
  explanation.diagnostics = std::move(understood->diagnostics);
  return explanation;
}

}  // namespace newsrank::detail
