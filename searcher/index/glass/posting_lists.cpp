// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/glass/posting_lists.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "index/glass/sortable_number.hpp"

namespace newsrank::detail {
namespace {

// A zero byte of a term is followed by this in keys, and one that ends the term by something less.
constexpr char kEscape = '\xff';

[[noreturn]] void corrupt(const char* what) {
  throw Xapian::DatabaseCorruptError(std::string("a posting list is damaged: ") + what);
}

// Seven bits in each byte, the lowest first; the highest bit says that more follow.
std::uint64_t take_number(const char*& at, const char* end) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; at != end && shift < 63; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at++);
    value |= std::uint64_t{byte & 0x7fU} << shift;
    if (byte < 0x80) return value;
  }
  corrupt("it ends within a number");
}

// How many bytes of a key are of the term; further pieces of its list have a zero byte and their first document then.
std::size_t size_of_term(std::string_view key) {
  std::size_t zero = key.find('\0');
  while (zero != std::string_view::npos && zero + 1 < key.size() && key[zero + 1] == kEscape)
    zero = key.find('\0', zero + 2);
  return std::min(zero, key.size());
}

std::string term_of(std::string_view key) {
  std::string term;
  for (std::size_t at = 0; at < key.size(); ++at) {
    term += key[at];
    if (key[at] == '\0') ++at;
  }
  return term;
}

}  // namespace

bool is_further_piece(std::string_view key, std::string_view first) {
  return key.size() > first.size() && key.starts_with(first) && size_of_term(key) == first.size();
}

std::string posting_key(std::string_view term) {
  // Keys that begin with an unescaped zero byte are not of terms.
  if (term.empty()) return {'\0', kEscape};
  std::string key(term);
  for (std::size_t zero = key.find('\0'); zero != std::string::npos; zero = key.find('\0', zero + 2))
    key.insert(zero + 1, 1, kEscape);
  return key;
}

PostingHead posting_head(std::string_view tag) {
  const char* at = tag.data();
  const char* const end = at + tag.size();
  const std::uint64_t documents = take_number(at, end);
  const std::uint64_t occurrences = take_number(at, end);
  const std::uint64_t first = take_number(at, end) + 1;
  if (documents > std::numeric_limits<Xapian::doccount>::max() || first > std::numeric_limits<Xapian::docid>::max())
    corrupt("a number is too great");
  return {static_cast<Xapian::doccount>(documents), occurrences, static_cast<Xapian::docid>(first),
          static_cast<std::size_t>(at - tag.data())};
}

PostingPiece::PostingPiece(Xapian::docid first, std::string_view bytes, Xapian::docid last_document)
    : at_(bytes.data()), end_(bytes.data() + bytes.size()), document_(first) {
  if (at_ == end_) corrupt("a piece is empty");
  ++at_;  // whether it is the last piece
  last_ = document_ + take_number(at_, end_);
  if (last_ > last_document) corrupt("a document's number is too great");
  occurrences_ = static_cast<Xapian::termcount>(take_number(at_, end_));
}

bool PostingPiece::next() {
  if (at_ == end_) {
    if (document_ != last_) corrupt("documents are missing");
    return false;
  }
  document_ += take_number(at_, end_) + 1;
  if (document_ > last_) corrupt("a document's number is too great");
  occurrences_ = static_cast<Xapian::termcount>(take_number(at_, end_));
  return true;
}

PostingLists::PostingLists(std::shared_ptr<const GlassTable> table) : table_(std::move(table)), cursor_(*table_) {}

void PostingLists::seek(std::string_view term) {
  cursor_.seek(posting_key(term));
  settle();
}

void PostingLists::next() {
  cursor_.next();
  // A long list has pieces in many blocks.
  if (in_further_piece()) cursor_.seek(term_key_ + '\0' + kEscape);
  // Damage must not lead back: a walk through the terms would never end.
  if (!at_end() && cursor_.key() <= term_key_) corrupt("terms are not in order");
  settle();
}

bool PostingLists::in_further_piece() const {
  return !cursor_.at_end() && is_further_piece(cursor_.key(), term_key_);
}

void PostingLists::settle() {
  if (cursor_.at_end()) return;
  const std::string_view key = cursor_.key();
  if (size_of_term(key) != key.size()) corrupt("its beginning is missing");
  term_key_ = key;
  term_ = term_of(key);
  documents_ = posting_head(cursor_.tag()).documents;
}

PostingPiece PostingLists::piece() const {
  std::string_view key = cursor_.key();
  std::string_view tag = cursor_.tag();
  if (key.size() > term_key_.size())
    return {number_of_sortable(key.substr(term_key_.size() + 1)), tag, table_->last_document()};
  const PostingHead head = posting_head(tag);
  return {head.first, tag.substr(head.size), table_->last_document()};
}

}  // namespace newsrank::detail
