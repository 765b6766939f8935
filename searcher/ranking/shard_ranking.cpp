// SPDX-License-Identifier: GPL-2.0-or-later
#include "ranking/shard_ranking.hpp"

#include <algorithm>

#include "newsrank/schema.hpp"

namespace newsrank::detail {
namespace {

// The word of the evidence that a word of the query is, as a bit; 0 if it is none.
std::uint64_t bit_of(const QueryWord& word, const Evidence& evidence) {
  if (word.forms.size() != 1) return 0;
  for (std::size_t i = 0; i < evidence.words.size(); ++i) {
    if (evidence.words[i].term == word.forms.front().term) return EvidenceScorer::bit(i);
  }
  return 0;
}

}  // namespace

ShardRanking::ShardRanking(const IndexReader& index, std::size_t shard, const RankingRequest& request,
                           const ArticleScorer& scorer, const EvidenceScorer& evidence, MatchCount& count,
                           BestArticles& best)
    : index_(index),
      shard_(shard),
      request_(request),
      scorer_(scorer),
      evidence_(evidence),
      column_(*index.shards()[shard].column),
      count_(count),
      best_(best),
      terms_(index, shard, *terms_of(request.query), request.profile),
      always_(evidence.all()),
      least_mass_(terms_of(request.query)->least_mass),
      rest_(terms_of(request.query)->rest && least_mass_ > 0),
      highest_recency_(scorer.highest_recency_factor()),
      highest_factor_(scorer.highest_quality_factor() * highest_recency_) {
  for (std::size_t i = 0; i < terms_.words.size(); ++i) {
    terms_.words[i].evidence = bit_of(terms_of(request.query)->words[i], request.evidence);
    always_ &= ~terms_.words[i].evidence;
    order_.push_back(&terms_.words[i]);
  }
  // Rarer words weigh more.
  const bool all = terms_of(request.query)->matching == TermQuery::Matching::all;
  std::stable_sort(order_.begin(), order_.end(), [&](const ShardWord* a, const ShardWord* b) {
    if (all) return a->articles < b->articles;
    if (least_mass_ > 0 && (a->mass > 0) != (b->mass > 0)) return b->mass > 0;
    return a->greatest() < b->greatest();
  });
  bound_next_unread();
}

void ShardRanking::bound_next_unread() {
  if (unread_ == order_.size()) return;
  const ShardWord& next = *order_[unread_];
  const double terms = greatest_unread_ + next.greatest() + terms_.greatest_loose;
  next_unread_ = (terms + evidence_.most(held_unread_ | next.evidence | always_)) * highest_factor_;
}

// A word need not be read through where an article that holds only this one and those that are left is not found, or
// could not be lifted among the best, and all matches that are to be counted were.
bool ShardRanking::may_leave(const ShardWord& word) const {
  if (!rest_ && mass_unread_ + word.mass < least_mass_) return true;
  return !count_.goes_on() && !can_reach(next_unread_);
}

// The least weighty words are left first.
void ShardRanking::stop_reading() {
  while (unread_ < order_.size() && may_leave(*order_[unread_])) {
    greatest_unread_ += order_[unread_]->greatest();
    mass_unread_ += order_[unread_]->mass;
    held_unread_ |= order_[unread_]->evidence;
    ++unread_;
    bound_next_unread();
  }
}

void ShardRanking::any() {
  stop_reading();
  for (std::size_t i = unread_; i < order_.size(); ++i) order_[i]->stem.cursor.next();
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

// How often the last word that is read must stand in an article.
void ShardRanking::demand_of_last() {
  const ShardWord& last = *order_.back();
  if (!last.apart.empty()) return demanded_.fill(0);
  const double others = last.greatest_boost + greatest_unread_ + terms_.greatest_loose;
  const double to_reach = best_.score_to_reach() / (highest_factor_ * (1 + kRounding));
  const std::uint64_t held = held_unread_ | last.evidence | always_;
  for (std::uint32_t size = 0; size < kTitleSizes; ++size) {
    const TitleSketch title(size == 0 ? 0 : 0xffffff00U | size);
    demanded_[size] =
        last.stem.weight.least_for(to_reach - others - evidence_.most(held, title), terms_.saturation().least());
  }
}

Xapian::termcount ShardRanking::demanded(Xapian::docid document) const {
  const TitleSketch title(column_.at(document).title);
  return demanded_[title.stored() == 0 ? 0 : std::min<std::size_t>(title.size(), kTitleSizes - 1)];
}

// Where one word is still read through, it must stand in an article often enough.
void ShardRanking::read_last() {
  PostingCursor& cursor = order_.back()->stem.cursor;
  double to_reach = -1;
  while (cursor.document() != PostingCursor::kEnd && unread_ < order_.size()) {
    consider(cursor.document());
    if (to_reach != best_.score_to_reach()) {
      to_reach = best_.score_to_reach();
      stop_reading();
      demand_of_last();
    }
    do {
      cursor.next();
    } while (cursor.document() != PostingCursor::kEnd && cursor.occurrences() < demanded(cursor.document()));
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

ShardRanking::Candidate ShardRanking::candidate(Xapian::docid document) const {
  const ColumnEntry entry = column_.at(document);
  Candidate candidate{document,
                      TitleSketch(entry.title),
                      scorer_.quality_factor(entry.quality) * highest_recency_,
                      terms_.greatest_loose + greatest_unread_,
                      held_unread_ | always_,
                      0};
  for (std::size_t i = unread_; i < order_.size(); ++i) {
    if (!order_[i]->stem.stands_in(document)) continue;
    candidate.terms += order_[i]->greatest();
    candidate.held |= order_[i]->evidence;
  }
  candidate.evidence = evidence_.most(candidate.held, candidate.title);
  return candidate;
}

// Whether the article can still be among the best.
bool ShardRanking::look_up_unread(Candidate& candidate) {
  for (std::size_t i = unread_; i-- > 0;) {
    if (!can_reach(candidate, candidate.terms)) return false;
    Summand& stem = order_[i]->stem;
    stem.cursor.skip_to(candidate.document);
    if (stem.stands_in(candidate.document)) continue;
    candidate.terms -= order_[i]->greatest();
    if (order_[i]->evidence == 0) continue;
    candidate.held &= ~order_[i]->evidence;
    candidate.evidence = evidence_.most(candidate.held, candidate.title);
  }
  return can_reach(candidate, candidate.terms);
}

// Whether it holds enough of the query's words, or not enough where the rest is asked for.
bool ShardRanking::is_found(Xapian::docid document) {
  std::uint64_t held = 0;
  for (std::size_t i = unread_; i < order_.size(); ++i) {
    if (order_[i]->stem.stands_in(document)) held += order_[i]->mass;
  }
  std::uint64_t possible = held + mass_unread_;
  for (std::size_t i = unread_; i-- > 0 && held < least_mass_;) {
    if (possible < least_mass_) return rest_;
    order_[i]->stem.cursor.skip_to(document);
    if (order_[i]->stem.stands_in(document)) {
      held += order_[i]->mass;
    } else {
      possible -= order_[i]->mass;
    }
  }
  return (held >= least_mass_) != rest_;
}

// A word may stand joined with its neighbour.
bool ShardRanking::holds_all(Xapian::docid document) {
  auto& words = terms_.words;
  const auto stands = [&](std::size_t i) {
    words[i].stem.cursor.skip_to(document);
    return words[i].stem.stands_in(document);
  };
  const auto joins = [&](std::size_t i) { return i < words.size() && words[i].joins; };
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].added || joins(i) || stands(i)) continue;
    const std::size_t joined = joins(i + 1) ? i + 1 : i + 2;
    if (!joins(joined) || !stands(joined)) return false;
  }
  return true;
}

bool ShardRanking::is_counted(Xapian::docid document) {
  if (!is_found(document) || terms_.is_excluded(document)) return false;
  ++count_.seen;
  if (holds_all(document)) ++count_.with_all;
  return true;
}

// Takes the bound on the document's score down step by step, by what is cheapest to find out first.
void ShardRanking::consider(Xapian::docid document) {
  const bool counted = count_.goes_on();
  if (counted && !is_counted(document)) return;
  Candidate article = candidate(document);
  if (!look_up_unread(article) || (!counted && !is_found(document))) return;
  const double least = terms_.saturation().least();
  if (!can_reach(article, terms_with_stems(article, least))) return;
  const double saturation = terms_.saturation_of(document);
  if (saturation > least && !can_reach(article, terms_with_stems(article, saturation))) return;
  if (!terms_.is_excluded(document)) score(article, saturation);
}

// The bound with what the stems in the document weigh at that saturation instead of the most that they can.
double ShardRanking::terms_with_stems(const Candidate& candidate, double saturation) const {
  double bound = candidate.terms;
  for (const ShardWord& word : terms_.words) {
    if (!word.stem.stands_in(candidate.document)) continue;
    bound -= word.greatest_stem() - (word.is_apart() ? word.greatest_apart : word.stem.current(saturation));
  }
  return bound;
}

// Adds up the summands in the order of the query.
void ShardRanking::score(const Candidate& candidate, double saturation) {
  double terms = 0;
  const Xapian::docid document = candidate.document;
  for (std::size_t i = 0; i < terms_.words.size(); ++i) {
    ShardWord& word = terms_.words[i];
    if (!word.stem.stands_in(document)) continue;
    if (word.joins && (terms_.words[i - 2].stem.stands_in(document) || terms_.words[i - 1].stem.stands_in(document)))
      continue;
    if (word.is_apart()) {
      for (Summand& term : word.apart) terms += term.in(document, saturation);
    } else {
      terms += word.stem.current(saturation);
    }
    for (Summand& booster : word.boosters) terms += booster.in(candidate.document, saturation);
  }
  for (Summand& term : terms_.loose) terms += term.in(candidate.document, saturation);
  if (!can_reach(candidate, terms)) return;
  best_.add(scorer_(index_.in_all_shards(shard_, candidate.document), terms + evidence_of(candidate)));
}

double ShardRanking::evidence_of(const Candidate& candidate) {
  if (candidate.evidence == 0) return 0;
  const std::string_view words = words_of(candidate.document);
  std::optional<std::int64_t> published;
  if (evidence_.needs_date()) published = index_.published_at(index_.in_all_shards(shard_, candidate.document));
  return evidence_(ArticleWords(words), published).sum();
}

// Articles come in their order, and most values stand in the block that was read for the last one.
std::string_view ShardRanking::words_of(Xapian::docid document) {
  const IndexReader::Shard& shard = index_.shards()[shard_];
  if (shard.stored) return shard.stored->value(document, kWordsSlot);
  const Xapian::ValueIterator end;
  if (!words_) words_ = shard.database.valuestream_begin(kWordsSlot);
  if (*words_ != end) words_->skip_to(document);
  read_words_ = *words_ != end && words_->get_docid() == document ? **words_ : std::string();
  return read_words_;
}

}  // namespace newsrank::detail
