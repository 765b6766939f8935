// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/translation/splitting.hpp"

#include <algorithm>

#include "core/text/characters.hpp"
#include "index/terms.hpp"
#include "query/translation/phrase.hpp"
#include "query/translation/text_units.hpp"

namespace newsrank::detail {
namespace {

constexpr std::size_t kMaxBytes = 40;
constexpr std::size_t kMinLetters = 2;
constexpr std::size_t kMaxPairs = 2;

struct Pair {
  std::size_t second;  // where the second word begins
  Xapian::doccount frequency;
};

Token word_token(Analyzer& analyzer, std::string_view text, std::uint32_t position) {
  Token token;
  token.text = text;
  token.stem = analyzer.stem(text);
  token.position = position;
  return token;
}

// Where a second word may begin: at each letter but the first and last, or at the digits behind letters (diablo4). None
// if something else is in the word.
std::vector<std::size_t> second_words(std::string_view word) {
  std::vector<std::size_t> starts;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size(); ++letters) {
    starts.push_back(at);
    if (u_isalpha(static_cast<UChar32>(next_character(word, at))) != 0) continue;
    const auto digits = word.substr(starts.back());
    const bool only_digits = std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    return letters >= kMinLetters && only_digits ? std::vector<std::size_t>{starts.back()} : std::vector<std::size_t>{};
  }
  if (starts.size() < 2 * kMinLetters) return {};
  return {starts.begin() + kMinLetters, starts.end() - kMinLetters + 1};
}

}  // namespace

std::vector<std::pair<std::string, std::string>> two_words(const TermSource& database, std::string_view word) {
  if (word.size() > kMaxBytes) return {};
  const Xapian::doccount whole = database.get_termfreq(std::string(word));
  std::vector<Pair> pairs;
  for (const std::size_t place : second_words(word)) {
    const Xapian::doccount first = database.get_termfreq(std::string(word.substr(0, place)));
    if (first == 0 || first < whole) continue;
    const Xapian::doccount second = database.get_termfreq(std::string(word.substr(place)));
    if (second > 0 && second >= whole) pairs.push_back({place, std::min(first, second)});
  }
  std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.frequency > b.frequency; });
  if (pairs.size() > kMaxPairs) pairs.resize(kMaxPairs);
  std::vector<std::pair<std::string, std::string>> words;
  words.reserve(pairs.size());
  for (const Pair& pair : pairs) words.emplace_back(word.substr(0, pair.second), word.substr(pair.second));
  return words;
}

bool may_stand_apart(const TermSource& database, std::string_view word) {
  return database.term_exists(prefixed_term(kJoinedPrefix, word)) || !database.term_exists(std::string(word));
}

FormedQuery written_apart(const TermSource& database, Analyzer& analyzer, const Token& word, const FieldTable& fields) {
  for (const auto& [first, second] : two_words(database, word.text)) {
    TextUnit pair;
    pair.parts = {word_token(analyzer, first, 0), word_token(analyzer, second, 1)};
    FormedQuery phrase = phrase_of_parts(database, pair, fields);
    if (phrase.empty() || database.guesses()) continue;
    Xapian::Enquire enquire(database.database());
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_query(phrase.query);
    if (!enquire.get_mset(0, 1).empty()) return phrase;
  }
  return {};
}

}  // namespace newsrank::detail
