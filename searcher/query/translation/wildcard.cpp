#include "query/translation/wildcard.hpp"

#include <algorithm>
#include <utility>

#include "index/terms.hpp"

namespace newsrank::detail {
namespace {

constexpr std::string_view kWildcards = "*?";

// Folds the literal stretches of a pattern and keeps its wildcards.
std::string fold_pattern(Analyzer& analyzer, std::string_view pattern) {
  std::string folded;
  while (!pattern.empty()) {
    const auto literal = std::min(pattern.find_first_of(kWildcards), pattern.size());
    folded += analyzer.fold(pattern.substr(0, literal));
    pattern.remove_prefix(literal);
    if (!pattern.empty()) {
      folded += pattern.front();
      pattern.remove_prefix(1);
    }
  }
  return folded;
}

std::size_t character_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) ++length;
  return length;
}

bool is_field_term(std::string_view term) {
  return term.front() >= 'A' && term.front() <= 'Z';
}

}  // namespace

bool wildcard_matches(std::string_view pattern, std::string_view text) {
  // Greedy with one way back: on a mismatch the last `*` takes in one more character.
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_text = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      star_text = t;
    } else if (p < pattern.size() && pattern[p] == '?') {
      ++p;
      t += character_length(text.substr(t));
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      star_text += character_length(text.substr(star_text));
      t = star_text;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

WildcardExpansion expand_wildcard(const TermSource& terms, Analyzer& analyzer, std::string_view pattern,
                                  std::size_t limit) {
  WildcardExpansion expansion;
  const std::string folded = fold_pattern(analyzer, pattern);
  const std::string start = folded.substr(0, folded.find_first_of(kWildcards));
  if (start.empty()) {
    expansion.refused = true;
    return expansion;
  }
  const bool prefix_only = folded.size() == start.size() + 1 && folded.back() == '*';
  std::vector<std::pair<Xapian::doccount, std::string>> found;
  terms.visit_prefix(start, [&](std::string_view word, Xapian::doccount documents) {
    if (is_field_term(word) || !(prefix_only || wildcard_matches(folded, word))) return;
    found.emplace_back(documents, word);
  });
  const auto more_frequent = [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  };
  expansion.cut = found.size() > limit;
  const auto kept = static_cast<std::ptrdiff_t>(std::min(found.size(), limit));
  std::partial_sort(found.begin(), found.begin() + kept, found.end(), more_frequent);
  for (std::ptrdiff_t i = 0; i < kept; ++i) {
    auto& [frequency, word] = found[static_cast<std::size_t>(i)];
    expansion.words.push_back(std::move(word));
    expansion.frequencies.push_back(frequency);
  }
  return expansion;
}

Xapian::Query any_word(const WildcardExpansion& expansion, std::string_view prefix) {
  std::vector<Xapian::Query> words;
  for (const std::string& word : expansion.words) words.emplace_back(prefixed_term(prefix, word));
  return Xapian::Query(Xapian::Query::OP_OR, words.begin(), words.end());
}

}  // namespace newsrank::detail
