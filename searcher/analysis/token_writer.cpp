// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/token_writer.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <tuple>

#include "analysis/separators.hpp"
#include "core/text/utf8.hpp"

namespace newsrank::detail {
namespace {

// A word of more source bytes is too long even where folding would drop most of them.
constexpr std::size_t kMaxSourceBytes = 4 * kMaxTokenBytes;
// Appends the letters, digits and marks of a word: without apostrophes, commas of thousands and the like.
void append_unglued(std::string_view word, std::string& letters) {
  constexpr std::uint32_t kDropped = U_GC_P_MASK | U_GC_S_MASK | U_GC_CF_MASK;
  for_each_character(word, [&](char32_t c, std::string_view bytes) {
    const bool dropped = (U_GET_GC_MASK(static_cast<UChar32>(c)) & kDropped) != 0 || c == 0x02BB || c == 0x02BC;
    if (!dropped) letters += bytes;
  });
}

bool is_simple(const CompoundPart& part) {
  return !part.atom.camel && !part.atom.numbered && !part.glued && part.prefix == kNoSymbol && part.suffix.empty();
}

bool is_apostrophe(const CompoundPart& part) {
  return part.separator == '\'';
}

std::uint32_t begin_of(const CompoundPart& part) {
  return part.name ? part.head : part.atom.begin;
}
std::uint32_t end_of(const CompoundPart& part) {
  return part.name ? part.tail : part.atom.end;
}

void append_separator(const CompoundPart& part, std::string& text) {
  if (part.separator > kNothing) text += part.separator;
}

// In a joined form numbers keep what stands between them: 3.5 is not 35.
bool joins_digits(std::string_view left, std::string_view right) {
  return !left.empty() && !right.empty() && is_digit_byte(left.back()) && is_digit_byte(right.front());
}

}  // namespace

void TokenWriter::start(std::string_view text, std::vector<Token>& tokens) {
  text_ = text;
  tokens_ = &tokens;
  count_ = 0;
  position_ = 0;
  unspaced_ = false;
}

void TokenWriter::write(std::span<const CompoundPart> parts) {
  if (parts.size() == 1 && is_simple(parts.front())) return write_word(parts.front().atom);
  piece_count_ = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) spell(parts[i], spellings_[i]);
  for (std::size_t i = 0; i < parts.size(); ++i) write_part(parts, i);
}

void TokenWriter::write_word(const Atom& atom) {
  const std::size_t size = atom.end - atom.begin;
  if (size > kMaxSourceBytes) {
    ++position_;
    return;
  }
  Token& token = next_token(TokenKind::word, atom.begin, atom.end);
  fold(text_.substr(atom.begin, size), token.text, lower_);
  if (!token.text.empty()) ++position_;
  if (token.text.empty() || token.text.size() > kMaxTokenBytes) {
    --count_;
    return;
  }
  if (lower_.empty()) return stemmer_.stem(token.text, token.stem);
  stem_word(lower_);
}

// Folds a word, and tells how it is written with its marks: what its endings are told by.
void TokenWriter::fold(std::string_view word, std::string& folded, std::string& lower) {
  if (stemmer_.dotless() && word.find_first_of("I\xC4") != std::string_view::npos) {
    dotless_.clear();
    for_each_character(word, [&](char32_t c, std::string_view bytes) {
      if (c == U'I') {
        dotless_ += "\u0131";
      } else if (c == U'\u0130') {
        dotless_ += 'i';
      } else {
        dotless_ += bytes;
      }
    });
    word = dotless_;
  }
  folder_.fold_word(word, folded, lower);
  unspaced_ |= !lower.empty() && static_cast<unsigned char>(lower.front()) >= 0xE0;
}

// The stem of the last token, a word of that text in lower case, and its other spellings.
void TokenWriter::stem_word(const std::string& lower) {
  Token& token = (*tokens_)[count_ - 1];
  if (!stemmer_.active()) {
    token.stem = token.text;
  } else {
    stemmer_.stem(lower, token.stem);
  }
  const Token word = token;
  add_variants(lower, word);
}

// People type words without their marks, and German ones with e behind the vowel instead: such spellings have stems of
// their own.
void TokenWriter::add_variants(const std::string& lower, const Token& word) {
  stemmer_.stem(word.text, stem_);
  if (stem_ != word.stem) add_variant(word, stem_);
  if (!stemmer_.umlauts()) return;
  scratch_.clear();
  for_each_character(lower, [&](char32_t c, std::string_view bytes) {
    if (c == U'\u00E4') {
      scratch_ += "ae";
    } else if (c == U'\u00F6') {
      scratch_ += "oe";
    } else if (c == U'\u00FC') {
      scratch_ += "ue";
    } else {
      scratch_ += bytes;
    }
  });
  if (scratch_ == lower) return;
  const std::string without = stem_;
  stemmer_.stem(scratch_, stem_);
  if (stem_ != word.stem && stem_ != without) add_variant(word, stem_);
}

void TokenWriter::add_variant(const Token& word, const std::string& stem) {
  Token& token = next_token(TokenKind::variant, word.begin, word.end);
  token.position = word.position;
  token.text = word.text;
  token.stem = stem;
}

