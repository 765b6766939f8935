// SPDX-License-Identifier: GPL-2.0-or-later
#include "ranking/best_articles.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "newsrank/schema.hpp"

namespace newsrank::detail {

BestArticles::BestArticles(const IndexReader& index, std::size_t wanted, const Depth& depth)
    : index_(&index),
      wanted_(wanted),
      depth_(depth),
      score_to_reach_(wanted == 0 ? std::numeric_limits<double>::infinity() : 0) {}

void BestArticles::add(const RankedArticle& article) {
  if (wanted_ == 0 || (depth_.places > 0 && article.score < score_to_reach_)) return;
  const Place place = place_of(article);
  if (full()) {
    if (place < last_.top()) return;
    if (place > last_.top()) {
      last_.pop();
      last_.push(place);
    }
  } else {
    last_.push(place);
  }
  if (full()) score_to_reach_ = std::max(score_to_reach_, last_.top().score);
  if (depth_.places > 0) add_to_first(article.score);
  kept_.push_back(article);
  if (kept_.size() == kept_.capacity()) drop_the_rest();
}

void BestArticles::add_to_first(double score) {
  if (first_.size() == depth_.places) {
    if (score <= first_.top()) return;
    first_.pop();
  }
  first_.push(score);
  if (first_.size() == depth_.places) score_to_reach_ = std::max(score_to_reach_, first_.top() * depth_.share);
}

// Leaves the wanted and their ties; makes room for as many again.
void BestArticles::drop_the_rest() {
  if (full()) std::erase_if(kept_, [&](const RankedArticle& each) { return place_of(each) < last_.top(); });
  kept_.reserve(2 * std::max(kept_.size(), wanted_));
}

void BestArticles::order_ties(std::vector<RankedArticle>::iterator first,
                              std::vector<RankedArticle>::iterator last) const {
  struct Tie {
    RankedArticle article;
    std::optional<std::int64_t> date;
    std::string id;
  };
  // Dates of one document after another cost far less.
  std::sort(first, last, [](const RankedArticle& a, const RankedArticle& b) { return a.document < b.document; });
  std::vector<Xapian::docid> documents;
  for (auto each = first; each != last; ++each) documents.push_back(each->document);
  index_->fetch(kDateSlot, std::move(documents));
  std::vector<Tie> ties;
  for (auto each = first; each != last; ++each) ties.push_back({*each, index_->published_at(each->document), {}});
  std::sort(ties.begin(), ties.end(), [](const Tie& a, const Tie& b) { return a.date > b.date; });
  for (auto begin = ties.begin(); begin != ties.end();) {
    const auto end = std::find_if(begin, ties.end(), [&](const Tie& tie) { return tie.date != begin->date; });
    if (end - begin > 1) {
      for (auto each = begin; each != end; ++each) each->id = index_->article_id(each->article.document);
      std::sort(begin, end, [](const Tie& a, const Tie& b) { return a.id < b.id; });
    }
    begin = end;
  }
  std::transform(ties.begin(), ties.end(), first, [](const Tie& tie) { return tie.article; });
}

std::vector<RankedArticle> BestArticles::take() {
  drop_the_rest();
  std::sort(kept_.begin(), kept_.end(),
            [](const RankedArticle& a, const RankedArticle& b) { return place_of(a) > place_of(b); });
  for (auto first = kept_.begin(); first != kept_.end();) {
    const auto last =
        std::find_if(first, kept_.end(), [&](const RankedArticle& each) { return place_of(each) != place_of(*first); });
    if (last - first > 1) order_ties(first, last);
    first = last;
  }
  if (kept_.size() > wanted_) kept_.resize(wanted_);
  if (depth_.places > 0) {
    while (!kept_.empty() && kept_.back().score < score_to_reach_) kept_.pop_back();
  }
  return std::move(kept_);
}

}  // namespace newsrank::detail
