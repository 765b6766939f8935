// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/search_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/clock.hpp"
#include "index/identity.hpp"
#include "query/syntax/diagnostics.hpp"
#include "query/translation/query_explanation.hpp"
#include "query/translation/runnable_query.hpp"
#include "query/translation/translator.hpp"
#include "ranking/exact_ranking.hpp"
#include "ranking/feedback.hpp"
#include "results/facets/facets.hpp"
#include "results/hits.hpp"
#include "results/snippets/snippets.hpp"
#include "results/stories/stories.hpp"
#include "search/facet_run.hpp"
#include "search/understanding.hpp"
#include "search/without_filters.hpp"

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
  if (!translated.with_removed) terms = removed_terms(index.terms());
  if (std::string own = own_term(request); !own.empty()) terms.push_back(std::move(own));
  return terms;
}

bool has_feedback(const UnderstoodQuery& understood) {
  return understood.profile.feedback_documents > 0 && understood.translated.scores;
}

void widen_by(const std::vector<Clause>& added, TranslatedQuery& translated, const Xapian::Database& database) {
  const TermQuery* const terms = terms_of(translated.query);
  const bool of_terms = terms != nullptr && !has_phrases(*terms);
  const bool adds_articles = translated.widenable && !(translated.demanding && !of_terms);
  widen(translated.query, added, adds_articles, database);
  translated.clauses.insert(translated.clauses.end(), added.begin(), added.end());
}

// Widens the understood query by the clauses of feedback that are known, or by what the profile asks for.
RankingRequest make_ranking_request(const IndexReader& index, const SearchRequest& request, UnderstoodQuery& understood,
                                    std::int64_t now, const std::vector<Clause>* feedback = nullptr) {
  TranslatedQuery& translated = understood.translated;
  RankingRequest ranking;
  ranking.scores = translated.scores;
  ranking.profile = understood.profile;
  ranking.wanted = request.offset + request.limit;
  ranking.now = now;
  ranking.count_up_to = kCountUpTo;
  ranking.sort = request.sort;
  if (!request.sort_field.empty()) {
    ranking.sort = SortOrder::date;  // any but relevance
    ranking.own_sort_slot = index.fields().find_own(request.sort_field)->slot;
    ranking.ascending = request.ascending;
  }
  const std::vector<std::string> excluded = excluded_terms(index, request, translated);
  ranking.query = translated.query;
  ranking.evidence = translated.evidence;
  if (!translated.both_of_all) ranking.all_words = translated.all_words;
  exclude(ranking.query, excluded);
  if (has_feedback(understood)) {
    widen_by(feedback != nullptr ? *feedback : feedback_clauses(index, ranking, translated.clauses), translated,
             index.database());
    ranking.query = translated.query;
    exclude(ranking.query, excluded);
  }
  return ranking;
}

Result<StoryRanking> rank(SearchState& state, const SearchRequest& request, const RankingRequest& ranking_request) {
  if (request.group_stories) return rank_stories(state.index(), ranking_request, state.analyzer());
  StoryRanking result;
  result.ranking = rank_exactly(state.index(), ranking_request);
  for (const RankedArticle& article : result.ranking.documents) result.stories.push_back({article, {}, false});
  return result;
}

// What is found, and how.
struct Found {
  RankingRequest ranking_request;
  StoryRanking ranked;
};

Result<Found> find(SearchState& state, const SearchRequest& request, UnderstoodQuery& understood, std::int64_t now) {
  Found found;
  found.ranking_request = make_ranking_request(state.index(), request, understood, now);
  auto ranked = rank(state, request, found.ranking_request);
  if (!ranked) return std::move(ranked).error();
  found.ranked = std::move(*ranked);
  return found;
}

// The understood query with another demand on its words, before it is widened by feedback.
TranslatedQuery demanding(SearchState& state, const SearchRequest& request, const UnderstoodQuery& understood,
                          const Demand& demand) {
  if (has_feedback(understood) || terms_of(understood.translated.query) == nullptr)
    return translate_tree(state, request, understood.profile, understood.tree, demand);
  TranslatedQuery translated = understood.translated;
  demand_anew(std::get<TermQuery>(translated.query), demand);
  translated.both = translated.both_of_all = false;
  return translated;
}

// Where few articles hold both of two words, those that hold a telling part count as well.
Result<Found> find_enough(SearchState& state, const SearchRequest& request, UnderstoodQuery& understood,
                          std::int64_t now) {
  constexpr std::uint64_t kFew = 3;
  auto found = find(state, request, understood, now);
  if (!found || !understood.translated.both || found->ranked.ranking.total >= kFew) return found;
  understood.demand.kind = Demand::Kind::share;
  understood.translated = demanding(state, request, understood, understood.demand);
  return find(state, request, understood, now);
}

// The best `count` stories of the rest, which hold any word, by score alone.
Result<std::vector<Story>> find_also(SearchState& state, const SearchRequest& request,
                                     const UnderstoodQuery& understood, const Found& found, std::size_t count) {
  UnderstoodQuery rest{understood.tree, understood.profile, {}, {}, understood.demand, {}};
  rest.profile.near_share = 0;
  rest.demand.rest = true;
  rest.translated = demanding(state, request, understood, rest.demand);
  std::vector<Clause> feedback;
  std::copy_if(understood.translated.clauses.begin(), understood.translated.clauses.end(), std::back_inserter(feedback),
               [](const Clause& clause) { return clause.kind == ClauseKind::feedback; });
  SearchRequest more = request;
  more.offset = 0;
  more.limit = count;
  RankingRequest ranking = make_ranking_request(state.index(), more, rest, found.ranking_request.now, &feedback);
  ranking.count_up_to = 0;
  auto ranked = rank(state, request, ranking);
  if (!ranked) return std::move(ranked).error();
  std::vector<Story> also = std::move(ranked->stories);
  for (Story& story : also) story.also = true;
  return also;
}

