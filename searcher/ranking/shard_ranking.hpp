// SPDX-License-Identifier: GPL-2.0-or-later
// ShardRanking: the best articles of one shard, from the posting lists of a query's words (see term_ranking.hpp).
#pragma once

#include <xapian.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "index/article_column.hpp"
#include "index/article_words.hpp"
#include "index/index_reader.hpp"
#include "ranking/article_scorer.hpp"
#include "ranking/best_articles.hpp"
#include "ranking/evidence_scorer.hpp"
#include "ranking/exact_ranking.hpp"
#include "ranking/shard_terms.hpp"

namespace newsrank::detail {

// Counts matching articles as long as it is worth it.
struct MatchCount {
  Xapian::doccount seen = 0;
  Xapian::doccount with_all = 0;  // of these, hold all words that were asked for
  Xapian::doccount up_to = 0;     // further ones are not counted

  bool goes_on() const { return seen < up_to; }
};

// The references must outlive it. Throws Xapian::Error.
class ShardRanking {
 public:
  ShardRanking(const IndexReader& index, std::size_t shard, const RankingRequest& request, const ArticleScorer& scorer,
               const EvidenceScorer& evidence, MatchCount& count, BestArticles& best);

  Xapian::doccount holding_first_word() const { return terms_.words.front().stem.cursor.size(); }
  void run() { terms_of(request_.query)->matching == TermQuery::Matching::all ? all() : any(); }

 private:
  // What is known of an article, and the most it can be worth.
  struct Candidate {
    Xapian::docid document;
    TitleSketch title;
    double factor;       // of its quality, and the greatest of recency
    double terms;        // the most that its terms can weigh
    std::uint64_t held;  // words of the evidence that it may hold
    double evidence;     // the most that these can bring
  };

  void any();
  void all();
  Xapian::docid next_common(Xapian::docid document);
  void bound_next_unread();
  bool may_leave(const ShardWord& word) const;
  void stop_reading();
  bool is_found(Xapian::docid document);
  bool holds_all(Xapian::docid document);
  bool is_counted(Xapian::docid document);
  void read_last();
  void demand_of_last();
  Xapian::termcount demanded(Xapian::docid document) const;
  void consider(Xapian::docid document);
  Candidate candidate(Xapian::docid document) const;
  bool look_up_unread(Candidate& candidate);
  double terms_with_stems(const Candidate& candidate, double saturation) const;
  void score(const Candidate& candidate, double saturation);
  double evidence_of(const Candidate& candidate);
  std::string_view words_of(Xapian::docid document);

  // Whether an article of at most that score can be among the best.
  bool can_reach(double score) const { return score * (1 + kRounding) >= best_.score_to_reach(); }
  bool can_reach(const Candidate& candidate, double terms) const {
    return can_reach((terms + candidate.evidence) * candidate.factor);
  }

  const IndexReader& index_;
  const std::size_t shard_;
  const RankingRequest& request_;
  const ArticleScorer& scorer_;
  const EvidenceScorer& evidence_;
  const ArticleColumn& column_;
  MatchCount& count_;
  BestArticles& best_;
  ShardTerms terms_;
  // Where the engine reads kWordsSlot of the articles, in their order; opened when needed.
  std::optional<Xapian::ValueIterator> words_;
  std::string read_words_;
  std::uint64_t always_;  // words of the evidence that any article may hold, for all we know
  // The words by their greatest weight, the least first; if all must match, by their articles, the rarest first.
  std::vector<ShardWord*> order_;
  std::size_t unread_ = 0;         // as many of the first words of order_ are only looked up
  double greatest_unread_ = 0;     // weight of those together
  std::uint64_t mass_unread_ = 0;  // likewise
  const std::uint64_t least_mass_;
  const bool rest_;                // what does not hold that mass
  std::uint64_t held_unread_ = 0;  // their words of the evidence
  double next_unread_ = 0;         // the most of an article that holds only those and the next
  // Where one word is left to be read: how often it must stand in articles whose titles have so many words, and (0)
  // none of the query's.
  static constexpr std::size_t kTitleSizes = 16;
  std::array<Xapian::termcount, kTitleSizes> demanded_{};
  const double highest_recency_;
  const double highest_factor_;  // of quality and recency
};

}  // namespace newsrank::detail
