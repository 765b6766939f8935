// SPDX-License-Identifier: GPL-2.0-or-later
#include "search_queries.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "newsrank/article.hpp"
#include "random.hpp"

namespace newsrank::bench {
namespace {

constexpr std::size_t kBands = 4;
constexpr double kRarest = 1e-5;  // share of the articles, of the first band; each band is ten times the one before
constexpr std::size_t kLeastLetters = 3;

bool is_word(std::string_view term) {
  return term.size() >= kLeastLetters &&
         std::all_of(term.begin(), term.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

struct Word {
  std::string text;
  std::uint64_t up_to = 0;  // frequencies of the words of its band, added up to this one
};

class Words {
 public:
  explicit Words(const Xapian::Database& plain) : articles_(plain.get_doccount()) {
    const auto end = plain.allterms_end();
    auto term = plain.allterms_begin();
    for (term.skip_to("a"); term != end; ++term) {
      const std::size_t band = band_of(term.get_termfreq());
      if (band == kBands || !is_word(*term)) continue;
      const std::uint64_t before = bands_[band].empty() ? 0 : bands_[band].back().up_to;
      bands_[band].push_back({*term, before + term.get_termfreq()});
    }
    std::erase_if(bands_, [](const std::vector<Word>& band) { return band.empty(); });
    if (bands_.empty()) throw std::runtime_error("the collection is too small: it has no words to ask for");
  }

  // Of no band: kBands.
  std::size_t band_of(Xapian::doccount frequency) const {
    const double share = static_cast<double>(frequency) / static_cast<double>(articles_);
    if (share < kRarest) return kBands;
    return std::min(kBands, static_cast<std::size_t>(std::log10(share / kRarest)));
  }

  std::string draw(Random& random) const {
    const auto& band = bands_[random.below(bands_.size())];
    const std::uint64_t at = random.below(band.back().up_to);
    return std::upper_bound(band.begin(), band.end(), at,
                            [](std::uint64_t value, const Word& word) { return value < word.up_to; })
        ->text;
  }

 private:
  Xapian::doccount articles_;
  std::vector<std::vector<Word>> bands_{kBands};  // those that have words
};

// Two neighbouring words of a drawn article.
std::string draw_phrase(const Xapian::Database& plain, const Words& words, Random& random) {
  for (;;) {
    const auto document = plain.get_document(static_cast<Xapian::docid>(1 + random.below(plain.get_lastdocid())));
    const auto article = decode_article(document.get_data());
    if (!article) throw std::runtime_error("the collection holds a record that cannot be read");
    std::vector<std::string> texts(1);
    for (const char c : article->excerpt) {
      if (c == ' ') {
        texts.emplace_back();
      } else {
        texts.back() += c;
      }
    }
    if (texts.size() < 2) continue;
    const std::size_t at = random.below(texts.size() - 1);
    const auto usable = [&](const std::string& text) {
      return is_word(text) && words.band_of(plain.get_termfreq(text)) < kBands;
    };
    if (usable(texts[at]) && usable(texts[at + 1])) return '"' + texts[at] + ' ' + texts[at + 1] + '"';
  }
}

std::string draw_prefix(const Words& words, Random& random) {
  constexpr std::size_t kShortest = 3;
  const std::size_t letters = kShortest + random.below(3);
  for (;;) {
    const std::string word = words.draw(random);
    if (word.size() > letters) return word.substr(0, letters) + '*';
  }
}

std::string draw_words(const Words& words, Random& random, std::size_t count, std::string_view between) {
  std::vector<std::string> drawn;
  while (drawn.size() < count) {
    std::string word = words.draw(random);
    if (std::find(drawn.begin(), drawn.end(), word) == drawn.end()) drawn.push_back(std::move(word));
  }
  std::string text = drawn.front();
  for (std::size_t i = 1; i < count; ++i) text.append(between).append(drawn[i]);
  return text;
}

}  // namespace

std::array<std::vector<std::string>, kQueryClassNames.size()> draw_queries(const Xapian::Database& plain,
                                                                           std::uint64_t seed, std::size_t count) {
  const Words words(plain);
  Random random(seed);
  std::array<std::vector<std::string>, kQueryClassNames.size()> queries;
  const auto of = [&](QueryClass each) -> std::vector<std::string>& { return queries[static_cast<std::size_t>(each)]; };
  for (std::size_t i = 0; i < count; ++i) {
    of(QueryClass::one_word).push_back(words.draw(random));
    of(QueryClass::two_or).push_back(draw_words(words, random, 2, " "));
    of(QueryClass::two_and).push_back(draw_words(words, random, 2, " AND "));
    of(QueryClass::four_or).push_back(draw_words(words, random, 4, " "));
    of(QueryClass::phrase).push_back(draw_phrase(plain, words, random));
    of(QueryClass::prefix).push_back(draw_prefix(words, random));
  }
  return queries;
}

}  // namespace newsrank::bench
