// SPDX-License-Identifier: GPL-2.0-or-later
#include "results/stories/same_story.hpp"

#include <xxhash.h>

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <string_view>

#include "analysis/story_signature.hpp"

namespace newsrank::detail {
namespace {

constexpr double kSecondsPerDay = 86'400;
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
// Where the excerpts have nothing in common, a title has to be this long to be more than what anybody would write.
constexpr std::size_t kTellingTitleWords = 10;
constexpr double kSomeExcerpt = 0.02;
// The same provider's title again, with another part of its text as the excerpt.
constexpr std::size_t kReissuedTitleWords = 6;
// A copy under another title: nearly all of the excerpt agrees.
constexpr double kRetitledExcerpt = 0.7;
constexpr double kRetitledTitleSameProvider = 0.4;
constexpr double kNearDays = 3;
// Shorter excerpts say too little.
constexpr std::size_t kExcerptWords = 8;

// A part of a text, in bytes.
struct Extent {
  std::size_t begin = 0;
  std::size_t end = 0;
};

void make_set(std::vector<std::uint64_t>& hashes) {
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
}

// Of the words between these bytes of their text.
std::vector<std::uint64_t> word_hashes(std::span<const Token> tokens, Extent extent,
                                       std::vector<std::uint64_t>& numbers) {
  std::vector<std::uint64_t> hashes;
  for (const Token& token : tokens) {
    if (token.kind != TokenKind::word || token.begin < extent.begin || token.end > extent.end) continue;
    hashes.push_back(XXH3_64bits(token.text.data(), token.text.size()));
    if (token.text.find_first_not_of("0123456789") == std::string::npos) numbers.push_back(hashes.back());
  }
  make_set(numbers);
  return hashes;
}

std::string letters_of(std::string_view text) {
  std::string letters;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') letters += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0) letters += c;
  }
  return letters;
}

// Whether a title ends in the name of its site: "… | Bay Evening News", "… - bayevening.example".
bool names_site(std::string_view text, const Provider& provider) {
  const std::string letters = letters_of(text);
  if (letters.empty()) return false;
  const std::string domain = letters_of(provider.domain);
  const std::string host = letters_of(std::string_view(provider.domain).substr(0, provider.domain.rfind('.')));
  const std::string name = letters_of(provider.name);
  return letters == name || letters == domain || letters == host || (letters.size() > 3 && name.starts_with(letters));
}

constexpr std::string_view kMarks[] = {"UPDATE", "WRAPUP", "REFILE",   "CORRECTED", "RE-TRANSMISSION", "WATCH",
                                       "VIDEO",  "LIVE",   "BREAKING", "EXCLUSIVE", "Report",          "report",
                                       "Rumor",  "rumor",  "Watch",    "watch"};

bool take(std::string_view& rest, std::string_view text) {
  if (!rest.starts_with(text)) return false;
  rest.remove_prefix(text.size());
  return true;
}

std::size_t count_front(std::string_view text, std::string_view of) {
  return std::min(text.find_first_not_of(of), text.size());
}

std::size_t count_digits(std::string_view text) {
  return count_front(text, "0123456789");
}

// " 1", if it comes next.
void take_number(std::string_view& rest) {
  const std::size_t digits = rest.starts_with(' ') ? count_digits(rest.substr(1)) : 0;
  if (digits > 0) rest.remove_prefix(1 + digits);
}

// "(LEAD)", "(2nd LEAD)", "(LEAD 2)".
bool take_lead(std::string_view& rest) {
  if (!take(rest, "(")) return false;
  constexpr std::size_t kEnding = 3;  // "nd "
  const std::size_t digits = count_digits(rest);
  if (digits > 0 && rest.size() >= digits + kEnding) rest.remove_prefix(digits + kEnding);
  if (!take(rest, "LEAD")) return false;
  take_number(rest);
  return take(rest, ")");
}

// "UPDATE 1-", "WATCH:".
bool take_mark(std::string_view& rest) {
  if (std::none_of(std::begin(kMarks), std::end(kMarks), [&](std::string_view mark) { return take(rest, mark); }))
    return false;
  take_number(rest);
  take(rest, " ");
  return take(rest, ":") || take(rest, "-");
}

// What agencies and sites put before a title.
std::size_t mark_length(std::string_view title) {
  constexpr std::string_view kBlanks = " \t\r\n";
  std::string_view rest = title;
  rest.remove_prefix(count_front(rest, kBlanks));
  if (!(rest.starts_with('(') ? take_lead(rest) : take_mark(rest))) return 0;
  rest.remove_prefix(count_front(rest, kBlanks));
  return title.size() - rest.size();
}

// The title without marks before it and the name of its site behind it; whole if nothing else is left.
Extent own_title(const Article& article) {
  const std::string_view title = article.title;
  Extent own{mark_length(title), title.size()};
  for (const std::string_view bar : {" | ", " - ", " – ", " — ", " :: "}) {
    const auto at = title.rfind(bar);
    if (at != std::string_view::npos && at > own.begin && names_site(title.substr(at + bar.size()), article.provider))
      own.end = std::min(own.end, at);
  }
  return own.begin < own.end ? own : Extent{0, title.size()};
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
  if (!a.published_at || !b.published_at) return std::nullopt;
  const auto days = (static_cast<double>(*a.published_at) - static_cast<double>(*b.published_at)) / kSecondsPerDay;
  return days < 0 ? -days : days;
}

}  // namespace

