// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/article_words.hpp"

#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>

namespace newsrank::detail {
namespace {

// How many different content words the title has, how many, how many before the name of its site, how many others, and
// its text_code().
constexpr std::size_t kHeaderBytes = 1 + 2 + 1 + 2 + 4;
constexpr std::size_t kMost = 255;  // that a byte counts
constexpr std::size_t kMaxExcerptWords = 1000;
// A site's name behind a title is at most so long, and the title at least.
constexpr std::size_t kMostSiteWords = 4;
constexpr std::size_t kLeastTitleWords = 2;

static_assert(std::endian::native == std::endian::little, "codes are read as they are stored");

template <typename Number>
void put(std::string& bytes, Number number) {
  for (std::size_t i = 0; i < sizeof(Number); ++i) bytes.push_back(static_cast<char>((number >> (8 * i)) & 0xff));
}

template <typename Number>
Number get(std::string_view bytes, std::size_t at) {
  Number number = 0;
  for (std::size_t i = 0; i < sizeof(Number); ++i)
    number = static_cast<Number>(number | Number{static_cast<unsigned char>(bytes[at + i])} << (8 * i));
  return number;
}

// Where the name of the site begins that follows a title behind a dash or bar; the end of the title if none does.
std::size_t site_name(std::string_view title) {
  std::size_t last = std::string_view::npos;
  for (const std::string_view separator : {" - ", " | ", " – ", " — ", " · "}) {
    const std::size_t found = title.rfind(separator);
    if (found != std::string_view::npos && (last == std::string_view::npos || found > last)) last = found;
  }
  return last == std::string_view::npos ? title.size() : last;
}

// The codes of a title, by what they are of.
struct TitleCodes {
  std::vector<std::uint32_t> words;
  std::vector<std::uint32_t> others;
  std::size_t before_site = 0;
};

TitleCodes codes_of(std::string_view title, std::span<const Token> tokens, const Analyzer& analyzer) {
  TitleCodes codes;
  const std::size_t site = site_name(title);
  const std::vector<bool> content = content_words(tokens, analyzer);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::uint32_t code = word_code(tokens[i].stem);
    if (content[i]) {
      codes.words.push_back(code);
      codes.before_site += tokens[i].begin < site ? 1 : 0;
    } else if (std::find(codes.others.begin(), codes.others.end(), code) == codes.others.end()) {
      codes.others.push_back(code);
    }
  }
  const std::size_t of_site = codes.words.size() - codes.before_site;
  if (of_site == 0 || of_site > kMostSiteWords || codes.before_site < kLeastTitleWords) codes.before_site = 0;
  return codes;
}

std::size_t count_different(std::vector<std::uint32_t> codes) {
  std::sort(codes.begin(), codes.end());
  return static_cast<std::size_t>(std::unique(codes.begin(), codes.end()) - codes.begin());
}

}  // namespace

std::uint32_t word_code(std::string_view stem) {
  return static_cast<std::uint32_t>(XXH3_64bits(stem.data(), stem.size()));
}

std::uint32_t text_code(std::span<const Token> tokens) {
  std::string text;
  for (const Token& token : tokens) {
    if (token.kind == TokenKind::word) text.append(token.text).push_back(' ');
  }
  return text.empty() ? 0 : word_code(text);
}

std::span<const Token> seen_of_title(std::span<const Token> tokens) {
  const auto end =
      std::find_if(tokens.begin(), tokens.end(), [](const Token& token) { return token.position >= kMaxTitleWords; });
  return tokens.first(static_cast<std::size_t>(end - tokens.begin()));
}

std::vector<bool> content_words(std::span<const Token> tokens, const Analyzer& analyzer) {
  std::vector<bool> content;
  for (const Token& token : tokens)
    content.push_back(token.kind == TokenKind::word && !analyzer.is_stop_word(token.text));
  if (std::find(content.begin(), content.end(), true) != content.end()) return content;
  for (std::size_t i = 0; i < tokens.size(); ++i) content[i] = tokens[i].kind == TokenKind::word;
  return content;
}

