// SPDX-License-Identifier: GPL-2.0-or-later
/// @file
/// Analyzer: the one way from text to index terms, on the write side and on the read side.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "newsrank/error.hpp"
#include "newsrank/export.hpp"

namespace newsrank {

/// How a token came to be.
enum class TokenKind : std::uint8_t {
  word,     ///< a word, number, CJK word, emoji or a symbol-bearing name (c++, .net): takes the next position
  base,     ///< the bare word inside a symbol-bearing name (c in c++), at its position: counts as a stem match only
  whole,    ///< a compound as written (gpt-3, at&t, web.powerapps.com), its parts are words; or a word with the symbol
            ///< beside it (`#hashtag`, `@handle`, `$msft`, `disney+`), span 1 unless the word is a compound
  joined,   ///< a compound without its separators (multicloud for multi-cloud, powerapps for PowerApps, php8)
  variant,  ///< how else a word may be found, at its position: counts as a stem match only. Its stem without its marks
            ///< (informacao for informação), or some characters of text that is written without spaces
};

/// One index term with its place in the source text.
///
/// Invariants: begin < end <= text size, both on character boundaries of the source; `source.substr(begin, end -
/// begin)` is what the token was made from; tokens are ordered by (position, begin, kind). text is folded, not empty,
/// and at most kMaxTokenBytes long (longer words are left out but keep their position).
struct Token {
  std::string text;                  ///< the exact form, folded (NFKC case fold, diacritics removed)
  std::string stem;                  ///< the stemmed form, folded; equal to text where the language does not stem it
  std::uint32_t position = 0;        ///< counts word positions from 0
  std::uint32_t span = 1;            ///< how many positions it covers; > 1 for whole and joined forms of compounds
  std::uint32_t begin = 0;           ///< byte offset of its first byte in the source text
  std::uint32_t end = 0;             ///< byte offset behind its last byte
  TokenKind kind = TokenKind::word;  ///< how it came to be

  /// Memberwise.
  friend bool operator==(const Token&, const Token&) = default;
};

/// Longer words are no tokens.
inline constexpr std::size_t kMaxTokenBytes = 200;

/// Options that change which terms come out; they are stored in the index, and a searcher uses those of its index.
struct AnalyzerOptions {
  /// A Snowball language by its English name or ISO 639-1 code ("english", "de"); "none" for no stemming and no stop
  /// words.
  std::string language = "english";

  /// Memberwise.
  friend bool operator==(const AnalyzerOptions&, const AnalyzerOptions&) = default;
};

/// Cuts text into tokens by Unicode word boundaries (UAX 29 with dictionaries for Thai and CJK, tailored for names such
/// as C++), folds and stems them. Stop words are kept; is_stop_word() tells them apart for queries.
///
/// Never fails: invalid UTF-8 is read as U+FFFD, which is no word. Cost: linear in the text, bounded memory.
/// Threads: an Analyzer keeps scratch state; use one per thread (clone() is cheap).
class NEWSRANK_EXPORT Analyzer {
 public:
  /// Error: invalid_argument for an unknown language.
  static Result<Analyzer> create(const AnalyzerOptions& options = {});

  /// Moving leaves an object that can only be assigned to or destroyed.
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;  ///< likewise
  ~Analyzer();
  /// An analyzer of the same options for another thread.
  Analyzer clone() const;

  /// Replaces `tokens` by the tokens of `text` (its strings' memory is reused). Text above 4 GiB is cut there.
  void analyze(std::string_view text, std::vector<Token>& tokens);

  /// The folded form of a whole text, for values that are compared as a whole (topics, provider names): folding as for
  /// tokens, white space runs as one space, none at the ends. Text above 1 GiB is cut there.
  std::string fold(std::string_view text);

  /// The stem of one folded word.
  std::string stem(std::string_view folded_word);

  /// Whether a folded word is dropped from bag-of-words queries (function words and question words of the language).
  bool is_stop_word(std::string_view folded_word) const;

  /// The options in their one stored spelling: the language by its English name.
  const AnalyzerOptions& options() const;

 private:
  struct Private;
  explicit Analyzer(std::unique_ptr<Private> self);
  std::unique_ptr<Private> self_;
};

}  // namespace newsrank
