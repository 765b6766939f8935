#include "search/search_run.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "index/identity.hpp"
#include "query/translation/query_explanation.hpp"
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

std::int64_t clock_now() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

// The identity of the article that others are to be like; empty: it has none.
std::string own_term(const SearchRequest& request) {
  if (!request.like) return {};
  if (!request.like->id.empty()) return identity_term(request.like->id);
  const auto id = canonical_url(request.like->url);
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

// Widens `translated` by feedback where the profile asks for it.
RankingRequest make_ranking_request(const IndexReader& index, const SearchRequest& request, TranslatedQuery& translated,
                                    const RankingProfile& profile, std::int64_t now) {
  RankingRequest ranking;
  ranking.scores = translated.scores;
  ranking.profile = profile;
  ranking.wanted = request.offset + request.limit;
  ranking.now = now;
  ranking.count_up_to = kCountUpTo;
  ranking.sort = request.sort;
  const std::vector<std::string> excluded = excluded_terms(index, request, translated);
  ranking.query = without(translated.query, excluded);
  ranking.terms = std::move(translated.terms);
  if (ranking.terms) ranking.terms->excluded = excluded;
  if (profile.feedback_documents > 0 && translated.scores) {
    auto added = feedback_clauses(index, ranking, translated.clauses);
    ranking.query = without(widened(translated, added), excluded);
    widen(ranking.terms, added, translated.widenable, index.database());
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

Result<SearchResponse> run_search(SearchState& state, const SearchRequest& request) {
  const std::int64_t now = request.now.value_or(clock_now());
  SearchResponse response;
  auto translated = understand(state, request, now, response);
  if (!translated) return std::move(translated).error();
  const RankingRequest ranking_request =
      make_ranking_request(state.index(), request, *translated, response.profile, now);
  auto ranked = rank(state, request, ranking_request);
  if (!ranked) return std::move(ranked).error();
  response.missing = state.index().missing();
  response.total = {ranked->ranking.total, ranked->ranking.total_exact};
  const std::vector<Story> page = page_of(request, std::move(ranked->stories));
  auto hits = read_hits(state.index(), page, request.offset + 1);
  if (!hits) return std::move(hits).error();
  response.hits = std::move(*hits);
  if (request.explain) {
    explain_hits(state.index(), ranking_request, translated->clauses, page, state.analyzer(), response.hits);
  }
  if (request.snippets)
    add_snippets(state.index().database(), translated->clauses, *request.snippets, state.analyzer(), response.hits);
  const auto restriction = [&](const TranslatedQuery& other) {
    return without(other.query, excluded_terms(state.index(), request, other));
  };
  auto facets = run_facets(state, request, response, ranking_request.query, restriction);
  if (!facets) return std::move(facets).error();
  response.facets = std::move(*facets);
  return response;
}

Result<QueryExplanation> run_explain_query(SearchState& state, const SearchRequest& request) {
  const std::int64_t now = request.now.value_or(clock_now());
  SearchResponse response;
  auto translated = understand(state, request, now, response);
  if (!translated) return std::move(translated).error();
  QueryExplanation explanation;
  const bool corrected = request.correct && response.suggestion.has_value();
  explanation.tokens =
      explain_tokens(response.query, corrected ? *response.suggestion : request.text, state.analyzer());
  explanation.tree = describe_tree(response.query);
  explanation.engine_query =
      make_ranking_request(state.index(), request, *translated, response.profile, now).query.get_description();
  explanation.diagnostics = std::move(response.diagnostics);
  return explanation;
}

}  // namespace newsrank::detail
