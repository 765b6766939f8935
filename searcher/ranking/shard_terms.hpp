// SPDX-License-Identifier: GPL-2.0-or-later
// ShardTerms: the words of a TermQuery in one shard, and what an article that holds them can weigh.
#pragma once

#include <xapian.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "index/index_reader.hpp"
#include "query/translation/term_query.hpp"
#include "ranking/postings/posting_cursor.hpp"
#include "ranking/weighting.hpp"

namespace newsrank::detail {

// One summand of the relevance.
struct Summand {
  PostingCursor cursor;
  TermWeight weight;

  bool stands_in(Xapian::docid document) const { return cursor.document() == document; }
  // Of the document at which the cursor stands.
  double current(double saturation) const { return weight(cursor.occurrences(), saturation); }
  // Moves the cursor; 0 if the document does not hold the term.
  double in(Xapian::docid document, double saturation) {
    cursor.skip_to(document);
    return stands_in(document) ? current(saturation) : 0;
  }
};

struct ShardWord {
  Summand stem;  // or what a pattern stands for
  double articles = 0;
  std::vector<Summand> boosters;
  double greatest_boost = 0;     // of all boosters together
  std::uint64_t evidence = 0;    // the word of the evidence that it is, as a bit
  std::uint64_t mass = 0;        // see TermQuery::least_mass
  bool added = false;            // nobody asked for it
  bool joins = false;            // it is the two words before it in one
  std::vector<Summand> apart{};  // what it weighs where it is found by a phrase; none: it has no phrases
  double greatest_apart = 0;     // of these together

  double greatest_stem() const { return std::max(stem.weight.greatest(), greatest_apart); }
  double greatest() const { return greatest_stem() + greatest_boost; }
  // Of the document at which the stem's cursor stands.
  bool is_apart() const { return !apart.empty() && stem.cursor.occurrences() == 0; }
};

class ShardTerms {
 public:
  ShardTerms(const IndexReader& index, std::size_t shard, const TermQuery& query, const RankingProfile& profile);

  bool is_excluded(Xapian::docid document);
  // Looks up its length where that counts.
  double saturation_of(Xapian::docid document) const {
    return saturation_.of(saturation_.depends_on_length() ? database().get_doclength(document) : 0);
  }
  const Saturation& saturation() const { return saturation_; }

  std::vector<ShardWord> words;  // as in the query
  std::vector<Summand> loose;
  double greatest_loose = 0;

 private:
  const Xapian::Database& database() const;
  double all_articles() const;
  ShardWord open(const QueryWord& word) const;
  Summand open(const WeightedTerm& term) const;
  Summand unite(const std::vector<WeightedTerm>& forms) const;
  Summand open_forms(const QueryWord& word) const;

  const IndexReader& index_;
  std::size_t shard_;
  const RankingProfile& profile_;
  const Saturation saturation_;
  std::vector<PostingCursor> excluded_;
};

}  // namespace newsrank::detail
