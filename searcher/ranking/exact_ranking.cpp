#include "ranking/exact_ranking.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "newsrank/schema.hpp"
#include "ranking/remote_values.hpp"
#include "ranking/weighting.hpp"

namespace newsrank::detail {
namespace {

// Room for rounding: a bound is taken a little higher, a cutoff a little lower than computed.
constexpr double kRounding = 1e-12;

class ExactRanking {
 public:
  ExactRanking(const IndexReader& index, const RankingRequest& request);
  Ranking run();

 private:
  Ranking by_score();
  Ranking by_value();
  Xapian::MSet ask(Xapian::doccount count, Xapian::doccount at_least, Ranking& ranking);
  void collect(const Xapian::MSet& matches);
  RankedArticle scored(Xapian::docid document, double relevance) const;
  double recency_of(Xapian::docid document) const;
  double sort_key_of(Xapian::docid document) const;
  double wanted_score() const;
  void keep_best();
  void order_ties(std::vector<RankedArticle>::iterator first, std::vector<RankedArticle>::iterator last);

  const IndexReader& index_;
  const RankingRequest& request_;
  const QualityNormaliser& normalise_;
  Xapian::Enquire enquire_;
  Xapian::doccount all_;
  std::vector<RankedArticle> found_;
};

bool better(const RankedArticle& a, const RankedArticle& b) {
  if (a.sort_key != b.sort_key) return a.sort_key > b.sort_key;
  return a.score != b.score ? a.score > b.score : a.quality > b.quality;
}

bool tied(const RankedArticle& a, const RankedArticle& b) {
  return !better(a, b) && !better(b, a);
}

Xapian::valueno slot_of(SortOrder sort) {
  switch (sort) {
    case SortOrder::relevance:
      break;
    case SortOrder::date:
      return kDateSlot;
    case SortOrder::quality:
      return kQualitySlot;
    case SortOrder::heat:
      return kHeatSlot;
  }
  return Xapian::BAD_VALUENO;
}

ExactRanking::ExactRanking(const IndexReader& index, const RankingRequest& request)
    : index_(index),
      request_(request),
      normalise_(index.quality_normaliser(request.profile.quality_normalisation)),
      enquire_(index.database()),
      all_(index.database().get_doccount()) {
  enquire_.set_query(request.query);
  if (request.scores) {
    enquire_.set_weighting_scheme(bm25_weight(request.profile));
  } else {
    enquire_.set_weighting_scheme(Xapian::BoolWeight());
  }
  if (index.has_remote()) carry_qualities(enquire_);
}

double ExactRanking::recency_of(Xapian::docid document) const {
  if (request_.profile.recency_weight == 0) return 1;
  const auto date = index_.published_at(document);
  return date ? recency_factor(request_.profile, *date, request_.now) : 1;
}

double ExactRanking::sort_key_of(Xapian::docid document) const {
  if (request_.sort == SortOrder::relevance) return 0;
  return index_.number(document, slot_of(request_.sort)).value_or(-std::numeric_limits<double>::infinity());
}

RankedArticle ExactRanking::scored(Xapian::docid document, double relevance) const {
  RankedArticle result;
  const float quality = index_.quality(document);
  result.document = document;
  result.relevance = relevance;
  result.quality = std::isnan(quality) ? normalise_.neutral() : quality;
  result.quality_factor = 1 + request_.profile.quality_weight * normalise_(quality);
  result.recency_factor = recency_of(document);
  result.score = result.relevance * result.quality_factor * result.recency_factor;
  result.sort_key = sort_key_of(document);
  return result;
}

Xapian::MSet ExactRanking::ask(Xapian::doccount count, Xapian::doccount at_least, Ranking& ranking) {
  ++ranking.passes;
  Xapian::MSet matches = enquire_.get_mset(0, count, at_least);
  if (index_.has_remote()) {
    learn_values(index_, request_, request_.sort == SortOrder::relevance ? kQualitySlot : slot_of(request_.sort),
                 matches);
  }
  return matches;
}

void ExactRanking::collect(const Xapian::MSet& matches) {
  found_.clear();
  found_.reserve(matches.size());
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    found_.push_back(scored(*match, request_.scores ? match.get_weight() : 1.0));
  }
}

// The score of the last wanted article among those found.
double ExactRanking::wanted_score() const {
  std::vector<double> scores;
  scores.reserve(found_.size());
  for (const RankedArticle& document : found_) scores.push_back(document.score);
  const auto kth = scores.begin() + static_cast<std::ptrdiff_t>(std::min(request_.wanted, scores.size())) - 1;
  std::nth_element(scores.begin(), kth, scores.end(), std::greater<>());
  return *kth;
}

void ExactRanking::order_ties(std::vector<RankedArticle>::iterator first, std::vector<RankedArticle>::iterator last) {
  struct Tie {
    RankedArticle document;
    std::optional<std::int64_t> date;
    std::string id;
  };
  std::vector<Tie> ties;
  for (auto each = first; each != last; ++each) ties.push_back({*each, index_.published_at(each->document), {}});
  std::sort(ties.begin(), ties.end(), [](const Tie& a, const Tie& b) { return a.date > b.date; });
  for (auto begin = ties.begin(); begin != ties.end();) {
    const auto end = std::find_if(begin, ties.end(), [&](const Tie& tie) { return tie.date != begin->date; });
    if (end - begin > 1) {
      for (auto each = begin; each != end; ++each) each->id = index_.article_id(each->document.document);
      std::sort(begin, end, [](const Tie& a, const Tie& b) { return a.id < b.id; });
    }
    begin = end;
  }
  std::transform(ties.begin(), ties.end(), first, [](const Tie& tie) { return tie.document; });
}

void ExactRanking::keep_best() {
  if (found_.size() > request_.wanted) {
    if (request_.wanted == 0) return found_.clear();
    // Keep everything that ties with the last wanted one until the ties are ordered.
    const auto last = found_.begin() + static_cast<std::ptrdiff_t>(request_.wanted) - 1;
    std::nth_element(found_.begin(), last, found_.end(), better);
    const RankedArticle worst = *last;
    const auto is_tied = [&](const RankedArticle& each) { return tied(each, worst); };
    found_.erase(std::partition(last + 1, found_.end(), is_tied), found_.end());
  }
  std::sort(found_.begin(), found_.end(), better);
  for (auto first = found_.begin(); first != found_.end();) {
    const auto last = std::find_if(first, found_.end(), [&](const RankedArticle& each) { return !tied(each, *first); });
    if (last - first > 1) order_ties(first, last);
    first = last;
  }
  if (found_.size() > request_.wanted) found_.resize(request_.wanted);
}

Ranking ExactRanking::by_score() {
  Ranking ranking;
  const double highest =
      (1 + request_.profile.quality_weight * normalise_.maximum()) * (1 + request_.profile.recency_weight);
  const auto with_margin =
      static_cast<Xapian::doccount>(std::min<std::size_t>(all_, request_.wanted * 2 + request_.margin));
  // Without weights the engine's order says nothing: take them all.
  const Xapian::doccount asked = request_.scores ? with_margin : all_;
  Xapian::MSet matches = ask(asked, std::max(asked, request_.count_up_to), ranking);
  ranking.total = matches.get_matches_estimated();
  ranking.total_exact = matches.get_matches_lower_bound() == matches.get_matches_upper_bound();
  collect(matches);
  ranking.candidates = found_.size();
  if (matches.size() == asked && asked < all_ && request_.wanted > 0) {
    const double to_beat = wanted_score();
    if (matches.back().get_weight() * highest * (1 + kRounding) >= to_beat) {
      enquire_.set_cutoff(0, to_beat / highest * (1 - kRounding));
      collect(ask(all_, 0, ranking));
      ranking.candidates += found_.size();
    }
  }
  return ranking;
}

// The engine orders by the value alone; ask until the last wanted article's ties are complete.
Ranking ExactRanking::by_value() {
  Ranking ranking;
  enquire_.set_sort_by_value(slot_of(request_.sort), true);
  for (std::size_t count = request_.wanted + request_.margin + 1;; count *= 4) {
    const auto asked = static_cast<Xapian::doccount>(std::min<std::size_t>(all_, count));
    const Xapian::MSet matches = ask(asked, std::max(asked, request_.count_up_to), ranking);
    ranking.total = matches.get_matches_estimated();
    ranking.total_exact = matches.get_matches_lower_bound() == matches.get_matches_upper_bound();
    collect(matches);
    ranking.candidates += found_.size();
    if (found_.size() < asked || asked == all_ || request_.wanted == 0) return ranking;
    if (found_[request_.wanted - 1].sort_key != found_.back().sort_key) return ranking;
  }
}

Ranking ExactRanking::run() {
  if (all_ == 0) return {};
  Ranking ranking = request_.sort == SortOrder::relevance ? by_score() : by_value();
  keep_best();
  ranking.documents = std::move(found_);
  return ranking;
}

// How many duplicates are among the matches.
std::uint64_t matching_duplicates(const IndexReader& index, const Xapian::Query& query) {
  std::uint64_t count = 0;
  for (const IndexReader::ShardDuplicates& shard : index.duplicates()) {
    Xapian::Enquire enquire(shard.database);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, query, shard.listed));
    count += enquire.get_mset(0, 0, shard.database.get_doccount()).get_matches_estimated();
  }
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
    ranking.total -= std::min(ranking.total, matching_duplicates(index, request.query));
    return ranking;
  }
}

}  // namespace

Ranking rank_exactly(const IndexReader& index, const RankingRequest& request) {
  return index.duplicates().empty() ? ExactRanking(index, request).run() : rank_without_duplicates(index, request);
}

}  // namespace newsrank::detail
