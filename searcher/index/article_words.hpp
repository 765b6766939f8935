// SPDX-License-Identifier: GPL-2.0-or-later
// Article words: the words of an article's title and excerpt in their order, as the ranking looks at them.
//
// They are a value of the engine (kWordsSlot), so that they travel from servers as any other, and change with their
// article alone. Words are codes of stems: a comparison of numbers tells what stands in a title, and beside what.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "newsrank/analyzer.hpp"

namespace newsrank::detail {

// Of a stem. Two stems have the same code about once in four billion pairs.
std::uint32_t word_code(std::string_view stem);

// Of the exact forms of all words of a text, in their order; 0 for a text without words.
std::uint32_t text_code(std::span<const Token> tokens);

// A title's words behind the first thousand are not looked at.
inline constexpr std::size_t kMaxTitleWords = 1000;

// The tokens of a title up to the last word that is looked at.
std::span<const Token> seen_of_title(std::span<const Token> tokens);

// Whether a word says what a text is about: where a text has others, its stop words do not.
std::vector<bool> content_words(std::span<const Token> tokens, const Analyzer& analyzer);

// The value of an article with these tokens of `title` and of its excerpt; empty for a title without words.
std::string pack_words(std::string_view title, std::span<const Token> title_tokens, std::span<const Token> excerpt,
                       const Analyzer& analyzer);

// What pack_words() made; bytes of any other kind are an article without words. The bytes must outlive it.
class ArticleWords {
 public:
  explicit ArticleWords(std::string_view packed);

  // How many different content words the title has, up to 255.
  std::size_t title_size() const { return size_; }
  // How many codes the title has, and how many of these, the first, are its content words in their order; the others
  // are of stop words and compounds.
  std::size_t title_codes() const { return words_ + others_; }
  std::size_t title_words() const { return words_; }
  std::uint32_t title_code(std::size_t i) const { return number<std::uint32_t>(4 * i); }
  // The excerpt's content words in their order, each the lower half of its code.
  std::size_t excerpt_words() const { return excerpt_; }
  std::uint16_t excerpt_code(std::size_t i) const { return number<std::uint16_t>(4 * (words_ + others_) + 2 * i); }
  // Whether the title has these exact forms (text_code) and no others.
  bool is_title(std::uint32_t text_code) const { return size_ > 0 && text_ == text_code; }
  // Whether the title's content words are those, in their order, or they are those before the name of its site.
  bool has_title_words(std::span<const std::uint32_t> codes) const;
  // How much of their content words both titles share: the cosine of the two sets, 0..1.
  double title_similarity(const ArticleWords& other) const;

 private:
  // Among the first of the title's content words.
  bool has_title_word(std::uint32_t code, std::size_t count) const;
  std::size_t different_words() const;
  template <typename Number>
  Number number(std::size_t at) const {
    Number number;
    std::memcpy(&number, codes_.data() + at, sizeof number);
    return number;
  }

  std::size_t size_ = 0;         // different content words of the title
  std::size_t words_ = 0;        // its content words
  std::size_t before_site_ = 0;  // of these before the name of its site; 0: none is named
  std::size_t others_ = 0;       // codes of its stop words, and of compounds and the words within symbols
  std::size_t excerpt_ = 0;      // content words of the excerpt
  std::uint32_t text_ = 0;
  std::string_view codes_;  // of the title's content words, its others, the excerpt's
};

// How many content words a title has, up to 255, and 24 bits of which each of its words sets one: what a column keeps,
// to pass over most articles without reading their words.
class TitleSketch {
 public:
  TitleSketch() = default;
  explicit TitleSketch(std::uint32_t stored) : bits_(stored) {}
  static TitleSketch of(std::string_view packed);

  std::uint32_t stored() const { return bits_; }
  // At least 1, so that it can be divided by.
  unsigned size() const { return (bits_ & 0xffU) == 0 ? 1 : bits_ & 0xffU; }
  // False: no word of that code stands in the title.
  bool may_hold(std::uint32_t code) const { return (bits_ & bit_of(code)) != 0; }
  static std::uint32_t bit_of(std::uint32_t code) { return 0x100U << ((code >> 16U) % 24U); }

 private:
  std::uint32_t bits_ = 0;
};

}  // namespace newsrank::detail
