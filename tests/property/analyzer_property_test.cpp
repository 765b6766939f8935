// SPDX-License-Identifier: GPL-2.0-or-later
// The analyzer on random text: tokens slice back, the paths agree, folding is idempotent.
#include <rapidcheck.h>

#include <rapidcheck/boost_test.h>
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/text_analyzer.hpp"
#include "newsrank/analyzer.hpp"
#include "token_checks.hpp"

using newsrank::Analyzer;
using newsrank::Token;
using newsrank::detail::AnalysisPath;
using newsrank::detail::TextAnalyzer;

namespace {

Analyzer& analyzer() {
  static auto instance = Analyzer::create();
  return *instance;
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  analyzer().analyze(text, tokens);
  return tokens;
}

std::vector<Token> full_tokens_of(std::string_view text) {
  static TextAnalyzer full("english", AnalysisPath::full);
  std::vector<Token> tokens;
  full.analyze(text, tokens);
  return tokens;
}

template <typename Piece>
std::string joined(const std::vector<Piece>& pieces) {
  std::string text;
  for (const auto& piece : pieces) text += piece;
  return text;
}

// ASCII with more punctuation, capitals and known names than text has.
rc::Gen<std::string> ascii_text() {
  const auto piece = rc::gen::oneOf(
      rc::gen::map(rc::gen::inRange(0, 128), [](int c) { return std::string(1, static_cast<char>(c)); }),
      rc::gen::element<std::string>(" ", " ", ".", "-", "'", "/", "&", "_", "#", "+", "@", "$", ",", ":", "++", ".net"),
      rc::gen::element<std::string>("a", "B", "7", "10", "000", "C", "don", "t", "s", "ll", "Net", "Power", "Apps",
                                    "searching"));
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), joined<std::string>);
}

std::string utf8(std::uint32_t c) {
  const auto byte = [](std::uint32_t value) { return static_cast<char>(static_cast<unsigned char>(value)); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xC0 | (c >> 6U)), byte(0x80 | (c & 0x3FU))};
  if (c < 0x10000) return {byte(0xE0 | (c >> 12U)), byte(0x80 | ((c >> 6U) & 0x3FU)), byte(0x80 | (c & 0x3FU))};
  return {byte(0xF0 | (c >> 18U)), byte(0x80 | ((c >> 12U) & 0x3FU)), byte(0x80 | ((c >> 6U) & 0x3FU)),
          byte(0x80 | (c & 0x3FU))};
}

rc::Gen<std::string> character_in(std::uint32_t first, std::uint32_t last) {
  return rc::gen::map(rc::gen::inRange(first, last + 1), utf8);
}

// Unicode (surrogates too), runs of interesting blocks, invisible characters, cut and stray bytes.
rc::Gen<std::string> unicode_text() {
  const auto piece = rc::gen::oneOf(
      ascii_text(), character_in(0, 0x10FFFF), character_in(0x80, 0x24F), character_in(0x300, 0x36F),
      character_in(0x370, 0x6FF), character_in(0x900, 0xE7F), character_in(0x1100, 0x11FF),
      character_in(0x1F00, 0x2BFF), character_in(0x3040, 0x30FF), character_in(0x4E00, 0x4F00),
      character_in(0xAC00, 0xAD00), character_in(0xFB00, 0xFFFF), character_in(0x1F1E6, 0x1F6FF),
      rc::gen::element<std::string>("\u200B", "\u200C", "\u200D", "\u00AD", "\uFEFF", "\uFE0F", "\u2019", "\u2010",
                                    "\u00B7", "\u0301", "\u3099", "\u0130", "\u0131", " "),
      rc::gen::map(rc::gen::inRange(0x80, 0x100), [](int c) { return std::string(1, static_cast<char>(c)); }));
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), joined<std::string>);
}

