// SPDX-License-Identifier: GPL-2.0-or-later
// PostingLists: the terms of a GlassTable in their order, with their postings.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "index/glass/glass_table.hpp"

namespace newsrank::detail {

// Whether it is of a further piece of the list that begins at `first`, the key of a term.
bool is_further_piece(std::string_view key, std::string_view first);

// The key of a list's first entry.
std::string posting_key(std::string_view term);

// The head of a list: documents, occurrences, and the first document less one.
struct PostingHead {
  Xapian::doccount documents = 0;
  std::uint64_t occurrences = 0;
  Xapian::docid first = 0;
  std::size_t size = 0;  // of the head, in bytes
};

// Of the tag of a list's first entry. Throws Xapian::DatabaseCorruptError.
PostingHead posting_head(std::string_view tag);

// A piece of a posting list, which goes from one document to the next. Throws Xapian::DatabaseCorruptError.
class PostingPiece {
 public:
  // `bytes` must outlive it; numbers beyond `last_document` are damage.
  PostingPiece(Xapian::docid first, std::string_view bytes, Xapian::docid last_document);

  Xapian::docid document() const { return static_cast<Xapian::docid>(document_); }
  Xapian::termcount occurrences() const { return occurrences_; }
  // The last document of the piece.
  Xapian::docid last() const { return static_cast<Xapian::docid>(last_); }
  // Whether there was another one.
  bool next();

 private:
  const char* at_;
  const char* end_;
  std::uint64_t document_;
  std::uint64_t last_ = 0;
  Xapian::termcount occurrences_ = 0;
};

// Stands at a term, or behind the last. Threads: one at a time. Throws what GlassCursor does.
class PostingLists {
 public:
  explicit PostingLists(std::shared_ptr<const GlassTable> table);

  // To the first term that is not before that one. Terms are in the order of their bytes.
  void seek(std::string_view term);
  void next();
  bool at_end() const { return cursor_.at_end(); }
  const std::string& term() const { return term_; }
  // In how many documents it stands.
  Xapian::doccount documents() const { return documents_; }

  // Calls visit(document, occurrences) for each posting of the term in the order of documents, and goes to the next
  // term.
  template <typename Visit>
  void take_postings(Visit visit) {
    do {
      PostingPiece piece = this->piece();
      do visit(piece.document(), piece.occurrences());
      while (piece.next());
      cursor_.next();
    } while (in_further_piece());
    settle();
  }

 private:
  PostingPiece piece() const;
  bool in_further_piece() const;
  void settle();

  std::shared_ptr<const GlassTable> table_;
  GlassCursor cursor_;
  std::string term_key_;  // of the first piece of the term
  std::string term_;
  Xapian::doccount documents_ = 0;
};

}  // namespace newsrank::detail
