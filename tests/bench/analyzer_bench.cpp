// SPDX-License-Identifier: GPL-2.0-or-later
// How fast the analyzer is: bytes per second, the short path for ASCII beside the full one, stemming on.
#include <benchmark/benchmark.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <ctime>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/text_analyzer.hpp"

namespace {

using newsrank::Token;
using newsrank::detail::AnalysisPath;
using newsrank::detail::TextAnalyzer;

constexpr std::size_t kTextBytes = 4U << 20U;
constexpr std::size_t kVocabulary = 40'000;
constexpr std::size_t kArticleBytes = 400;  // about a title and an excerpt

// Words of English syllables and endings; the same list in every run.
std::vector<std::string> vocabulary() {
  constexpr std::array<std::string_view, 24> kSyllables{"con", "ter", "a",   "pro", "ma",  "in",  "re",  "ti",
                                                        "com", "per", "de",  "lo",  "sta", "ver", "cli", "e",
                                                        "mo",  "gra", "par", "ni",  "su",  "ex",  "plo", "ca"};
  constexpr std::array<std::string_view, 12> kEndings{"",   "",   "",      "s",    "ed", "ing",
                                                      "ly", "er", "ation", "ness", "al", "y"};
  std::mt19937 random(1);
  std::vector<std::string> words{"the", "of", "to", "and", "a", "in", "is", "for", "on", "that", "with", "as"};
  while (words.size() < kVocabulary) {
    std::string word;
    for (auto syllables = 1 + random() % 3; syllables > 0; --syllables)
      word += kSyllables[random() % kSyllables.size()];
    word += kEndings[random() % kEndings.size()];
    words.push_back(std::move(word));
  }
  return words;
}

// Text in which the n-th word is about n times as rare as the first, with sentences, names and compounds.
// `foreign`: one word in so many has an accent or a typographic apostrophe; 0 for none.
std::string english_like(unsigned foreign) {
  const auto words = vocabulary();
  std::mt19937 random(2);
  std::uniform_real_distribution<double> uniform(0, std::log(static_cast<double>(words.size())));
  std::string text;
  for (unsigned n = 1; text.size() < kTextBytes; ++n) {
    std::string word = words[static_cast<std::size_t>(std::exp(uniform(random))) - 1];
    if (n % 12 == 1) word[0] = static_cast<char>(word[0] - 'a' + 'A');
    if (foreign != 0 && n % foreign == 0) word += n % 2 == 0 ? "\xC3\xA9" : "\xE2\x80\x99s";
    if (n % 60 == 0) word += "-based";
    if (n % 97 == 0) word = "GPT-3";
    if (n % 12 == 0) word += '.';
    text += word + (n % 31 == 0 ? ", " : " ");
  }
  return text;
}

void analyze(benchmark::State& state, AnalysisPath path, unsigned foreign) {
  const std::string text = english_like(foreign);
  TextAnalyzer analyzer("english", path);
  std::vector<Token> tokens;
  std::size_t count = 0;
  const std::clock_t start = std::clock();
  for (auto _ : state) {
    for (std::size_t at = 0; at < text.size(); at += kArticleBytes) {
      analyzer.analyze(std::string_view(text).substr(at, kArticleBytes), tokens);
      count += tokens.size();
      benchmark::DoNotOptimize(tokens.data());
    }
  }
  const double seconds = static_cast<double>(std::clock() - start) / static_cast<double>(state.iterations());
  static double ascii_seconds = 0;
  if (path == AnalysisPath::automatic && foreign == 0) ascii_seconds = seconds;
  if (path == AnalysisPath::full) state.counters["ascii_is_times_faster"] = seconds / ascii_seconds;
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
  state.counters["tokens"] = benchmark::Counter(static_cast<double>(count), benchmark::Counter::kIsRate);
}

void ascii(benchmark::State& state) {
  analyze(state, AnalysisPath::automatic, 0);
}
void ascii_full_path(benchmark::State& state) {
  analyze(state, AnalysisPath::full, 0);
}
void one_word_in_40_not_ascii(benchmark::State& state) {
  analyze(state, AnalysisPath::automatic, 40);
}
void one_word_in_5_not_ascii(benchmark::State& state) {
  analyze(state, AnalysisPath::automatic, 5);
}

BENCHMARK(ascii);
BENCHMARK(ascii_full_path);
BENCHMARK(one_word_in_40_not_ascii);
BENCHMARK(one_word_in_5_not_ascii);

// One process for one short query: what a command line pays.
void first_query(benchmark::State& state) {
  std::vector<Token> tokens;
  for (auto _ : state) {
    TextAnalyzer analyzer("english");
    analyzer.analyze("machine learning", tokens);
    benchmark::DoNotOptimize(tokens.data());
  }
}
BENCHMARK(first_query);

}  // namespace

BENCHMARK_MAIN();