void check_text(const std::string& text) {
  const auto tokens = tokens_of(text);
  const std::string broken = newsrank::test::broken_promise(analyzer(), text, tokens);
  RC_ASSERT(broken == std::string());
  RC_ASSERT(tokens == full_tokens_of(text));
  auto clone = analyzer().clone();
  std::vector<Token> again;
  clone.analyze(text, again);
  RC_ASSERT(tokens == again);
}

double seconds_for(const std::string& text) {
  const std::clock_t start = std::clock();  // of this process: the machine may be busy
  tokens_of(text);
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

std::string repeated(std::string_view unit, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += unit;
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(analyzer_properties)

RC_BOOST_PROP(tokens_of_ascii_text_slice_back_and_are_those_of_the_full_path, ()) {
  check_text(*ascii_text());
}

RC_BOOST_PROP(tokens_of_any_text_slice_back_and_are_those_of_the_full_path, ()) {
  check_text(*unicode_text());
}

RC_BOOST_PROP(folding_is_idempotent, ()) {
  const auto text = *unicode_text();
  const auto folded = analyzer().fold(text);
  RC_ASSERT(analyzer().fold(folded) == folded);
  RC_ASSERT(newsrank::detail::Folder(AnalysisPath::full).fold_value(text) == folded);
}

RC_BOOST_PROP(case_does_not_matter_outside_camel_case, ()) {
  auto upper = *rc::gen::container<std::string>(
      rc::gen::oneOf(rc::gen::inRange('A', 'Z'), rc::gen::elementOf(std::string(" '-.+#&/@"))));
  auto lower = upper;
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  RC_ASSERT(tokens_of(upper) == tokens_of(lower));
}

// Every character by itself: a property over random text would miss most of them.
BOOST_AUTO_TEST_CASE(every_character_keeps_the_promises) {
  for (std::uint32_t c = 0; c < 0x30000; ++c) {
    const std::string text = "a" + utf8(c) + "b" + utf8(c);
    const std::string broken = newsrank::test::broken_promise(analyzer(), text, tokens_of(text));
    BOOST_REQUIRE_MESSAGE(broken.empty(), "U+" << std::hex << c << ": " << broken);
    const std::string folded = analyzer().fold(text);
    BOOST_REQUIRE_MESSAGE(analyzer().fold(folded) == folded, "U+" << std::hex << c);
  }
}

// Four times the text takes about four times the time; quadratic time would be sixteen times.
BOOST_AUTO_TEST_CASE(hostile_text_takes_linear_time) {
  constexpr std::size_t kSmall = 1U << 20U;
  for (const auto* unit :
       {"\u0301", "a\u0301",          "-",      "a-",          ".", "a.", "'", "a'",     "1,000,", "n't'", "a\u200B",
        "\u200D", "\U0001F468\u200D", "aB",     "Ab",          "_", "a/", "a", "\u00E9", "#",      "+",    "\xFF",
        "\u0E01", "\u4E2D",           "\uAC00", "\u05E9\u05F4"}) {
    const double small = seconds_for(repeated(unit, kSmall));
    const double large = seconds_for(repeated(unit, 4 * kSmall));
    BOOST_TEST(large < 9 * small + 0.1, "\"" << unit << "\": " << small << " s, then " << large << " s");
  }
}

BOOST_AUTO_TEST_CASE(real_articles_keep_the_promises) {
  const char* const named = std::getenv("NEWSRANK_CORPORA");
  const std::filesystem::path corpora = named != nullptr ? named : NEWSRANK_SOURCE_DIR "/../shared/corpora";
  if (!std::filesystem::is_directory(corpora)) return;
  constexpr std::size_t kFilesToSkip = 8;  // a part of the files is enough
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpora)) {
    if (!entry.is_regular_file() || ++count % kFilesToSkip != 0) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text = std::string(std::istreambuf_iterator<char>(file), {}).substr(0, 16'000);
    const auto tokens = tokens_of(text);
    BOOST_TEST(newsrank::test::broken_promise(analyzer(), text, tokens) == "", entry.path());
    BOOST_TEST((tokens == full_tokens_of(text)), entry.path());
  }
}

BOOST_AUTO_TEST_SUITE_END()
