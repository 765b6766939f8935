// SPDX-License-Identifier: GPL-2.0-or-later
// TokenWriter: turns words and compounds into tokens - folds, stems, counts positions.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/atom.hpp"
#include "analysis/camel_parts.hpp"
#include "analysis/folding.hpp"
#include "analysis/stemmer.hpp"
#include "newsrank/analyzer.hpp"

namespace newsrank::detail {

inline constexpr std::size_t kMaxParts = 8;
inline constexpr char kNoSymbol = '\0';

// One part of a compound, or a word by itself. head <= atom.begin < atom.end <= tail <= next.
struct CompoundPart {
  Atom atom;
  std::uint32_t head = 0;   // where its symbol before it begins: the . of .NET
  std::uint32_t tail = 0;   // where its symbol after it ends: the ++ of C++
  std::uint32_t next = 0;   // where a dropped ending ends: the 's of Microsoft's
  char separator = '\0';    // before it, within the compound
  char prefix = kNoSymbol;  // # @ $ .
  std::string_view suffix;  // + ++ #
  bool name = false;        // the symbols are part of the name (C++, .NET), not beside it (#hashtag, Disney+)
  bool glued = false;       // holds marks that are dropped (don't, 1,000)
};

// Writes the tokens of one text after another. The vector's tokens are reused, so that their strings keep their memory.
class TokenWriter {
 public:
  TokenWriter(Folder& folder, Stemmer& stemmer) : folder_(folder), stemmer_(stemmer) {}

  // Begins the tokens of `text` in `tokens`; both stay where they are until finish().
  void start(std::string_view text, std::vector<Token>& tokens);

  // A word (one part) or a compound.
  void write(std::span<const CompoundPart> parts);

  // A word between blanks.
  void write_word(const Atom& atom);

  void finish() { tokens_->resize(count_); }

  // Whether words of the text may be of scripts that are written without spaces.
  bool unspaced() const { return unspaced_; }

 private:
  // A word of a compound: a part, or a part of a CamelCase part.
  struct Piece {
    std::string text;   // folded; too long for a token if over kMaxTokenBytes
    std::string lower;  // with its marks; empty for ASCII
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  // What is written of one part: pieces_[first_piece, first_piece + piece_count).
  struct Spelling {
    std::string text;
    std::size_t first_piece = 0;
    std::size_t piece_count = 0;
  };

  void write_part(std::span<const CompoundPart> parts, std::size_t index);
  void write_extras(std::span<const CompoundPart> parts, std::size_t index);
  void write_compound(std::span<const CompoundPart> parts);
  void spell(const CompoundPart& part, Spelling& spelling);
  void fold(std::string_view word, std::string& folded, std::string& lower);
  void stem_word(const std::string& lower);
  void add_variants(const std::string& lower, const Token& word);
  void add_variant(const Token& word, const std::string& stem);
  void add_piece(const CompoundPart& part, std::size_t begin, std::size_t end);
  Token& next_token(TokenKind kind, std::uint32_t begin, std::uint32_t end);
  void add_token(std::string_view text, TokenKind kind, std::uint32_t begin, std::uint32_t end, std::size_t span);

  Folder& folder_;
  Stemmer& stemmer_;
  std::string_view text_;
  std::vector<Token>* tokens_ = nullptr;
  std::size_t count_ = 0;
  std::uint32_t position_ = 0;
  bool unspaced_ = false;

  std::array<Piece, kMaxParts * kMaxCamelParts> pieces_;
  std::size_t piece_count_ = 0;
  std::array<Spelling, kMaxParts> spellings_;
  std::string scratch_;
  std::string lower_;
  std::string dotless_;
  std::string stem_;
  std::string whole_;
  std::string joined_;
};

}  // namespace newsrank::detail
