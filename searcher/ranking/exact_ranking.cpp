// SPDX-License-Identifier: GPL-2.0-or-later
#include "ranking/exact_ranking.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

#include "index/engine_run.hpp"
#include "newsrank/schema.hpp"
#include "ranking/article_scorer.hpp"
#include "ranking/best_articles.hpp"
#include "ranking/engine_evidence.hpp"
#include "ranking/near_equals.hpp"
#include "ranking/remote_values.hpp"
#include "ranking/term_ranking.hpp"
#include "ranking/weighting.hpp"

namespace newsrank::detail {
namespace {

// Keeps the engine from leaving out what cannot be among the best (see exact_ranking.hpp); then its totals are exact.
constexpr auto kLookAtAll = std::numeric_limits<Xapian::doccount>::max();

// Whether each match is found by the positions of its words.
bool is_positional(const Xapian::Query& query) {
  using Query = Xapian::Query;
  const auto count_positional = [&query] {
    std::size_t positional = 0;
    for (std::size_t i = 0; i < query.get_num_subqueries(); ++i)
      positional += is_positional(query.get_subquery(i)) ? 1 : 0;
    return positional;
  };
  switch (query.get_type()) {
    case Query::OP_PHRASE:
    case Query::OP_NEAR:
      return true;
    case Query::OP_AND:
    case Query::OP_FILTER:
      return count_positional() > 0;
    case Query::OP_OR:
      return count_positional() == query.get_num_subqueries();
    case Query::OP_AND_MAYBE:
    case Query::OP_AND_NOT:
    case Query::OP_SCALE_WEIGHT:
      return is_positional(query.get_subquery(0));
    default:
      return false;
  }
}

std::uint64_t count_matches(const IndexReader& index, const Xapian::Database& database, const Xapian::Query& query) {
  Xapian::Enquire enquire(database);
  set_unweighted(enquire, index, query);
  return enquire.get_mset(0, 0, kLookAtAll).get_matches_estimated();
}

class ExactRanking {
 public:
  ExactRanking(const IndexReader& index, const RankingRequest& request);
  Ranking run();

 private:
  void by_terms();
  void prepare_engine();
  void by_score();
  void by_value();
  std::uint64_t count_all_words() const;
  Xapian::doccount with_margin() const;
  Xapian::doccount for_one_pass() const;
  Xapian::MSet ask(Xapian::doccount count);
  void collect(const Xapian::MSet& matches);
  double relevance_of(const Xapian::MSetIterator& match) const;
  bool is_settled(double weight) const;

