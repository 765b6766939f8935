// SPDX-License-Identifier: GPL-2.0-or-later
#include <optional>
#include <string>
#include <utility>

#include "index/glass/glass.hpp"
#include "index/glass/glass_table.hpp"
#include "index/glass/posting_lists.hpp"
#include "index/glass/sortable_number.hpp"

namespace newsrank::detail {

struct TermPostings::Private {
  Private(std::shared_ptr<const GlassTable> of_postings, std::string_view term)
      : table(std::move(of_postings)), cursor(*table), first_key(posting_key(term)) {}

  // The piece at which the cursor stands; nothing: the list has ended.
  void begin_piece() {
    piece.reset();
    if (cursor.at_end()) return;
    const std::string_view key = cursor.key();
    if (key == first_key) {
      const PostingHead head = posting_head(cursor.tag());
      piece.emplace(head.first, cursor.tag().substr(head.size), table->last_document());
    } else if (is_further_piece(key, first_key)) {
      piece.emplace(number_of_sortable(key.substr(first_key.size() + 1)), cursor.tag(), table->last_document());
    }
  }

  std::shared_ptr<const GlassTable> table;
  GlassCursor cursor;
  std::string first_key;
  std::optional<PostingPiece> piece;
};

TermPostings::TermPostings(std::shared_ptr<const GlassTable> table, std::string_view term)
    : self_(std::make_unique<Private>(std::move(table), term)) {
  self_->cursor.seek(self_->first_key);
  if (!self_->cursor.at_end() && self_->cursor.key() == self_->first_key) self_->begin_piece();
  settle();
}

TermPostings::~TermPostings() = default;

void TermPostings::settle() {
  if (self_->piece) {
    document_ = self_->piece->document();
    occurrences_ = self_->piece->occurrences();
  } else {
    document_ = kEnd;
  }
}

void TermPostings::next() {
  if (!self_->piece) return;
  if (!self_->piece->next()) {
    const Xapian::docid last = document_;
    self_->cursor.next();
    self_->begin_piece();
    if (self_->piece && self_->piece->document() <= last)
      throw Xapian::DatabaseCorruptError("a posting list is damaged: its pieces are not in order");
  }
  settle();
}

// Pieces in between are passed over: of each the key says where it begins.
void TermPostings::skip_to(Xapian::docid document) {
  if (document_ >= document) return;
  std::optional<PostingPiece>& piece = self_->piece;
  if (piece->last() < document) {
    self_->cursor.seek_back(self_->first_key + '\0' + sortable_number(document));
    self_->begin_piece();
  }
  while (piece && piece->document() < document && piece->last() >= document) piece->next();
  if (piece && piece->document() < document) {
    self_->cursor.next();
    self_->begin_piece();
  }
  if (piece && piece->document() < document)
    throw Xapian::DatabaseCorruptError("a posting list is damaged: its pieces are not in order");
  settle();
}

}  // namespace newsrank::detail
