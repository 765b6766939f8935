// SPDX-License-Identifier: GPL-2.0-or-later
#include "ranking/term_ranking.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "query/translation/word_group.hpp"
#include "ranking/article_scorer.hpp"
#include "ranking/shard_terms.hpp"

namespace newsrank::detail {
namespace {

// Counts matching articles as long as it is worth it.
struct MatchCount {
  Xapian::doccount seen = 0;
  Xapian::doccount up_to = 0;  // further ones are not counted

  bool goes_on() const { return seen < up_to; }
};

class ShardRanking {
 public:
  ShardRanking(const IndexReader& index, std::size_t shard, const RankingRequest& request, const ArticleScorer& scorer,
               MatchCount& count, BestArticles& best);

  Xapian::doccount holding_first_word() const { return terms_.words.front().stem.cursor.size(); }
  void run() { terms_of(request_.query)->matching == TermQuery::Matching::all ? all() : any(); }

 private:
  void any();
  void all();
  Xapian::docid next_common(Xapian::docid document);
  void stop_reading();
  void read_last();
  void consider(Xapian::docid document);
  double bound_with_stems(Xapian::docid document, double bound, double saturation) const;
  void score(Xapian::docid document, double saturation);

  // Whether an article of at most that score can be among the best.
  bool can_reach(double score) const { return score * (1 + kRounding) >= best_.score_to_reach(); }

