// SPDX-License-Identifier: GPL-2.0-or-later
#include "language.hpp"

#include <array>
#include <cmath>
#include <string_view>

namespace newsrank::bench {
namespace {

constexpr double kBend = 10'000;  // the rank from which on words become rare faster
constexpr double kShift = 1.36;   // of the Zipf-Mandelbrot law: the first word has 1 of 18 words

constexpr std::array<std::string_view, 48> kFrequent{
    "the",   "to",  "of",  "and",  "a",     "in",   "for",   "on",   "is",   "that",  "with",  "as",
    "at",    "by",  "it",  "from", "has",   "be",   "are",   "was",  "its",  "will",  "this",  "an",
    "have",  "new", "but", "not",  "more",  "he",   "their", "they", "said", "you",   "after", "up",
    "which", "one", "or",  "who",  "about", "been", "out",   "all",  "can",  "first", "we",    "over"};

constexpr std::array<std::string_view, 100> kSyllables{
    "ba",  "con", "de",  "mar", "lo",  "ter", "pro", "ma",  "in",  "re",  "ti",  "com", "per", "sta", "ver",
    "cli", "mo",  "gra", "par", "ni",  "su",  "ex",  "plo", "ca",  "bel", "sor", "den", "fa",  "gri", "hol",
    "ja",  "kel", "lan", "mi",  "nor", "pa",  "qua", "ros", "sen", "tra", "u",   "val", "wes", "ya",  "zo",
    "bri", "cho", "dra", "el",  "fos", "ga",  "hu",  "im",  "jo",  "ki",  "lu",  "men", "ne",  "or",  "pi",
    "ral", "sil", "tor", "un",  "vi",  "wa",  "xe",  "yor", "za",  "an",  "bo",  "cen", "di",  "en",  "fir",
    "gen", "har", "is",  "jun", "ko",  "lin", "mu",  "nal", "o",   "por", "ri",  "sa",  "tu",  "us",  "ven",
    "win", "ble", "cro", "du",  "fle", "gu",  "hem", "ir",  "ple", "sti"};

constexpr std::array<std::string_view, 6> kEndings{"s", "ed", "ing", "er", "s", "ly"};

// Two or more syllables, as an Arabic number has digits.
std::string root(std::uint64_t number) {
  std::string word;
  do {
    word += kSyllables[number % kSyllables.size()];
    number /= kSyllables.size();
  } while (number > 0);
  return word;
}

void capitalise(std::string& word) {
  word.front() = static_cast<char>(word.front() - 'a' + 'A');
}

// Words one after another: each drawn, or the favourite of the last.
class Speaker {
 public:
  explicit Speaker(Random& random) : random_(random) {}

  std::string next() {
    rank_ = started_ && random_.one_in(8) ? favourite_follower(rank_) : draw_rank(random_);
    started_ = true;
    std::string word = word_of_rank(rank_);
    if (rank_ > kFrequent.size() && random_.one_in(60)) word += "\xE2\x80\x99s";
    return word;
  }

 private:
  Random& random_;
  std::uint64_t rank_ = 0;
  bool started_ = false;
};

}  // namespace

std::string word_of_rank(std::uint64_t rank) {
  if (rank < kFrequent.size()) return std::string(kFrequent[rank]);
  constexpr std::uint64_t kFirstRoot = kSyllables.size();  // single syllables are too short for most words
  if (rank >= 200 && rank % 4 == 3) {
    const std::uint64_t base = rank / 2 - rank / 2 % 4;
    return root(kFirstRoot + base) + std::string(kEndings[rank / 4 % kEndings.size()]);
  }
  return root(kFirstRoot + rank);
}

std::uint64_t draw_rank(Random& random) {
  const double head = std::log((kBend + kShift) / kShift);  // of the integral of 1 / (r + shift)
  const double tail = 1;                                    // of the integral of (bend + shift) / (r + shift)^2
  const double drawn = random.uniform() * (head + tail);
  const double rank =
      drawn < head ? kShift * std::exp(drawn) - kShift : (kBend + kShift) / (head + tail - drawn) - kShift;
  return rank < 1e15 ? static_cast<std::uint64_t>(rank) : 1'000'000'000'000'000;
}

std::uint64_t favourite_follower(std::uint64_t rank) {
  return kFrequent.size() + Random(rank).below(3000);
}

std::string draw_title(Random& random, std::uint64_t words) {
  Speaker speaker(random);
  std::string text;
  for (std::uint64_t n = 0; n < words; ++n) {
    std::string word = speaker.next();
    if (n == 0 || word.size() > 3) capitalise(word);
    text += (n == 0 ? "" : " ") + word;
  }
  return text;
}

std::string draw_sentences(Random& random, std::uint64_t words) {
  Speaker speaker(random);
  std::string text;
  bool starts = true;
  for (std::uint64_t n = 0; n < words; ++n) {
    std::string word = speaker.next();
    if (starts || random.one_in(12)) capitalise(word);
    starts = n + 1 == words || random.one_in(14);
    text += word;
    if (starts) {
      text += '.';
    } else if (random.one_in(15)) {
      text += ',';
    }
    if (n + 1 < words) text += ' ';
  }
  return text;
}

}  // namespace newsrank::bench