// Where less is found than a first page holds, it is filled up with the best of the rest. All are in one order; at
// equal scores what was found comes first.
Result<void> fill_first_page(SearchState& state, const SearchRequest& request, const UnderstoodQuery& understood,
                             Found& found) {
  std::vector<Story>& stories = found.ranked.stories;
  const bool has_rest = understood.translated.several || has_feedback(understood);
  if (!understood.translated.demanding || !has_rest || stories.size() >= request.limit) return {};
  auto also = find_also(state, request, understood, found, request.limit - stories.size());
  if (!also) return std::move(also).error();
  std::vector<Story> all;
  std::merge(std::make_move_iterator(stories.begin()), std::make_move_iterator(stories.end()),
             std::make_move_iterator(also->begin()), std::make_move_iterator(also->end()), std::back_inserter(all),
             [](const Story& a, const Story& b) {
               return std::pair(a.best.sort_key, a.best.score) > std::pair(b.best.sort_key, b.best.score);
             });
  stories = std::move(all);
  return {};
}

// The stories of the page that is asked for.
std::vector<Story> page_of(const SearchRequest& request, std::vector<Story> stories) {
  const auto skipped = static_cast<std::ptrdiff_t>(std::min(request.offset, stories.size()));
  stories.erase(stories.begin(), stories.begin() + skipped);
  return stories;
}

}  // namespace

namespace {

std::vector<ShardAnswer> shard_answers(const IndexReader& index) {
  std::vector<ShardAnswer> answers;
  for (const IndexReader::Shard& shard : index.shards())
    answers.push_back({shard.place.database, shard.place.shard, shard.commit, shard.name});
  return answers;
}

// Facets and orders are of fields that the snapshot has.
Result<void> check_fields(const SearchRequest& request, const FieldTable& fields) {
  if (auto checked = check_facets(request.facets, fields); !checked || request.sort_field.empty()) return checked;
  const Field* const field = fields.find_own(request.sort_field);
  if (field != nullptr && fields.declaration_of(*field).sortable) return {};
  std::string names;
  for (const FieldDeclaration& own : fields.declared()) names += own.sortable ? ", " + own.name : "";
  return Error{ErrorCode::invalid_argument, fmt::format("hits cannot be sorted by {}", in_quotes(request.sort_field)),
               "orders are relevance, date, quality, heat" + names};
}

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
  if (auto checked = check_fields(request, state.index().fields()); !checked) return std::move(checked).error();
  const Result<MemberSet> shown = request.fields ? member_set(*request.fields) : all_members();
  const Result<MemberSet> wanted = members_to_read(request, shown);
  if (!wanted) return wanted.error();
  const std::int64_t now = request.now.value_or(seconds_now());
  auto understood = understand(state, request, now);
  if (!understood) return std::move(understood).error();
  auto found = find_enough(state, request, *understood, now);
  if (!found) return std::move(found).error();
  if (auto filled = fill_first_page(state, request, *understood, *found); !filled) return std::move(filled).error();
  SearchResponse response;
  response.missing = state.index().missing();
  response.shards = shard_answers(state.index());
  const Ranking& ranking = found->ranked.ranking;
  response.total = {ranking.total, ranking.total_exact, ranking.all_words};
  const std::vector<Story> page = page_of(request, std::move(found->ranked.stories));
  auto hits = read_hits(state.index(), page, request.offset + 1, *wanted);
  if (!hits) return std::move(hits).error();
  response.hits = std::move(*hits);
  const std::vector<Clause>& clauses = understood->translated.clauses;
  if (request.explain)
    explain_hits(state.index(), found->ranking_request, clauses, page, state.analyzer(), response.hits);
  if (request.snippets)
    add_snippets(state.index().database(), clauses, *request.snippets, state.analyzer(), response.hits);
  for (Hit& hit : response.hits) {
    if (*wanted != *shown) keep_members(hit.article, *shown);
  }
  const auto restriction = [&](const TranslatedQuery& other) {
    return without(engine_query(other.query), excluded_terms(state.index(), request, other));
  };
  if (response.total.value == 0) {
    auto remarks = without_filters(state, request, *understood, restriction);
    std::move(remarks.begin(), remarks.end(), std::back_inserter(understood->diagnostics));
  }
  auto facets = run_facets(state, request, *understood, found->ranking_request.query, restriction);
  if (!facets) return std::move(facets).error();
  response.facets = std::move(*facets);
  response.query = std::move(understood->tree);
  response.profile = std::move(understood->profile);
  response.diagnostics = std::move(understood->diagnostics);
  response.suggestion = std::move(understood->suggestion);
  return response;
}

Result<QueryExplanation> run_explain_query(SearchState& state, const SearchRequest& request) {
  if (auto checked = check_fields(request, state.index().fields()); !checked) return std::move(checked).error();
  const std::int64_t now = request.now.value_or(seconds_now());
  auto understood = understand(state, request, now);
  if (!understood) return std::move(understood).error();
  QueryExplanation explanation;
  const bool corrected = std::any_of(understood->diagnostics.begin(), understood->diagnostics.end(),
                                     [](const QueryDiagnostic& each) { return each.code == "corrected"; });
  explanation.tokens =
      explain_tokens(understood->tree, corrected ? *understood->suggestion : request.text, state.analyzer());
  explanation.tree = describe_tree(understood->tree, state.index().fields());
  explanation.engine_query =
      engine_query(make_ranking_request(state.index(), request, *understood, now).query).get_description();
  explanation.diagnostics = std::move(understood->diagnostics);
  return explanation;
}

}  // namespace newsrank::detail
