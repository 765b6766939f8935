// SPDX-License-Identifier: GPL-2.0-or-later
#include "ranking/postings/phrase_postings.hpp"

#include <algorithm>
#include <utility>

#include "ranking/postings/posting_cursor.hpp"

namespace newsrank::detail {

PhrasePostings::Phrase::Phrase(const IndexReader::Shard& shard, const PhraseTerms& phrase) : window_(phrase.window) {
  for (const std::string& term : phrase.terms) {
    postings_.push_back(std::make_unique<TermPostings>(shard.postings, term));
    positions_.emplace_back(shard.stored->positions(), term);
  }
}

void PhrasePostings::Phrase::skip_to(Xapian::docid document) {
  if (document_ >= document) return;
  document = next_with_all(document);
  while (document != PostingCursor::kEnd && !stands_in(document)) document = next_with_all(document + 1);
  document_ = document;
}

Xapian::docid PhrasePostings::Phrase::next_with_all(Xapian::docid document) {
  for (std::size_t i = 0; i < postings_.size() && document != PostingCursor::kEnd;) {
    TermPostings& postings = *postings_[i];
    postings.skip_to(document);
    i = postings.document() == document ? i + 1 : 0;
    document = postings.document();
  }
  return document;
}

// From each position of the first term on, the others are taken where they come next: no other choice ends earlier.
bool PhrasePostings::Phrase::stands_in(Xapian::docid document) {
  if (positions_.size() == 1) return true;
  places_.clear();
  for (TermPositions& positions : positions_) places_.push_back(&positions.in(document));
  for (const Xapian::termpos begin : *places_.front()) {
    Xapian::termpos last = begin;
    for (std::size_t i = 1; i < places_.size(); ++i) {
      const std::vector<Xapian::termpos>& places = *places_[i];
      const auto next = std::upper_bound(places.begin(), places.end(), last);
      if (next == places.end()) return false;
      last = *next;
    }
    if (last - begin < window_) return true;
  }
  return false;
}

PhrasePostings::PhrasePostings(const IndexReader::Shard& shard, const std::vector<PhraseTerms>& phrases,
                               std::unique_ptr<PostingCursor> forms)
    : forms_(std::move(forms)) {
  for (const PhraseTerms& phrase : phrases) phrases_.emplace_back(shard, phrase);
}

PhrasePostings::~PhrasePostings() = default;

Xapian::termcount PhrasePostings::occurrences() const {
  return forms_ && forms_->document() == document_ ? forms_->occurrences() : 0;
}

void PhrasePostings::skip_to(Xapian::docid document) {
  if (document_ >= document) return;
  document_ = PostingCursor::kEnd;
  if (forms_) {
    forms_->skip_to(document);
    document_ = forms_->document();
  }
  for (Phrase& phrase : phrases_) {
    phrase.skip_to(document);
    document_ = std::min(document_, phrase.document());
  }
}

}  // namespace newsrank::detail