StoryText story_text(const Article& article, std::span<const Token> title, std::span<const Token> excerpt) {
  StoryText text;
  std::vector<std::uint64_t> excerpt_numbers;
  const Extent own = own_title(article);
  text.title_words = word_hashes(title, {own.begin, std::min(own.end, kMaxTitleBytes)}, text.title_numbers);
  text.title_pairs = neighbours(text.title_words);
  make_set(text.title_words);
  const auto excerpt_words = word_hashes(excerpt, {0, kMaxExcerptBytes}, excerpt_numbers);
  text.excerpt_length = excerpt_words.size();
  text.excerpt_pairs = neighbours(excerpt_words);
  text.provider = article.provider.domain.empty() ? article.provider.name : article.provider.domain;
  text.provider_name = letters_of(article.provider.name);
  text.published_at = article.published_at;
  return text;
}

StoryText story_text(const Article& article, Analyzer& analyzer) {
  std::vector<Token> title;
  std::vector<Token> excerpt;
  analyzer.analyze(article.title, title);
  analyzer.analyze(std::string_view(article.excerpt).substr(0, 2 * kMaxExcerptBytes), excerpt);
  return story_text(article, title, excerpt);
}

std::string story_signature(const IdentityHash& identity, const StoryText& text) {
  StorySignature signature;
  signature.identity = std::max<std::uint64_t>(1, identity.high);
  if (text.published_at && text.title_words.size() >= kSameTitleWords) signature.add_title(text.title_pairs);
  if (text.excerpt_length >= kExcerptWords) signature.add_excerpt(text.excerpt_pairs);
  return pack(signature);
}

bool may_be_near(std::int64_t a, std::int64_t b) {
  const auto days = (static_cast<double>(a) - static_cast<double>(b)) / kSecondsPerDay;
  return -kCopyDays <= days && days <= kCopyDays;
}

namespace {

// Of two providers.
bool is_under_same_title(const StoryText& a, const StoryText& b) {
  const std::size_t words = std::min(a.title_words.size(), b.title_words.size());
  if (words < kSameTitleWords || jaccard(a.title_pairs, b.title_pairs) < kSameTitle) return false;
  const bool known = std::min(a.excerpt_length, b.excerpt_length) >= kExcerptWords;
  return words >= kTellingTitleWords || !known || jaccard(a.excerpt_pairs, b.excerpt_pairs) >= kSomeExcerpt;
}

// Of one provider. Under one domain there may be many, channels of videos for one, which call much the same.
bool is_reissued(const StoryText& a, const StoryText& b) {
  if (a.title_pairs != b.title_pairs || a.provider.empty()) return false;
  const bool part = a.provider_name.ends_with(b.provider_name) || b.provider_name.ends_with(a.provider_name);
  return a.title_words.size() >= (a.provider_name == b.provider_name ? kReissuedTitleWords : kTellingTitleWords) &&
         part;
}

}  // namespace

bool is_same_story(const StoryText& a, const StoryText& b) {
  const bool one_provider = a.provider == b.provider;
  // Part 2 is not part 3.
  if (one_provider && a.title_numbers != b.title_numbers) return false;
  const auto days = days_between(a, b);
  const bool near = days && *days <= kNearDays;
  if (near && (one_provider ? is_reissued(a, b) : is_under_same_title(a, b))) return true;
  if (std::min(a.excerpt_length, b.excerpt_length) < kExcerptWords) return false;
  const double titles = jaccard(a.title_words, b.title_words);
  const double excerpts = jaccard(a.excerpt_pairs, b.excerpt_pairs);
  if (titles >= kEditedTitle && excerpts >= (one_provider ? kEditedExcerptSameProvider : kEditedExcerpt))
    return days.value_or(0) <= kCopyDays;
  return near && excerpts >= kRetitledExcerpt && (!one_provider || titles >= kRetitledTitleSameProvider);
}

}  // namespace newsrank::detail
