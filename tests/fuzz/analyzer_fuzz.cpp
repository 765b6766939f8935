// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes: the analyzer's tokens keep their promises, and both its paths agree.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/languages.hpp"
#include "analysis/stemmer.hpp"
#include "analysis/text_analyzer.hpp"
#include "newsrank/analyzer.hpp"
#include "token_checks.hpp"

namespace {

using newsrank::detail::kLanguages;
using newsrank::detail::Stemmer;

void require(bool holds, const std::string& what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what.c_str());
  std::abort();
}

// Stemmers read any bytes; the text chooses the language.
void stem_in_some_language(std::string_view text) {
  static std::array<std::unique_ptr<Stemmer>, kLanguages.size()> stemmers;
  const std::size_t chosen = text.size() % kLanguages.size();
  if (!stemmers[chosen]) stemmers[chosen] = std::make_unique<Stemmer>(kLanguages[chosen].name);
  std::string stem;
  stemmers[chosen]->stem(text.substr(0, newsrank::kMaxTokenBytes), stem);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static auto analyzer = newsrank::Analyzer::create();
  static newsrank::detail::TextAnalyzer full("english", newsrank::detail::AnalysisPath::full);
  static std::vector<newsrank::Token> tokens;
  static std::vector<newsrank::Token> full_tokens;
  const std::string_view text(reinterpret_cast<const char*>(data), size);

  analyzer->analyze(text, tokens);
  const std::string broken = newsrank::test::broken_promise(*analyzer, text, tokens);
  require(broken.empty(), broken);
  full.analyze(text, full_tokens);
  require(tokens == full_tokens, "the paths differ");

  const std::string folded = analyzer->fold(text);
  require(analyzer->fold(folded) == folded, "folding twice differs");
  require(full.folder().fold_value(text) == folded, "folding differs between the paths");
  stem_in_some_language(text);
  return 0;
}
