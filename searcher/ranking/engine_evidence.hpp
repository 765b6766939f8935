// SPDX-License-Identifier: GPL-2.0-or-later
// EngineEvidence: evidence where the engine ranks, which knows terms and values only.
//
// The engine is asked for more than the evidence can be: a word in a title weighs its whole mass there, whatever the
// title's length. So its weights bound the relevance, but for neighbours, which it is not asked for. What it gave for
// an article is known from the article's words, and is replaced by what the evidence is.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>

#include "index/index_reader.hpp"
#include "ranking/evidence_scorer.hpp"
#include "ranking/exact_ranking.hpp"

namespace newsrank::detail {

// The references must outlive it. Threads: one at a time. Throws Xapian::Error.
class EngineEvidence {
 public:
  EngineEvidence(const IndexReader& index, const RankingRequest& request);

  // Matches the same; weighs as said above.
  Xapian::Query asked(const Xapian::Query& query) const;
  // The relevance of an article to which the engine gave that weight for asked().
  double relevance(Xapian::docid document, double weight) const;
  // The relevance is at most the weight and this.
  double unasked() const { return unasked_; }
  // Reads the article's words (kWordsSlot), and its date.
  bool needs_words() const { return !scorer_.empty(); }
  bool needs_date() const { return scorer_.needs_date(); }

 private:
  struct Span {
    std::int64_t first;
    std::int64_t last;
  };

  double given(const SeenWords& seen, std::optional<std::int64_t> published_at) const;

  const IndexReader& index_;
  EvidenceScorer scorer_;
  std::optional<Span> time_;  // outside of it no article gets anything for its time
  double unasked_;
};

}  // namespace newsrank::detail
