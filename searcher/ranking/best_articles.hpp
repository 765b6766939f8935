// SPDX-License-Identifier: GPL-2.0-or-later
// BestArticles: the best of many scored articles, in the order of results.
#pragma once

#include <cstddef>
#include <queue>
#include <vector>

#include "index/index_reader.hpp"
#include "ranking/exact_ranking.hpp"

namespace newsrank::detail {

// Keeps as many as are wanted, and all that tie with the last of them by sort key, score and quality, until the end:
// only then are dates and identities read. Memory: bounded by twice the wanted and the ties.
class BestArticles {
 public:
  // The index must outlive it.
  BestArticles(const IndexReader& index, std::size_t wanted, const Depth& depth = {});

  void add(const RankedArticle& article);
  // Starts over.
  void clear() { *this = BestArticles(*index_, wanted_, depth_); }

  // Whether as many as are wanted were added.
  bool full() const { return wanted_ == 0 || last_.size() == wanted_; }

  // The score of the last wanted article so far: articles of lower scores need not be added any more (where no sort key
  // comes before the score). 0 until full; infinite where none is wanted.
  double score_to_reach() const { return score_to_reach_; }

  // At most the wanted, best first; ties by quality, date (newest first), id. Throws Xapian::Error.
  std::vector<RankedArticle> take();

 private:
  // What places are decided by before anything has to be read.
  struct Place {
    double sort_key;
    double score;
    float quality;
    auto operator<=>(const Place&) const = default;
  };
  static Place place_of(const RankedArticle& article) { return {article.sort_key, article.score, article.quality}; }

  void add_to_first(double score);
  void drop_the_rest();
  void order_ties(std::vector<RankedArticle>::iterator first, std::vector<RankedArticle>::iterator last) const;

  const IndexReader* index_;
  std::size_t wanted_;
  Depth depth_;
  double score_to_reach_ = 0;
  std::priority_queue<Place, std::vector<Place>, std::greater<>> last_;     // of the best so far, the worst on top
  std::priority_queue<double, std::vector<double>, std::greater<>> first_;  // scores of the first depth_.places
  std::vector<RankedArticle> kept_;
};

}  // namespace newsrank::detail