// Folds a part: its pieces, and its text as a whole.
void TokenWriter::spell(const CompoundPart& part, Spelling& spelling) {
  spelling.text.clear();
  spelling.first_piece = piece_count_;
  const auto word = text_.substr(part.atom.begin, part.atom.end - part.atom.begin);
  if ((part.atom.camel || part.atom.numbered) && !part.glued && !part.name && word.size() <= kMaxTokenBytes) {
    const CamelParts camel(word);
    std::size_t begin = 0;
    for (const std::size_t end : camel.ends()) {
      add_piece(part, part.atom.begin + begin, part.atom.begin + end);
      begin = end;
    }
  }
  if (piece_count_ == spelling.first_piece) add_piece(part, part.atom.begin, part.atom.end);
  spelling.piece_count = piece_count_ - spelling.first_piece;
  for (std::size_t i = spelling.first_piece; i < piece_count_; ++i) spelling.text += pieces_[i].text;
  if (part.name) spelling.text = (part.prefix == kNoSymbol ? "" : ".") + spelling.text + std::string(part.suffix);
}

void TokenWriter::add_piece(const CompoundPart& part, std::size_t begin, std::size_t end) {
  Piece& piece = pieces_[piece_count_];
  piece.begin = static_cast<std::uint32_t>(begin);
  piece.end = static_cast<std::uint32_t>(end);
  const auto word = text_.substr(begin, end - begin);
  if (word.size() > kMaxSourceBytes) {
    piece.text.assign(kMaxTokenBytes + 1, '?');
    piece.lower.clear();
  } else if (part.glued) {
    scratch_.clear();
    append_unglued(word, scratch_);
    fold(scratch_, piece.text, piece.lower);
  } else {
    fold(word, piece.text, piece.lower);
  }
  if (!piece.text.empty()) ++piece_count_;
}

// Writes the words of one part, each with the compounds that begin with it.
void TokenWriter::write_part(std::span<const CompoundPart> parts, std::size_t index) {
  const CompoundPart& part = parts[index];
  const Spelling& spelling = spellings_[index];
  for (std::size_t i = 0; i < spelling.piece_count; ++i) {
    const Piece& piece = pieces_[spelling.first_piece + i];
    const std::size_t first = count_;
    if (part.name) {
      add_token(spelling.text, TokenKind::word, part.head, part.tail, 1);
      add_token(piece.text, TokenKind::base, piece.begin, piece.end, 1);
    } else {
      const std::size_t before = count_;
      add_token(piece.text, TokenKind::word, piece.begin, piece.end, 1);
      if (count_ > before && !piece.lower.empty()) stem_word(piece.lower);
    }
    if (i == 0) write_extras(parts, index);
    if (i == 0 && index == 0 && parts.size() > 1) write_compound(parts);
    const auto key = [](const Token& token) { return std::tuple(token.begin, token.kind, token.span); };
    std::sort(tokens_->begin() + static_cast<std::ptrdiff_t>(first),
              tokens_->begin() + static_cast<std::ptrdiff_t>(count_),
              [key](const Token& a, const Token& b) { return key(a) < key(b); });
    ++position_;
  }
}

// The forms of a part beside its words: a CamelCase word without boundaries, #hashtag, @handle, $MSFT, Disney+.
void TokenWriter::write_extras(std::span<const CompoundPart> parts, std::size_t index) {
  const CompoundPart& part = parts[index];
  const Spelling& spelling = spellings_[index];
  if (spelling.piece_count > 1) {
    add_token(spelling.text, TokenKind::joined, part.atom.begin, part.atom.end, spelling.piece_count);
  }
  if (part.name) return;
  if (!part.suffix.empty()) {
    scratch_.assign(spelling.text).append(part.suffix);
    add_token(scratch_, TokenKind::whole, part.atom.begin, part.tail, spelling.piece_count);
  }
  if (part.prefix == kNoSymbol) return;
  scratch_.assign(1, part.prefix).append(spelling.text);
  std::size_t span = spelling.piece_count;
  std::size_t last = index;
  while (last + 1 < parts.size() && parts[last + 1].separator == '_') {  // #snake_case is one hashtag
    ++last;
    scratch_.append("_").append(spellings_[last].text);
    span += spellings_[last].piece_count;
  }
  add_token(scratch_, TokenKind::whole, part.head, end_of(parts[last]), span);
}

void TokenWriter::write_compound(std::span<const CompoundPart> parts) {
  if (piece_count_ > kMaxParts) return;
  whole_.clear();
  joined_.clear();
  bool name = false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string& text = spellings_[i].text;
    if (text.empty()) return;
    if (i > 0) append_separator(parts[i], whole_);
    if (i > 0 && joins_digits(joined_, text)) append_separator(parts[i], joined_);
    whole_ += text;
    joined_ += text;
    name |= parts[i].name;
  }
  const std::uint32_t begin = begin_of(parts.front());
  const std::uint32_t end = end_of(parts.back());
  const bool only_apostrophes = std::all_of(parts.begin() + 1, parts.end(), is_apostrophe);
  if (!only_apostrophes) add_token(whole_, TokenKind::whole, begin, end, piece_count_);
  if (!name && joined_ != whole_) add_token(joined_, TokenKind::joined, begin, end, piece_count_);
}

Token& TokenWriter::next_token(TokenKind kind, std::uint32_t begin, std::uint32_t end) {
  if (count_ == tokens_->size()) tokens_->emplace_back();
  Token& token = (*tokens_)[count_++];
  token.position = position_;
  token.span = 1;
  token.begin = begin;
  token.end = end;
  token.kind = kind;
  return token;
}

void TokenWriter::add_token(std::string_view text, TokenKind kind, std::uint32_t begin, std::uint32_t end,
                            std::size_t span) {
  if (text.size() > kMaxTokenBytes) return;
  Token& token = next_token(kind, begin, end);
  token.span = static_cast<std::uint32_t>(span);
  token.text.assign(text);
  stemmer_.stem(token.text, token.stem);
}

}  // namespace newsrank::detail
