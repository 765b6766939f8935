// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/translation/wildcard.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

#include "index/terms.hpp"

namespace newsrank::detail {
namespace {

constexpr std::string_view kWildcards = "*?";
// As many times the words that are wanted are gathered before the best of them are chosen: memory is bounded.
constexpr std::size_t kGathered = 8;

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

constexpr std::size_t kFullPatterns = 4;

void merge_children(std::vector<Query>& children) {
  std::map<std::tuple<std::string, std::string, Occur>, std::size_t> places;
  std::vector<Query> kept;
  for (Query& child : children) {
    if (child.kind == QueryKind::wildcard) {
      const auto [place, is_new] = places.try_emplace({child.text, child.field, child.occur}, kept.size());
      if (!is_new) {
        kept[place->second].boost += child.boost;
        continue;
      }
    }
    kept.push_back(std::move(child));
  }
  children = std::move(kept);
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
  const auto more_frequent = [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  };
  std::vector<std::pair<Xapian::doccount, std::string>> found;
  terms.visit_prefix(start, [&](std::string_view word, Xapian::doccount documents) {
    if (is_field_term(word) || !(prefix_only || wildcard_matches(folded, word))) return;
    found.emplace_back(documents, word);
    if (found.size() / kGathered <= limit) return;
    const auto end_of_best = found.begin() + static_cast<std::ptrdiff_t>(limit);
    std::nth_element(found.begin(), end_of_best, found.end(), more_frequent);
    found.erase(end_of_best, found.end());
    expansion.cut = true;
  });
  expansion.cut = expansion.cut || found.size() > limit;
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

std::size_t count_patterns(const Query& tree) {
  std::size_t patterns = tree.kind == QueryKind::wildcard ? 1 : 0;
  for (const Query& child : tree.children) patterns += count_patterns(child);
  return patterns;
}

Query with_patterns_merged(Query tree) {
  for (Query& child : tree.children) child = with_patterns_merged(std::move(child));
  // What a NOT leaves out stands in other places than what it is left out of.
  if (tree.kind != QueryKind::and_not) merge_children(tree.children);
  return tree;
}

std::size_t terms_of_each(std::size_t most, std::size_t patterns) {
  if (patterns <= kFullPatterns) return most;
  const std::size_t all = most > std::numeric_limits<std::size_t>::max() / kFullPatterns ? most : most * kFullPatterns;
  return std::max<std::size_t>(all / patterns, 1);
}

}  // namespace newsrank::detail