std::string pack_words(std::string_view title, std::span<const Token> title_tokens, std::span<const Token> excerpt,
                       const Analyzer& analyzer) {
  const auto seen = seen_of_title(title_tokens);
  const TitleCodes codes = codes_of(title, seen, analyzer);
  if (codes.words.empty()) return {};
  std::string packed;
  put(packed, static_cast<std::uint8_t>(std::min(count_different(codes.words), kMost)));
  put(packed, static_cast<std::uint16_t>(codes.words.size()));
  put(packed, static_cast<std::uint8_t>(codes.before_site <= kMost ? codes.before_site : 0));
  put(packed, static_cast<std::uint16_t>(codes.others.size()));
  put(packed, text_code(seen));
  for (const std::uint32_t code : codes.words) put(packed, code);
  for (const std::uint32_t code : codes.others) put(packed, code);
  const std::vector<bool> content = content_words(excerpt, analyzer);
  std::size_t left = kMaxExcerptWords;
  for (std::size_t i = 0; i < excerpt.size() && left > 0; ++i) {
    if (!content[i]) continue;
    put(packed, static_cast<std::uint16_t>(word_code(excerpt[i].stem)));
    --left;
  }
  return packed;
}

ArticleWords::ArticleWords(std::string_view packed) {
  if (packed.size() < kHeaderBytes) return;
  const std::size_t size = get<std::uint8_t>(packed, 0);
  const std::size_t words = get<std::uint16_t>(packed, 1);
  const std::size_t before_site = get<std::uint8_t>(packed, 3);
  const std::size_t others = get<std::uint16_t>(packed, 4);
  const std::size_t title = 4 * (words + others);
  const std::size_t rest = packed.size() - kHeaderBytes;
  if (size == 0 || size > words || before_site > words || title > rest || (rest - title) % 2 != 0) return;
  size_ = size;
  words_ = words;
  before_site_ = before_site;
  others_ = others;
  excerpt_ = (rest - title) / 2;
  text_ = get<std::uint32_t>(packed, 6);
  codes_ = packed.substr(kHeaderBytes);
}

bool ArticleWords::has_title_words(std::span<const std::uint32_t> codes) const {
  if (codes.empty() || (codes.size() != words_ && codes.size() != before_site_)) return false;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (title_code(i) != codes[i]) return false;
  }
  return true;
}

bool ArticleWords::has_title_word(std::uint32_t code, std::size_t count) const {
  for (std::size_t i = 0; i < count; ++i) {
    if (title_code(i) == code) return true;
  }
  return false;
}

double ArticleWords::title_similarity(const ArticleWords& other) const {
  if (size_ == 0 || other.size_ == 0) return 0;
  std::size_t both = 0;
  for (std::size_t i = 0; i < words_; ++i) {
    const std::uint32_t code = title_code(i);
    both += other.has_title_word(code, other.words_) && !has_title_word(code, i) ? 1 : 0;
  }
  const std::size_t product = different_words() * other.different_words();
  return static_cast<double>(both) / std::sqrt(static_cast<double>(product));
}

// size_ is cut at 255.
std::size_t ArticleWords::different_words() const {
  if (size_ < kMost) return size_;
  std::size_t count = 0;
  for (std::size_t i = 0; i < words_; ++i) count += has_title_word(title_code(i), i) ? 0 : 1;
  return count;
}

TitleSketch TitleSketch::of(std::string_view packed) {
  TitleSketch sketch;
  const ArticleWords words(packed);
  if (words.title_size() == 0) return sketch;
  sketch.bits_ = static_cast<std::uint32_t>(words.title_size());
  for (std::size_t i = 0; i < words.title_codes(); ++i) sketch.bits_ |= bit_of(words.title_code(i));
  return sketch;
}

}  // namespace newsrank::detail