  const IndexReader& index_;
  const RankingRequest& request_;
  const ArticleScorer scorer_;
  const EngineEvidence evidence_;
  Xapian::Query query_;  // what the engine runs, if it does
  Xapian::Enquire enquire_;
  Xapian::doccount all_;
  BestArticles best_;
  Ranking ranking_;
};

ExactRanking::ExactRanking(const IndexReader& index, const RankingRequest& request)
    : index_(index),
      request_(request),
      scorer_(index, request),
      evidence_(index, request),
      enquire_(index.database()),
      all_(index.database().get_doccount()),
      best_(index, request.wanted, request.depth) {}

void ExactRanking::prepare_engine() {
  query_ = engine_query(request_.query);
  const Xapian::Query asked = evidence_.asked(query_);
  if (request_.scores) {
    set_weighted(enquire_, index_, asked, bm25_weight(request_.profile));
  } else {
    set_unweighted(enquire_, index_, asked);
  }
  if (index_.has_remote()) carry_qualities(enquire_);
}

Xapian::doccount ExactRanking::with_margin() const {
  return static_cast<Xapian::doccount>(std::min<std::size_t>(all_, request_.wanted * 2 + request_.margin));
}

// To look at positions a second time costs more than to score all articles that are counted.
Xapian::doccount ExactRanking::for_one_pass() const {
  if (index_.has_remote() || !is_positional(query_)) return with_margin();
  return std::min(all_, std::max(with_margin(), request_.count_up_to));
}

Xapian::MSet ExactRanking::ask(Xapian::doccount count) {
  ++ranking_.passes;
  Xapian::MSet matches = enquire_.get_mset(0, count, kLookAtAll);
  ranking_.total = matches.get_matches_estimated();
  if (index_.has_remote()) {
    const Xapian::valueno carried = request_.sort == SortOrder::relevance ? kQualitySlot : sort_slot(request_);
    learn_values(index_, request_, evidence_, carried, matches);
  }
  return matches;
}

void ExactRanking::collect(const Xapian::MSet& matches) {
  constexpr std::size_t kFetched = 64;  // at once
  std::size_t fetched = 0;
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    if (fetched-- == 0) {
      fetched = kFetched - 1;
      std::vector<Xapian::docid> documents;
      for (auto next = match; next != matches.end() && documents.size() < kFetched; ++next) documents.push_back(*next);
      if (evidence_.needs_words()) index_.fetch(kWordsSlot, std::move(documents));
    }
    if (request_.sort == SortOrder::relevance && request_.scores && is_settled(match.get_weight())) return;
    best_.add(scorer_(*match, relevance_of(match)));
  }
}

double ExactRanking::relevance_of(const Xapian::MSetIterator& match) const {
  return request_.scores ? evidence_.relevance(*match, own_weight(match.get_weight())) : 1.0;
}

// Whether no article to which the engine gives that weight, or less, can be among the best.
bool ExactRanking::is_settled(double weight) const {
  const double highest = scorer_.highest_quality_factor() * scorer_.highest_recency_factor();
  return (weight + evidence_.unasked()) * highest * (1 + kRounding) < best_.score_to_reach();
}

void ExactRanking::by_terms() {
  const TermTotal total = rank_terms(index_, request_, request_.count_up_to, best_);
  ranking_.total = total.value;
  ranking_.all_words = total.all_words;
  ranking_.total_exact = total.exact;
}

void ExactRanking::by_score() {
  // Without weights the engine's order says nothing: take them all.
  for (std::uint64_t count = request_.scores ? for_one_pass() : all_;; count *= 8) {
    const auto asked = static_cast<Xapian::doccount>(std::min<std::uint64_t>(all_, count));
    const Xapian::MSet matches = ask(asked);
    best_.clear();
    collect(matches);
    if (matches.size() < asked || asked == all_ || request_.wanted == 0) return;
    if (is_settled(matches.back().get_weight())) return;
  }
}

// The engine orders by the value alone; ask until the last wanted article's ties are complete. From the least on it
// would begin with what has none: take them all.
void ExactRanking::by_value() {
  enquire_.set_sort_by_value(sort_slot(request_), true);
  for (std::size_t count = request_.ascending ? all_ : request_.wanted + request_.margin + 1;; count *= 4) {
    const auto asked = static_cast<Xapian::doccount>(std::min<std::size_t>(all_, count));
    const Xapian::MSet matches = ask(asked);
    best_.clear();
    collect(matches);
    if (matches.size() < asked || asked == all_ || request_.wanted == 0) return;
    const auto last_wanted = scorer_.sort_key_of(*matches[static_cast<Xapian::doccount>(request_.wanted - 1)]);
    if (last_wanted != scorer_.sort_key_of(*matches.back())) return;
  }
}

std::uint64_t ExactRanking::count_all_words() const {
  if (request_.all_words.empty() || ranking_.total == 0) return ranking_.total;
  return count_matches(index_, index_.database(), Xapian::Query(Xapian::Query::OP_FILTER, query_, request_.all_words));
}

Ranking ExactRanking::run() {
  if (all_ == 0) return {};
  if (can_rank_terms(index_, request_)) {
    by_terms();
  } else {
    prepare_engine();
    request_.sort == SortOrder::relevance ? by_score() : by_value();
    ranking_.all_words = count_all_words();
  }
  ranking_.documents = best_.take();
  return std::move(ranking_);
}

// How many duplicates are among the matches.
std::uint64_t matching_duplicates(const IndexReader& index, const Xapian::Query& query) {
  std::uint64_t count = 0;
  for (const IndexReader::ShardDuplicates& shard : index.duplicates())
    count += count_matches(index, shard.database, Xapian::Query(Xapian::Query::OP_FILTER, query, shard.listed));
  return count;
}

Ranking rank_without_duplicates(const IndexReader& index, const RankingRequest& request) {
  RankingRequest more = request;
  more.wanted += request.wanted / 4;
  for (;; more.wanted *= 2) {
    Ranking ranking = ExactRanking(index, more).run();
    const bool all = ranking.documents.size() < more.wanted;
    std::erase_if(ranking.documents, [&](const RankedArticle& each) { return index.is_duplicate(each.document); });
    if (!all && ranking.documents.size() < request.wanted) continue;
    if (ranking.documents.size() > request.wanted) ranking.documents.resize(request.wanted);
    const Xapian::Query query = engine_query(request.query);
    ranking.total -= std::min(ranking.total, matching_duplicates(index, query));
    const Xapian::Query with_all =
        request.all_words.empty() ? query : Xapian::Query(Xapian::Query::OP_FILTER, query, request.all_words);
    ranking.all_words -= std::min(ranking.all_words, matching_duplicates(index, with_all));
    return ranking;
  }
}

Ranking rank_by_score(const IndexReader& index, const RankingRequest& request) {
  return index.duplicates().empty() ? ExactRanking(index, request).run() : rank_without_duplicates(index, request);
}

}  // namespace

// No article below the square of the share is likely to pass one of the first: it would have to pass one that had
// passed one itself. Whether that suffices shows in the scores of those that are first in the end, since of the
// articles that came among them each had a lower score than those before.
Ranking rank_exactly(const IndexReader& index, const RankingRequest& request) {
  if (!orders_near_equals(request) || request.wanted == 0) return rank_by_score(index, request);
  RankingRequest deeper = request;
  deeper.wanted = std::max(request.wanted, kNearWindow);
  const double near = 1 - request.profile.near_share;
  if (deeper.wanted > request.wanted && index.duplicates().empty()) deeper.depth = {request.wanted, near * near};
  for (;; deeper.depth = {}) {
    Ranking ranking = rank_by_score(index, deeper);
    auto& documents = ranking.documents;
    const bool cut = deeper.depth.places > 0 && documents.size() >= request.wanted;
    const double least = cut ? documents[request.wanted - 1].score * near : 0;
    order_near_equals(index, request, documents);
    if (documents.size() > request.wanted) documents.resize(request.wanted);
    if (std::none_of(documents.begin(), documents.end(),
                     [least](const RankedArticle& article) { return article.score < least; }))
      return ranking;
  }
}

}  // namespace newsrank::detail
