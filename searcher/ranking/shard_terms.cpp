// SPDX-License-Identifier: GPL-2.0-or-later
#include "ranking/shard_terms.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "query/translation/word_group.hpp"

namespace newsrank::detail {

ShardTerms::ShardTerms(const IndexReader& index, std::size_t shard, const TermQuery& query,
                       const RankingProfile& profile)
    : index_(index),
      shard_(shard),
      profile_(profile),
      saturation_(profile, index.database().get_average_length(), database().get_doclength_lower_bound()) {
  for (const QueryWord& word : query.words) words.push_back(open(word));
  for (const WeightedTerm& term : query.loose) {
    loose.push_back(open(term));
    greatest_loose += loose.back().weight.greatest();
  }
  for (const std::string& term : query.excluded) excluded_.emplace_back(index.shards()[shard], term);
}

const Xapian::Database& ShardTerms::database() const {
  return index_.shards()[shard_].database;
}

double ShardTerms::all_articles() const {
  return static_cast<double>(index_.database().get_doccount());
}

Summand ShardTerms::open(const WeightedTerm& term) const {
  return {PostingCursor(index_.shards()[shard_], term.term),
          TermWeight(profile_, all_articles(), term.articles, term.factor)};
}

Summand ShardTerms::unite(const std::vector<WeightedTerm>& forms) const {
  std::vector<std::string> terms;
  terms.reserve(forms.size());
  for (const WeightedTerm& form : forms) terms.push_back(form.term);
  const double articles = estimate_union(forms, index_.database().get_doccount());
  return {PostingCursor(std::make_unique<const UnitedPostings>(index_.shards()[shard_], std::move(terms))),
          TermWeight(profile_, all_articles(), articles, forms.front().factor)};
}

// Where a word has phrases, its cursor stands in their documents as well.
Summand ShardTerms::open_forms(const QueryWord& word) const {
  if (word.phrases.empty()) return word.forms.size() == 1 ? open(word.forms.front()) : unite(word.forms);
  std::unique_ptr<PostingCursor> forms;
  TermWeight weight(profile_, all_articles(), 0, 0);
  if (!word.forms.empty()) {
    Summand opened = word.forms.size() == 1 ? open(word.forms.front()) : unite(word.forms);
    weight = opened.weight;
    forms = std::make_unique<PostingCursor>(std::move(opened.cursor));
  }
  return {PostingCursor(std::make_unique<PhrasePostings>(index_.shards()[shard_], word.phrases, std::move(forms))),
          weight};
}

ShardWord ShardTerms::open(const QueryWord& word) const {
  ShardWord opened{open_forms(word), word.phrase_articles, {}, 0, 0, word.mass, word.added, word.joins};
  for (const WeightedTerm& term : word.phrase_terms) {
    opened.apart.push_back(open(term));
    opened.greatest_apart += opened.apart.back().weight.greatest();
  }
  for (const WeightedTerm& form : word.forms) opened.articles += form.articles;
  for (const WeightedTerm& booster : word.boosters) {
    opened.boosters.push_back(open(booster));
    opened.greatest_boost += opened.boosters.back().weight.greatest();
  }
  return opened;
}

bool ShardTerms::is_excluded(Xapian::docid document) {
  return std::any_of(excluded_.begin(), excluded_.end(), [&](PostingCursor& cursor) {
    cursor.skip_to(document);
    return cursor.document() == document;
  });
}

}  // namespace newsrank::detail
