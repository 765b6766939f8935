// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/script_grams.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "core/text/utf8.hpp"

namespace newsrank::detail {
namespace {

constexpr std::size_t kIdeographs = 2;
constexpr std::size_t kLetters = 3;

bool has_grams(std::string_view text, const Token& token) {
  return token.kind == TokenKind::word && static_cast<unsigned char>(text[token.begin]) >= 0xE0 &&
         gram_size(character_at(text, token.begin)) > 0;
}

// The words of a stretch without spaces: tokens[first, last).
class Run {
 public:
  Run(std::string_view text, const std::vector<Token>& tokens, std::size_t first, std::size_t last)
      : text_(text), tokens_(tokens), first_(first), last_(last) {
    std::size_t at = tokens[first].begin;
    while (at < tokens[last - 1].end) {
      starts_.push_back(at);
      next_character(text, at);
    }
    starts_.push_back(tokens[last - 1].end);
  }

  void write_grams(const Folder& folder, std::vector<Token>& grams) const {
    const std::size_t size = gram_size(character_at(text_, starts_.front()));
    std::size_t word = first_;
    for (std::size_t i = 0; i + size < starts_.size(); ++i) {
      while (tokens_[word].end <= starts_[i]) ++word;
      const std::size_t begin = starts_[i];
      const std::size_t end = starts_[i + size];
      if (tokens_[word].begin == begin && tokens_[word].end == end) continue;
      Token gram;
      folder.fold_word(text_.substr(begin, end - begin), gram.text);
      if (gram.text.empty()) continue;
      gram.stem = gram.text;
      gram.position = tokens_[word].position;
      gram.begin = static_cast<std::uint32_t>(begin);
      gram.end = static_cast<std::uint32_t>(end);
      gram.kind = TokenKind::variant;
      grams.push_back(std::move(gram));
    }
  }

 private:
  std::string_view text_;
  const std::vector<Token>& tokens_;
  std::size_t first_;
  std::size_t last_;
  std::vector<std::size_t> starts_;  // of its characters, and its end
};

}  // namespace

std::size_t gram_size(char32_t first) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(first), &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
      return kIdeographs;
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return kLetters;
    default:
      return 0;
  }
}

void add_script_grams(std::string_view text, const Folder& folder, std::vector<Token>& tokens) {
  std::vector<Token> grams;
  for (std::size_t first = 0; first < tokens.size(); ++first) {
    if (!has_grams(text, tokens[first])) continue;
    const std::size_t size = gram_size(character_at(text, tokens[first].begin));
    std::size_t last = first + 1;
    while (last < tokens.size() && has_grams(text, tokens[last]) && tokens[last].begin == tokens[last - 1].end &&
           gram_size(character_at(text, tokens[last].begin)) == size)
      ++last;
    Run(text, tokens, first, last).write_grams(folder, grams);
    first = last - 1;
  }
  if (grams.empty()) return;
  const auto middle = static_cast<std::ptrdiff_t>(tokens.size());
  std::move(grams.begin(), grams.end(), std::back_inserter(tokens));
  const auto key = [](const Token& token) { return std::tuple(token.position, token.begin, token.kind); };
  std::inplace_merge(tokens.begin(), tokens.begin() + middle, tokens.end(),
                     [key](const Token& a, const Token& b) { return key(a) < key(b); });
}

}  // namespace newsrank::detail
