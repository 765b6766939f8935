// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/evidence/evidence.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

#include "analysis/english_spellings.hpp"
#include "index/article_words.hpp"
#include "index/terms.hpp"
#include "newsrank/schema.hpp"

namespace newsrank::detail {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};

// Products that are named after a year: the 2019 behind them says which, not when.
constexpr auto kVersionedByYear =
    std::to_array<std::string_view>({"autocad", "dynamics", "excel", "exchange", "office", "outlook", "photoshop",
                                     "powerpoint", "server", "sharepoint", "studio", "visio", "windows"});

// A word of the query, in the order of its text.
struct Heard {
  Token token;
  double weight = 1;
  bool content = true;
  bool apart = false;  // from the word before: they are no neighbours
};

std::optional<int> year_of(std::string_view word) {
  int year = 0;
  if (word.size() != 4 || (!word.starts_with("19") && !word.starts_with("20"))) return std::nullopt;
  const auto [end, code] = std::from_chars(word.data(), word.data() + word.size(), year);
  if (code != std::errc{} || end != word.data() + word.size()) return std::nullopt;
  return year;
}

// By its whole name or the first three letters.
std::optional<int> month_of(std::string_view word) {
  const auto found = std::find_if(kMonths.begin(), kMonths.end(), [&](std::string_view month) {
    return word == month || (word.size() == 3 && month.starts_with(word)) ||
           (word == "sept" && month.starts_with(word));
  });
  if (found == kMonths.end()) return std::nullopt;
  return static_cast<int>(found - kMonths.begin());
}

class Listener {
 public:
  Listener(Analyzer& analyzer, const TermSource& database) : analyzer_(analyzer), database_(database) {}

  void hear(const Query& node, double weight);
  Evidence take();

 private:
  void hear_words(const Query& node, double weight);
  void spell_as_articles_do(Token& token);
  std::size_t place_of(const Heard& heard);
  void add_words();
  void add_time();

  Analyzer& analyzer_;
  const TermSource& database_;
  std::vector<Heard> heard_;
  std::vector<Token> tokens_;
  bool apart_ = false;
  bool only_words_ = true;
  Evidence evidence_;
};

void Listener::hear(const Query& node, double weight) {
  const double boosted = weight * node.boost;
  switch (node.kind) {
    case QueryKind::word:
    case QueryKind::phrase:
      if (node.field.empty()) hear_words(node, boosted);
      break;
    case QueryKind::bag:
    case QueryKind::all_of:
      for (const Query& child : node.children) {
        if (child.occur != Occur::must_not) hear(child, boosted);
      }
      break;
    case QueryKind::any_of:
      only_words_ = false;
      for (const Query& child : node.children) {
        apart_ = true;
        hear(child, boosted);
      }
      apart_ = true;
      break;
    case QueryKind::and_not:
      if (!node.children.empty()) hear(node.children.front(), boosted);
      break;
    default:
      apart_ = true;
  }
}

// Where no article has an English word as it is spelt, its other spelling stands in the titles.
void Listener::spell_as_articles_do(Token& token) {
  if (analyzer_.options().language != "english") return;
  const std::vector<std::string> spellings = english_spellings(token.text);
  if (spellings.empty() || database_.term_exists(prefixed_term(kStemPrefix, token.stem))) return;
  for (const std::string& spelling : spellings) {
    std::string stem = analyzer_.stem(spelling);
    if (!database_.term_exists(prefixed_term(kStemPrefix, stem))) continue;
    token.stem = std::move(stem);
    return;
  }
}

// Words of a phrase stand side by side in all that it finds.
void Listener::hear_words(const Query& node, double weight) {
  analyzer_.analyze(node.text, tokens_);
  bool first = true;
  for (Token& token : tokens_) {
    if (token.kind != TokenKind::word) continue;
    const bool content = !analyzer_.is_stop_word(token.text);
    if (content) spell_as_articles_do(token);
    heard_.push_back({std::move(token), weight, content, apart_ || (!first && node.kind == QueryKind::phrase)});
    apart_ = first = false;
  }
}

// Evidence::kMaxWords: it is none.
std::size_t Listener::place_of(const Heard& heard) {
  auto& words = evidence_.words;
  const auto known =
      std::find_if(words.begin(), words.end(), [&](const EvidenceWord& word) { return word.stem == heard.token.stem; });
  if (known != words.end()) return static_cast<std::size_t>(known - words.begin());
  if (words.size() == Evidence::kMaxWords) return Evidence::kMaxWords;
  EvidenceWord word;
  word.term = prefixed_term(kStemPrefix, heard.token.stem);
  word.articles = is_storable_term(word.term) ? static_cast<double>(database_.get_termfreq(word.term)) : 0;
  if (word.articles == 0) return Evidence::kMaxWords;
  word.code = word_code(heard.token.stem);
  word.stem = heard.token.stem;
  word.weight = heard.weight;
  words.push_back(std::move(word));
  return words.size() - 1;
}

void Listener::add_words() {
  std::size_t before = Evidence::kMaxWords;
  for (const Heard& heard : heard_) {
    if (heard.apart) before = Evidence::kMaxWords;
    if (!heard.content) continue;
    const std::size_t place = place_of(heard);
    if (place < Evidence::kMaxWords && before < Evidence::kMaxWords && before != place) {
      const auto same = [&](const EvidencePair& pair) { return pair.first == before && pair.second == place; };
      if (evidence_.pairs.size() < Evidence::kMaxWords &&
          std::none_of(evidence_.pairs.begin(), evidence_.pairs.end(), same))
        evidence_.pairs.push_back({before, place});
    }
    before = place;
    evidence_.title_words.push_back(word_code(heard.token.stem));
  }
}

// A number that may be a year counts as one beside other words, unless it is a version.
void Listener::add_time() {
  for (std::size_t i = 0; i < heard_.size() && heard_.size() > 1; ++i) {
    const auto year = year_of(heard_[i].token.text);
    const bool is_version = i > 0 && std::find(kVersionedByYear.begin(), kVersionedByYear.end(),
                                               heard_[i - 1].token.text) != kVersionedByYear.end();
    if (!year || is_version) continue;
    const auto month = i > 0 ? month_of(heard_[i - 1].token.text) : std::nullopt;
    if (month || !evidence_.time) evidence_.time = NamedTime{*year, month};
  }
}

Evidence Listener::take() {
  if (std::none_of(heard_.begin(), heard_.end(), [](const Heard& heard) { return heard.content; })) {
    for (Heard& heard : heard_) heard.content = true;
  }
  add_words();
  add_time();
  if (only_words_) {
    std::vector<Token> tokens;
    for (const Heard& heard : heard_) tokens.push_back(heard.token);
    evidence_.title_text = text_code(tokens);
  } else {
    evidence_.title_words.clear();
  }
  return std::move(evidence_);
}

}  // namespace

bool names(const NamedTime& time, std::string_view word) {
  return year_of(word) == time.year || (time.month && month_of(word) == time.month);
}

Evidence evidence_of(const Query& tree, Analyzer& analyzer, const TermSource& database) {
  Listener listener(analyzer, database);
  listener.hear(tree, 1);
  return listener.take();
}

}  // namespace newsrank::detail
