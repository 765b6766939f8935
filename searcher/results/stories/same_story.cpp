// SPDX-License-Identifier: GPL-2.0-or-later
#include "results/stories/same_story.hpp"

#include <xxhash.h>

#include <algorithm>
#include <string_view>

namespace newsrank::detail {
namespace {

constexpr std::size_t kMaxTitleBytes = 2048;
constexpr std::size_t kMaxExcerptBytes = 8192;

// A copy with an edited title: most of both texts agrees.
constexpr double kEditedTitle = 0.6;
constexpr double kEditedExcerpt = 0.5;
constexpr double kEditedExcerptSameProvider = 0.7;  // whose standing phrases repeat
constexpr double kCopyDays = 7;
// A copy under the same title whose excerpt was cut elsewhere.
constexpr double kSameTitle = 0.8;
constexpr std::size_t kSameTitleWords = 4;
// A copy under another title: nearly all of the excerpt agrees.
constexpr double kRetitledExcerpt = 0.7;
constexpr double kRetitledTitleSameProvider = 0.4;
constexpr double kNearDays = 3;
// Shorter excerpts say too little.
constexpr std::size_t kExcerptWords = 8;

void make_set(std::vector<std::uint64_t>& hashes) {
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
}

std::vector<std::uint64_t> word_hashes(std::string_view text, Analyzer& analyzer, std::vector<std::uint64_t>& numbers) {
  std::vector<Token> tokens;
  analyzer.analyze(text, tokens);
  std::vector<std::uint64_t> hashes;
  for (const Token& token : tokens) {
    if (token.kind != TokenKind::word) continue;
    hashes.push_back(XXH3_64bits(token.text.data(), token.text.size()));
    if (token.text.find_first_not_of("0123456789") == std::string::npos) numbers.push_back(hashes.back());
  }
  make_set(numbers);
  return hashes;
}

std::vector<std::uint64_t> neighbours(const std::vector<std::uint64_t>& words) {
  if (words.size() < 2) return words;
  std::vector<std::uint64_t> pairs;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::uint64_t pair[] = {words[i], words[i + 1]};
    pairs.push_back(XXH3_64bits(pair, sizeof pair));
  }
  make_set(pairs);
  return pairs;
}

double jaccard(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  if (a.empty() && b.empty()) return 0;
  std::size_t common = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) {
      ++common;
      ++i;
      ++j;
    } else {
      ++(*i < *j ? i : j);
    }
  }
  return static_cast<double>(common) / static_cast<double>(a.size() + b.size() - common);
}

std::optional<double> days_between(const StoryText& a, const StoryText& b) {
  constexpr double kSecondsPerDay = 86'400;
  if (!a.published_at || !b.published_at) return std::nullopt;
  const auto days = (static_cast<double>(*a.published_at) - static_cast<double>(*b.published_at)) / kSecondsPerDay;
  return days < 0 ? -days : days;
}

}  // namespace

StoryText story_text(const Article& article, Analyzer& analyzer) {
  StoryText text;
  std::vector<std::uint64_t> excerpt_numbers;
  text.title_words =
      word_hashes(std::string_view(article.title).substr(0, kMaxTitleBytes), analyzer, text.title_numbers);
  text.title_pairs = neighbours(text.title_words);
  make_set(text.title_words);
  const auto excerpt =
      word_hashes(std::string_view(article.excerpt).substr(0, kMaxExcerptBytes), analyzer, excerpt_numbers);
  text.excerpt_length = excerpt.size();
  text.excerpt_pairs = neighbours(excerpt);
  text.provider = article.provider.domain.empty() ? article.provider.name : article.provider.domain;
  text.published_at = article.published_at;
  return text;
}

bool is_same_story(const StoryText& a, const StoryText& b) {
  const bool one_provider = a.provider == b.provider;
  // Part 2 is not part 3.
  if (one_provider && a.title_numbers != b.title_numbers) return false;
  const auto days = days_between(a, b);
  const bool near = days && *days <= kNearDays;
  if (!one_provider && near && std::min(a.title_words.size(), b.title_words.size()) >= kSameTitleWords &&
      jaccard(a.title_pairs, b.title_pairs) >= kSameTitle)
    return true;
  if (std::min(a.excerpt_length, b.excerpt_length) < kExcerptWords) return false;
  const double titles = jaccard(a.title_words, b.title_words);
  const double excerpts = jaccard(a.excerpt_pairs, b.excerpt_pairs);
  if (titles >= kEditedTitle && excerpts >= (one_provider ? kEditedExcerptSameProvider : kEditedExcerpt))
    return days.value_or(0) <= kCopyDays;
  return near && excerpts >= kRetitledExcerpt && (!one_provider || titles >= kRetitledTitleSameProvider);
}

}  // namespace newsrank::detail