  const IndexReader& index_;
  const std::size_t shard_;
  const RankingRequest& request_;
  const ArticleScorer& scorer_;
  const QualityColumn& qualities_;
  MatchCount& count_;
  BestArticles& best_;
  ShardTerms terms_;
  // The words by their greatest weight, the least first; if all must match, by their articles, the rarest first.
  std::vector<ShardWord*> order_;
  std::size_t unread_ = 0;      // as many of the first words of order_ are only looked up
  double greatest_unread_ = 0;  // weight of those together
  const double highest_recency_;
  const double highest_factor_;  // of quality and recency
};

ShardRanking::ShardRanking(const IndexReader& index, std::size_t shard, const RankingRequest& request,
                           const ArticleScorer& scorer, MatchCount& count, BestArticles& best)
    : index_(index),
      shard_(shard),
      request_(request),
      scorer_(scorer),
      qualities_(*index.shards()[shard].column),
      count_(count),
      best_(best),
      terms_(index, shard, *terms_of(request.query), request.profile),
      highest_recency_(scorer.highest_recency_factor()),
      highest_factor_(scorer.highest_quality_factor() * highest_recency_) {
  for (ShardWord& word : terms_.words) order_.push_back(&word);
  // Rarer words weigh more.
  const bool all = terms_of(request.query)->matching == TermQuery::Matching::all;
  std::stable_sort(order_.begin(), order_.end(), [all](const ShardWord* a, const ShardWord* b) {
    return all ? a->articles < b->articles : a->greatest() < b->greatest();
  });
}

// The least weighty words need not be read through once they could not lift an article on their own, and all matches
// that are to be counted were.
void ShardRanking::stop_reading() {
  if (count_.goes_on()) return;
  while (unread_ < order_.size()) {
    const double together = greatest_unread_ + order_[unread_]->greatest();
    if (can_reach((together + terms_.greatest_loose) * highest_factor_)) return;
    greatest_unread_ = together;
    ++unread_;
  }
}

void ShardRanking::any() {
  for (ShardWord* word : order_) word->stem.cursor.next();
  for (;;) {
    stop_reading();
    if (unread_ + 1 == order_.size() && !count_.goes_on()) return read_last();
    Xapian::docid document = PostingCursor::kEnd;
    for (std::size_t i = unread_; i < order_.size(); ++i)
      document = std::min(document, order_[i]->stem.cursor.document());
    if (document == PostingCursor::kEnd) return;
    consider(document);
    for (std::size_t i = unread_; i < order_.size(); ++i) {
      if (order_[i]->stem.stands_in(document)) order_[i]->stem.cursor.next();
    }
  }
}

// Where one word is still read through, it must stand in an article often enough.
void ShardRanking::read_last() {
  Summand& stem = order_.back()->stem;
  double to_reach = 0;
  Xapian::termcount at_least = 1;
  while (stem.cursor.document() != PostingCursor::kEnd && unread_ < order_.size()) {
    consider(stem.cursor.document());
    if (to_reach != best_.score_to_reach()) {
      to_reach = best_.score_to_reach();
      stop_reading();
      const double others = order_.back()->greatest_boost + greatest_unread_ + terms_.greatest_loose;
      at_least =
          stem.weight.least_for(to_reach / (highest_factor_ * (1 + kRounding)) - others, terms_.saturation().least());
    }
    stem.cursor.next(at_least);
  }
}

// The first document from `document` on that holds all words.
Xapian::docid ShardRanking::next_common(Xapian::docid document) {
  for (std::size_t i = 0; i < order_.size();) {
    PostingCursor& cursor = order_[i]->stem.cursor;
    cursor.skip_to(document);
    if (cursor.document() == document) {
      ++i;
    } else {
      document = cursor.document();
      if (document == PostingCursor::kEnd) break;
      i = 0;
    }
  }
  return document;
}

void ShardRanking::all() {
  for (Xapian::docid document = 1; (document = next_common(document)) != PostingCursor::kEnd; ++document)
    consider(document);
}

// Takes the bound on the document's score down step by step, by what is cheapest to find out first.
void ShardRanking::consider(Xapian::docid document) {
  if (count_.goes_on()) {
    if (terms_.is_excluded(document)) return;
    ++count_.seen;
  }
  double bound = terms_.greatest_loose + greatest_unread_;
  for (std::size_t i = unread_; i < order_.size(); ++i) {
    if (order_[i]->stem.stands_in(document)) bound += order_[i]->greatest();
  }
  if (!can_reach(bound * highest_factor_)) return;
  const double factor = scorer_.quality_factor(qualities_.at(document)) * highest_recency_;
  for (std::size_t i = unread_; i-- > 0 && can_reach(bound * factor);) {
    order_[i]->stem.cursor.skip_to(document);
    if (!order_[i]->stem.stands_in(document)) bound -= order_[i]->greatest();
  }
  if (!can_reach(bound * factor)) return;
  const double least = terms_.saturation().least();
  if (!can_reach(bound_with_stems(document, bound, least) * factor)) return;
  const double saturation = terms_.saturation_of(document);
  if (saturation > least && !can_reach(bound_with_stems(document, bound, saturation) * factor)) return;
  if (!terms_.is_excluded(document)) score(document, saturation);
}

// The bound with what the stems in the document weigh at that saturation instead of the most that they can.
double ShardRanking::bound_with_stems(Xapian::docid document, double bound, double saturation) const {
  for (const ShardWord& word : terms_.words) {
    if (word.stem.stands_in(document)) bound -= word.stem.weight.greatest() - word.stem.current(saturation);
  }
  return bound;
}

// Adds up the summands in the order of the query.
void ShardRanking::score(Xapian::docid document, double saturation) {
  double relevance = 0;
  for (ShardWord& word : terms_.words) {
    if (!word.stem.stands_in(document)) continue;
    relevance += word.stem.current(saturation);
    for (Summand& booster : word.boosters) relevance += booster.in(document, saturation);
  }
  for (Summand& term : terms_.loose) relevance += term.in(document, saturation);
  best_.add(scorer_(index_.in_all_shards(shard_, document), relevance));
}

// How many articles match at least; where that is more than is to be counted, nothing is.
double least_matches(const IndexReader& index, const TermQuery& query) {
  if (query.matching == TermQuery::Matching::all) return 0;
  double most = 0;
  for (const QueryWord& word : query.words) {
    for (const WeightedTerm& form : word.forms) most = std::max(most, form.articles);
  }
  for (const std::string& term : query.excluded) most -= index.database().get_termfreq(term);
  return most;
}

double share_of(const QueryWord& word, Xapian::doccount size) {
  const double holding = word.forms.size() == 1 ? word.forms.front().articles : estimate_union(word.forms, size);
  return holding / static_cast<double>(size);
}

// From the frequencies in all shards, as if the words were independent of each other. To two digits: it is no better.
Xapian::doccount estimate_matches(const IndexReader& index, const TermQuery& query) {
  const Xapian::doccount size = index.database().get_doccount();
  const auto articles = static_cast<double>(size);
  double all = 1;
  double none = 1;
  for (const QueryWord& word : query.words) {
    const double share = share_of(word, size);
    all *= share;
    none *= 1 - share;
  }
  double matches = articles * (query.matching == TermQuery::Matching::all ? all : 1 - none);
  for (const std::string& term : query.excluded) matches *= 1 - index.database().get_termfreq(term) / articles;
  const double unit = std::pow(10, std::max(0.0, std::floor(std::log10(matches)) - 1));
  return static_cast<Xapian::doccount>(std::min(articles, std::round(matches / unit) * unit));
}

// Each pattern takes a byte for each document of the shard.
bool has_few_patterns(const TermQuery& query) {
  constexpr std::ptrdiff_t kMaxPatterns = 16;
  return std::count_if(query.words.begin(), query.words.end(),
                       [](const QueryWord& word) { return word.forms.size() > 1; }) <= kMaxPatterns;
}

}  // namespace

bool can_rank_terms(const IndexReader& index, const RankingRequest& request) {
  const TermQuery* terms = terms_of(request.query);
  return terms != nullptr && has_few_patterns(*terms) && request.scores && request.sort == SortOrder::relevance &&
         std::all_of(index.shards().begin(), index.shards().end(),
                     [](const IndexReader::Shard& shard) { return shard.column != nullptr; });
}

TermTotal rank_terms(const IndexReader& index, const RankingRequest& request, Xapian::doccount count_up_to,
                     BestArticles& best) {
  const TermQuery& query = *terms_of(request.query);
  const ArticleScorer scorer(index, request);
  const bool one_word = query.words.size() == 1 && query.excluded.empty();
  MatchCount count;
  if (!one_word && least_matches(index, query) < count_up_to) count.up_to = count_up_to;
  Xapian::doccount holding = 0;
  for (std::size_t shard = 0; shard < index.shards().size(); ++shard) {
    ShardRanking ranking(index, shard, request, scorer, count, best);
    ranking.run();
    if (one_word) holding += ranking.holding_first_word();
  }
  if (one_word) return {holding, true};
  if (count.goes_on()) return {count.seen, true};
  return {std::max(count_up_to, estimate_matches(index, query)), false};
}

}  // namespace newsrank::detail
