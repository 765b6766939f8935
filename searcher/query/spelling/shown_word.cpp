// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/spelling/shown_word.hpp"

#include <algorithm>
#include <string_view>

#include "core/text/characters.hpp"
#include "index/terms.hpp"

namespace newsrank::detail {
namespace {

constexpr std::size_t kMaxText = 20'000;    // bytes of a body that are looked at
constexpr char32_t kFirstUnspaced = 0xE00;  // Thai; Chinese and Japanese stand behind it

// Whether it may be a piece of a word of a script that writes no blanks.
bool may_be_piece(std::string_view word) {
  bool found = false;
  for_each_character(word, [&](char32_t c, std::string_view) { found = found || c >= kFirstUnspaced; });
  return found;
}

bool has_signs(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x80 && !is_ascii_letter(byte) && !is_ascii_digit(byte);
  });
}

// The word where the text writes it; empty: nowhere.
std::string_view written_in(Analyzer& analyzer, std::string_view text, const std::string& word) {
  // Folding costs less than to find the words.
  if (analyzer.fold(text).find(word) == std::string::npos) return {};
  std::vector<Token> tokens;
  analyzer.analyze(text, tokens);
  for (const Token& token : tokens) {
    const std::string_view written = text.substr(token.begin, token.end - token.begin);
    if (token.text == word && token.kind != TokenKind::base && analyzer.fold(written) == word) return written;
  }
  return {};
}

std::string written_in(Analyzer& analyzer, const Article& article, const std::string& word) {
  std::vector<std::string_view> texts{article.title, article.excerpt};
  texts.insert(texts.end(), article.topics.begin(), article.topics.end());
  texts.push_back(cut_utf8(article.body, kMaxText));
  for (const std::string_view text : texts) {
    if (const auto written = written_in(analyzer, text, word); !written.empty()) return std::string(written);
  }
  return {};
}

}  // namespace

bool is_plain_word(const IndexReader& index, const std::string& word) {
  if (has_signs(word) || may_be_piece(word)) return false;
  const Xapian::doccount joined = index.database().get_termfreq(prefixed_term(kJoinedPrefix, word));
  return joined == 0 || joined < index.database().get_termfreq(word);
}

std::optional<std::string> shown_word(const IndexReader& index, Analyzer& analyzer, const std::string& word,
                                      const std::vector<Xapian::docid>& documents) {
  if (is_plain_word(index, word)) return word;
  for (const Xapian::docid document : documents) {
    const auto article = index.article(document);
    if (!article) continue;
    const std::string written = written_in(analyzer, *article, word);
    if (!written.empty()) return has_signs(word) ? written : word;
  }
  return std::nullopt;
}

}  // namespace newsrank::detail
