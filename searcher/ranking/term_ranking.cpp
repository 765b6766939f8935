// SPDX-License-Identifier: GPL-2.0-or-later
#include "ranking/term_ranking.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "query/translation/word_group.hpp"
#include "ranking/article_scorer.hpp"
#include "ranking/evidence_scorer.hpp"
#include "ranking/shard_ranking.hpp"

namespace newsrank::detail {
namespace {

// How many articles match at least; where that is more than is to be counted, nothing is.
double least_matches(const IndexReader& index, const TermQuery& query) {
  if (query.matching == TermQuery::Matching::all || query.rest) return 0;
  double most = 0;
  for (const QueryWord& word : query.words) {
    if (word.mass < query.least_mass) continue;
    for (const WeightedTerm& form : word.forms) most = std::max(most, form.articles);
  }
  for (const std::string& term : query.excluded) most -= index.database().get_termfreq(term);
  return most;
}

double share_of(const QueryWord& word, Xapian::doccount size) {
  double holding = word.phrase_articles;
  if (word.forms.size() == 1) holding = std::max(holding, word.forms.front().articles);
  if (word.forms.size() > 1) holding = std::max<double>(holding, estimate_union(word.forms, size));
  return holding / static_cast<double>(size);
}

// The share of articles that hold words of the least mass, of those from `first` on.
double share_with_mass(const TermQuery& query, const std::vector<double>& shares, std::size_t first,
                       std::uint64_t mass) {
  if (mass >= query.least_mass) return 1;
  while (first < query.words.size() && query.words[first].mass == 0) ++first;
  if (first == query.words.size()) return 0;
  return shares[first] * share_with_mass(query, shares, first + 1, mass + query.words[first].mass) +
         (1 - shares[first]) * share_with_mass(query, shares, first + 1, mass);
}

// To two digits: it is no better.
Xapian::doccount rounded(double matches, double articles) {
  if (matches < 1) return 0;
  const double unit = std::pow(10, std::max(0.0, std::floor(std::log10(matches)) - 1));
  return static_cast<Xapian::doccount>(std::min(articles, std::round(matches / unit) * unit));
}

// From the frequencies in all shards, as if the words were independent of each other.
TermTotal estimate_total(const IndexReader& index, const TermQuery& query) {
  const Xapian::doccount size = index.database().get_doccount();
  const auto articles = static_cast<double>(size);
  std::vector<double> shares;
  double all = 1;
  double none = 1;
  for (const QueryWord& word : query.words) {
    shares.push_back(share_of(word, size));
    none *= 1 - shares.back();
    if (!word.added) all *= shares.back();
  }
  double share = 1 - none;
  if (query.matching == TermQuery::Matching::all) share = all;
  if (query.least_mass > 0) {
    const double found = share_with_mass(query, shares, 0, 0);
    share = query.rest ? std::max(0.0, share - found) : found;
  }
  double kept = articles;
  for (const std::string& term : query.excluded) kept *= 1 - index.database().get_termfreq(term) / articles;
  return {rounded(share * kept, articles), rounded(all * kept, articles), false};
}

// Each pattern takes a byte for each document of the shard.
bool has_few_patterns(const TermQuery& query) {
  constexpr std::ptrdiff_t kMaxPatterns = 16;
  return std::count_if(query.words.begin(), query.words.end(),
                       [](const QueryWord& word) { return word.forms.size() > 1; }) <= kMaxPatterns;
}

// Where positions decide, the matches of words in quotes are counted to the end: they would be looked at anyway.
bool counts_all(const TermQuery& query) {
  const bool all_needed = query.words.size() == 1 || query.matching == TermQuery::Matching::all;
  return all_needed &&
         std::any_of(query.words.begin(), query.words.end(), [](const QueryWord& word) { return word.forms.empty(); });
}

bool can_read_positions(const IndexReader::Shard& shard) {
  return shard.postings && shard.stored && shard.stored->positions();
}

}  // namespace

bool can_rank_terms(const IndexReader& index, const RankingRequest& request) {
  const TermQuery* terms = terms_of(request.query);
  if (terms != nullptr && has_phrases(*terms) &&
      !std::all_of(index.shards().begin(), index.shards().end(), can_read_positions))
    return false;
  return terms != nullptr && has_few_patterns(*terms) && request.scores && request.sort == SortOrder::relevance &&
         std::all_of(index.shards().begin(), index.shards().end(),
                     [](const IndexReader::Shard& shard) { return shard.column != nullptr; });
}

TermTotal rank_terms(const IndexReader& index, const RankingRequest& request, Xapian::doccount count_up_to,
                     BestArticles& best) {
  const TermQuery& query = *terms_of(request.query);
  const ArticleScorer scorer(index, request);
  const EvidenceScorer evidence(request.evidence, request.profile,
                                static_cast<double>(index.database().get_doccount()));
  const bool one_word = query.words.size() == 1 && !has_phrases(query) && query.excluded.empty() && !query.rest;
  MatchCount count;
  if (count_up_to > 0 && counts_all(query)) {
    count.up_to = std::numeric_limits<Xapian::doccount>::max();
  } else if (!one_word && least_matches(index, query) < count_up_to)
    count.up_to = count_up_to;
  Xapian::doccount holding = 0;
  for (std::size_t shard = 0; shard < index.shards().size(); ++shard) {
    ShardRanking ranking(index, shard, request, scorer, evidence, count, best);
    ranking.run();
    if (one_word) holding += ranking.holding_first_word();
  }
  if (one_word) return {holding, holding, true};
  if (count.goes_on())
    return {count.seen, query.matching == TermQuery::Matching::all ? count.seen : count.with_all, true};
  TermTotal total = estimate_total(index, query);
  total.value = std::max(count_up_to, total.value);
  total.all_words = std::min(total.all_words, total.value);
  return total;
}

}  // namespace newsrank::detail
