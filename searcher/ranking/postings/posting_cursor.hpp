// SPDX-License-Identifier: GPL-2.0-or-later
// PostingCursor: the postings of one term in one shard, or of several as one, from the first document to the last.
#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <utility>

#include "index/glass/glass.hpp"
#include "index/index_reader.hpp"
#include "ranking/postings/phrase_postings.hpp"
#include "ranking/postings/united_postings.hpp"

namespace newsrank::detail {

// Opens the posting list when it is first moved, so that a term that is never looked at costs nothing. The shard must
// outlive it. Throws Xapian::Error.
class PostingCursor {
 public:
  // Behind the last document.
  static constexpr Xapian::docid kEnd = TermPostings::kEnd;

  PostingCursor(const IndexReader::Shard& shard, std::string term) : shard_(&shard), term_(std::move(term)) {}
  explicit PostingCursor(std::unique_ptr<const UnitedPostings> united) : united_(std::move(united)) {}
  explicit PostingCursor(std::unique_ptr<PhrasePostings> phrases) : phrases_(std::move(phrases)) {}

  // 0 before the first move.
  Xapian::docid document() const { return document_; }
  // How often the term stands in the document; 0 where only a phrase does.
  Xapian::termcount occurrences() const {
    if (phrases_) return phrases_->occurrences();
    if (own_) return own_->occurrences();
    return united_ ? united_->occurrences(document_) : posting_.get_wdf();
  }

  // How many documents there are; not of phrases.
  Xapian::doccount size() const {
    if (united_) return united_->size();
    return shard_->stored ? shard_->stored->counts(term_).documents : shard_->database.get_termfreq(term_);
  }

  void next() {
    if (united_) return move_to(united_->first_from(document_ + 1, 1));
    if (phrases_) return skip_to(document_ + 1);
    if (document_ == 0) {
      open();
    } else if (own_) {
      own_->next();
    } else {
      ++posting_;
    }
    settle();
  }

  // To the first document that is not before that one; never back.
  void skip_to(Xapian::docid document) {
    if (document_ >= document) return;
    if (united_) return move_to(united_->first_from(document, 1));
    if (phrases_) {
      phrases_->skip_to(document);
      document_ = phrases_->document();
      return;
    }
    if (document_ == 0) open();
    if (own_) {
      own_->skip_to(document);
    } else {
      posting_.skip_to(document);
    }
    settle();
  }

 private:
  void open() {
    if (shard_->postings) {
      own_ = std::make_unique<TermPostings>(shard_->postings, term_);
    } else {
      posting_ = shard_->database.postlist_begin(term_);
    }
  }
  bool at_end() const { return posting_ == Xapian::PostingIterator(); }
  void settle() {
    if (own_) {
      document_ = own_->document();
    } else {
      document_ = at_end() ? kEnd : *posting_;
    }
  }
  void move_to(Xapian::docid document) { document_ = document == 0 ? kEnd : document; }

  const IndexReader::Shard* shard_ = nullptr;
  std::string term_;
  Xapian::docid document_ = 0;
  std::unique_ptr<TermPostings> own_;  // null: the engine reads
  Xapian::PostingIterator posting_;
  std::unique_ptr<const UnitedPostings> united_;  // null: of one term
  std::unique_ptr<PhrasePostings> phrases_;       // null: of none
};

}  // namespace newsrank::detail
