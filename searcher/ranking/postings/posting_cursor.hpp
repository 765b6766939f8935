// SPDX-License-Identifier: GPL-2.0-or-later
// PostingCursor: the postings of one term in one shard, or of several as one, from the first document to the last.
#pragma once

#include <xapian.h>

#include <limits>
#include <memory>
#include <string>
#include <utility>

#include "ranking/postings/united_postings.hpp"

namespace newsrank::detail {

// Opens the posting list when it is first moved, so that a term that is never looked at costs nothing. The shard must
// outlive it. Throws Xapian::Error.
class PostingCursor {
 public:
  // Behind the last document.
  static constexpr Xapian::docid kEnd = std::numeric_limits<Xapian::docid>::max();

  PostingCursor(const Xapian::Database& shard, std::string term) : shard_(&shard), term_(std::move(term)) {}
  explicit PostingCursor(std::unique_ptr<const UnitedPostings> united) : united_(std::move(united)) {}

  // 0 before the first move.
  Xapian::docid document() const { return document_; }
  // How often the term stands in the document.
  Xapian::termcount occurrences() const { return united_ ? united_->occurrences(document_) : posting_.get_wdf(); }

  // How many documents there are.
  Xapian::doccount size() const { return united_ ? united_->size() : shard_->get_termfreq(term_); }

  // To the next document in which it stands that often.
  void next(Xapian::termcount at_least = 1) {
    if (united_) return move_to(united_->first_from(document_ + 1, at_least));
    if (document_ == 0) {
      open();
    } else {
      ++posting_;
    }
    while (at_least > 1 && !at_end() && posting_.get_wdf() < at_least) ++posting_;
    settle();
  }

  // To the first document that is not before that one; never back.
  void skip_to(Xapian::docid document) {
    if (document_ >= document) return;
    if (united_) return move_to(united_->first_from(document, 1));
    if (document_ == 0) open();
    posting_.skip_to(document);
    settle();
  }

 private:
  void open() { posting_ = shard_->postlist_begin(term_); }
  bool at_end() const { return posting_ == Xapian::PostingIterator(); }
  void settle() { document_ = at_end() ? kEnd : *posting_; }
  void move_to(Xapian::docid document) { document_ = document == 0 ? kEnd : document; }

  const Xapian::Database* shard_ = nullptr;
  std::string term_;
  Xapian::docid document_ = 0;
  Xapian::PostingIterator posting_;
  std::unique_ptr<const UnitedPostings> united_;  // null: of one term
};

}  // namespace newsrank::detail
