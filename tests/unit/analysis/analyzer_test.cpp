// SPDX-License-Identifier: GPL-2.0-or-later
// The analyzer: which text becomes which tokens.
#include "newsrank/analyzer.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/languages.hpp"
#include "analysis/stop_words.hpp"
#include "token_text.hpp"

using newsrank::Analyzer;
using newsrank::Token;
using newsrank::TokenKind;

namespace {

Analyzer analyzer_for(const std::string& language) {
  auto analyzer = Analyzer::create({language});
  BOOST_REQUIRE(analyzer);
  return std::move(*analyzer);
}

std::vector<Token> tokens_of(std::string_view text) {
  auto analyzer = analyzer_for("english");
  std::vector<Token> tokens;
  analyzer.analyze(text, tokens);
  return tokens;
}

struct Case {
  std::string_view text;
  std::string_view tokens;
};

template <std::size_t N>
void check(const Case (&cases)[N]) {
  for (const auto& [text, expected] : cases) {
    BOOST_TEST(newsrank::test::token_text(tokens_of(text)) == expected, "in \"" << text << '"');
  }
}

// Whether a word of one text is found by a query word written like the other: they share a word or joined form.
bool find_each_other(std::string_view a, std::string_view b) {
  const auto left = tokens_of(a);
  const auto right = tokens_of(b);
  return std::any_of(left.begin(), left.end(), [&](const Token& token) {
    return std::any_of(right.begin(), right.end(), [&](const Token& other) {
      const bool all = token.span == left.back().position + 1 || other.span == right.back().position + 1;
      return all && token.kind != TokenKind::base && other.kind != TokenKind::base && token.text == other.text;
    });
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(analyzer)

BOOST_AUTO_TEST_CASE(names_with_symbols_are_one_word_and_their_bare_word_a_base) {
  check({
      {"C++", "c++@0 base:c@0"},
      {"c++.", "c++@0 base:c@0"},
      {"C# F#", "c#@0 base:c@0 f#@1 base:f@1"},
      {".NET", ".net@0 base:net@0"},
      {"(.net)", ".net@0 base:net@0"},
      {"Notepad++", "notepad++@0 base:notepad@0"},
      {"C++20", "c++@0 base:c@0 whole:c++20@0+2 20@1"},
      {"C/C++", "c@0 whole:c/c++@0+2 c++@1 base:c@1"},
      {"C#/.NET", "c#@0 base:c@0 whole:c#/.net@0+2 .net@1 base:net@1"},
      {".NET5", ".net@0 whole:.net5@0+2 base:net@0 5@1"},
      {".NET-based", ".net@0 whole:.net-based@0+2 base:net@0 based@1"},
      {"C", "c@0"},
      {"\xE2\x80\x9C"
       "C++\xE2\x80\x9D C#\xE2\x80\xA6 C#\xC3\xA9",
       "c++@0 base:c@0 c#@1 base:c@1 c@2 e@3"},
      {"a+b 1+1 x+=1 C+++ a#b ##x", "a@0 b@1 1@2 1@3 x@4 1@5 c@6 a@7 b@8 x@9"},
      {"so... .Then", "so@0 then@1"},
  });
}

BOOST_AUTO_TEST_CASE(symbols_beside_a_name_make_a_whole) {
  check({
      {"#hashtag", "whole:#hashtag@0 hashtag@0"},
      {"@handle", "whole:@handle@0 handle@0"},
      {"$MSFT", "whole:$msft@0 msft@0"},
      {"Disney+", "disney@0 whole:disney+@0"},
      {"#snake_case", "whole:#snake_case@0+2 snake@0 whole:snake_case@0+2 joined:snakecase@0+2 case@1"},
      {"#1 $100 &#39; a@ # @", "1@0 100@1 39@2 a@3"},
  });
}

BOOST_AUTO_TEST_CASE(compounds_are_found_whole_by_parts_and_joined) {
  check({
      {"ASP.NET", "asp@0 whole:asp.net@0+2 joined:aspnet@0+2 net@1"},
      {"Node.js", "node@0 whole:node.js@0+2 joined:nodejs@0+2 js@1"},
      {"AT&T", "at@0 whole:at&t@0+2 joined:att@0+2 t@1"},
      {"R&D", "r@0 whole:r&d@0+2 joined:rd@0+2 d@1"},
      {"GPT-3", "gpt@0 whole:gpt-3@0+2 joined:gpt3@0+2 3@1"},
      {"COVID-19", "covid@0 whole:covid-19@0+2 joined:covid19@0+2 19@1"},
      {"5G 4K", "5g@0 4k@1"},
      {"X/S", "x@0 whole:x/s@0+2 joined:xs@0+2 s@1"},
      {"CI/CD", "ci@0 whole:ci/cd@0+2 joined:cicd@0+2 cd@1"},
      {"TCP/IP", "tcp@0 whole:tcp/ip@0+2 joined:tcpip@0+2 ip@1"},
      {"Wi-Fi", "wi@0 whole:wi-fi@0+2 joined:wifi@0+2 fi@1"},
      {"e-mail", "e@0 whole:e-mail@0+2 joined:email@0+2 mail@1"},
      {"co-op", "co@0 whole:co-op@0+2 joined:coop@0+2 op@1"},
      {"low-code", "low@0 whole:low-code@0+2 joined:lowcode@0+2 code@1"},
      {"state-of-the-art", "state@0 whole:state-of-the-art@0+4 joined:stateoftheart@0+4 of@1 the@2 art@3"},
      {"U.S.", "u@0 whole:u.s@0+2 joined:us@0+2 s@1"},
      {"U.K.", "u@0 whole:u.k@0+2 joined:uk@0+2 k@1"},
      {"Ph.D.", "ph@0 whole:ph.d@0+2 joined:phd@0+2 d@1"},
      {"web.powerapps.com", "web@0 whole:web.powerapps.com@0+3 joined:webpowerappscom@0+3 powerapps@1 com@2"},
      {"snake_case", "snake@0 whole:snake_case@0+2 joined:snakecase@0+2 case@1"},
      {"a- -b c--d", "a@0 b@1 c@2 d@3"},
      {"TCP/IP-based", "tcp@0 whole:tcp/ip@0+2 joined:tcpip@0+2 ip@1 based@2"},
      {"a-b-c-d-e-f-g-h-i", "a@0 b@1 c@2 d@3 e@4 f@5 g@6 h@7 i@8"},
  });
}

BOOST_AUTO_TEST_CASE(numbers_keep_what_makes_them) {
  check({
      {"3.5 18.04 v2.0", "3@0 whole:3.5@0+2 5@1 18@2 whole:18.04@2+2 04@3 2@4 whole:2.0@4+2 0@5"},
      {"1,000 1,000,000", "1000@0 1000000@1"},
      {"5,000mAh 5000mAh $1,000-a", "5000mah@0 5000mah@1 1000@2 whole:1000-a@2+2 joined:1000a@2+2 a@3"},
      {"1,234.5", "1234@0 whole:1234.5@0+2 5@1"},
      {"1,2,3 12,34 1,0000", "1@0 2@1 3@2 12@3 34@4 1@5 0000@6"},
      {"10:30 50%", "10@0 whole:10:30@0+2 30@1 50@2"},
      {"2022-09-12", "2022@0 whole:2022-09-12@0+3 09@1 12@2"},
      {"GPT-3.5", "gpt@0 whole:gpt-3.5@0+3 joined:gpt3.5@0+3 3@1 5@2"},
      {"\xD9\xA3\xD9\xA5", "35@0"},
  });
}

BOOST_AUTO_TEST_CASE(camel_case_names_are_compounds) {
  check({
      {"PowerApps", "power@0 joined:powerapps@0+2 apps@1"},
      {"OpenAI", "open@0 joined:openai@0+2 ai@1"},
      {"php8 PHP8 iPhone12 PowerApps2",
       "php@0 joined:php8@0+2 8@1 php@2 joined:php8@2+2 8@3 iphone@4 joined:iphone12@4+2 12@5 power@6 "
       "joined:powerapps2@6+3 apps@7 2@8"},
      {"h264 b2b 5G mp34567", "h264@0 b2b@1 5g@2 mp34567@3"},
      {"iPhone eBay iOS PhD GPUs HTTPServer", "iphone@0 ebay@1 ios@2 phd@3 gpus@4 httpserver@5"},
      {"aaBbCcDdEe aB2C a1bC", "aabbccddee@0 ab2c@1 a1bc@2"},
      {"OneTwo-ThreeFour",
       "one@0 whole:onetwo-threefour@0+4 joined:onetwo@0+2 joined:onetwothreefour@0+4 two@1 three@2 "
       "joined:threefour@2+2 four@3"},
  });
}

BOOST_AUTO_TEST_CASE(apostrophes) {
  check({
      {"Microsoft's Microsoft\xE2\x80\x99s", "microsoft@0 microsoft@1"},
      {"companies' 'quoted'", "companies@0 quoted@1"},
      {"don't don\xE2\x80\x99t dont don`t", "dont@0 dont@1 dont@2 dont@3"},
      {"I'll we've they're he'd I'm", "i@0 we@1 they@2 he@3 i@4"},
      {"O'Reilly", "o@0 joined:oreilly@0+2 reilly@1"},
      {"l\xE2\x80\x99"
       "avion",
       "l@0 joined:lavion@0+2 avion@1"},
      {"rock'n'roll's", "rock@0 joined:rocknroll@0+3 n@1 roll@2"},
      {"AT&T's", "at@0 whole:at&t@0+2 joined:att@0+2 t@1"},
      {"U.S.'s U.S.\xE2\x80\x99s", "u@0 whole:u.s@0+2 joined:us@0+2 s@1 u@2 whole:u.s@2+2 joined:us@2+2 s@3"},
      {"'90s 1990's 5'10", "90s@0 1990@1 5@2 10@3"},
  });
}

BOOST_AUTO_TEST_CASE(typography_and_invisible_characters) {
  check({
      {"\xE2\x80\x9Cquoted\xE2\x80\x9D em\xE2\x80\x94"
       "dash",
       "quoted@0 em@1 dash@2"},
      {"non\xE2\x80\x91"
       "stop",
       "non@0 whole:non-stop@0+2 joined:nonstop@0+2 stop@1"},
      {"2019\xE2\x80\x93"
       "2020",
       "2019@0 whole:2019-2020@0+2 2020@1"},
      {"\xEF\xAC\x81ne", "fine@0"},
      {"\xEF\xBC\xA1\xEF\xBC\x86\xEF\xBC\xA2", "a@0 whole:a&b@0+2 joined:ab@0+2 b@1"},
      {"co\xC2\xAD"
       "operate",
       "cooperate@0"},
      {"micro\xE2\x80\x8Bsoft a\xE2\x80\x8D"
       "b c\xE2\x80\x8C"
       "d \xEF\xBB\xBF"
       "bom",
       "microsoft@0 ab@1 cd@2 bom@3"},
      {"col\xC2\xB7lecci\xC3\xB3", "colleccio@0"},
      {"a\xC2\xA0"
       "b",
       "a@0 b@1"},
      {"e\xCC\x81t\xC3\xA9", "ete@0"},
      {"a\xFF"
       "b \xED\xA0\x80 c\xC3",
       "a@0 b@1 c@2"},
  });
}

BOOST_AUTO_TEST_CASE(emoji_are_words) {
  check({
      {"\xF0\x9F\x98\x80\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80@0 \xF0\x9F\x98\x80@1"},
      {"ok\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD", "ok@0 \xF0\x9F\x91\x8D@1"},
      {"\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9", "\xF0\x9F\x91\xA8\xF0\x9F\x91\xA9@0"},
      {"\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA\xF0\x9F\x87\xAB\xF0\x9F\x87\xB7",
       "\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA@0 \xF0\x9F\x87\xAB\xF0\x9F\x87\xB7@1"},
      {"\xE2\x9D\xA4\xEF\xB8\x8F", "\xE2\x9D\xA4@0"},
      {"\xC2\xA9 2022 Windows\xE2\x84\xA2", "2022@0 windows@1"},
  });
}

BOOST_AUTO_TEST_CASE(scripts_without_spaces_and_right_to_left) {
  check({
      {"机器学习", "机器@0 variant:器学=器学@0 学习@1"},
      {"东京 カタカナ", "东京@0 カタカナ@1 variant:カタ=カタ@1 variant:タカ=タカ@1 variant:カナ=カナ@1"},
      {"ภาษาไทย", "ภาษา@0 variant:ภาษ=ภาษ@0 variant:าษา=าษา@0 variant:ษาไ=ษาไ@0 variant:าไท=าไท@0 ไทย@1"},
      {"한국어 검색", "한국어@0 검색@1"},
      {"العَرَبِيَّة", "العربيه@0"},
      {"שָׁלוֹם צה״ל", "שלום@0 צהל@1"},
      {"约翰·史密斯", "约翰@0 史密斯@1 variant:史密=史密@1 variant:密斯=密斯@1"},
  });
}

BOOST_AUTO_TEST_CASE(folds_letters_to_what_people_type) {
  auto analyzer = analyzer_for("english");
  const Case cases[] = {
      {"İstanbul", "istanbul"},
      {"ıspanak", "ispanak"},
      {"Straße", "strasse"},
      {"Łódź", "lodz"},
      {"Søren", "soren"},
      {"Café", "cafe"},
      {"ёлка", "елка"},
      {"Новый", "новый"},
      {"が", "が"},
      {"हिन्दी", "हिन्दी"},
      {"ΆΣ", "ασ"},
      {"ﬃ", "ffi"},
      {"①", "1"},
      {"  Machine \t\n Learning ", "machine learning"},
      {"", ""},
      {"C++", "c++"},
      {"\xE2\x80\x9C"
       "A\xE2\x80\x9D\xE2\x80\x93\xE2\x80\x99",
       "\"a\"-'"},
      {"a\x01"
       "b",
       "a b"},
      {"\xFF", "\xEF\xBF\xBD"},
  };
  for (const auto& [text, folded] : cases) BOOST_TEST(analyzer.fold(text) == folded, "of \"" << text << '"');
}

BOOST_AUTO_TEST_CASE(spellings_of_one_name_find_each_other) {
  const std::vector<std::vector<std::string>> groups{
      {"multicloud", "multi-cloud",
       "Multi\xE2\x80\x90"
       "Cloud",
       "MultiCloud"},
      {"GPT-3", "gpt3",
       "GPT\xE2\x80\x91"
       "3"},
      {"PowerApps", "powerapps", "POWERAPPS", "power-apps"},
      {"OpenAI", "openai", "OPENAI"},
      {"Wi-Fi", "WiFi", "wifi"},
      {"Node.js", "nodejs", "NODE.JS"},
      {"U.S.", "US", "us"},
      {"don't", "dont"},
      {"O'Reilly", "OReilly", "oreilly"},
  };
  for (const auto& group : groups) {
    for (const auto& a : group) {
      for (const auto& b : group) BOOST_TEST(find_each_other(a, b), a << " and " << b);
    }
  }
}

BOOST_AUTO_TEST_CASE(tokens_tell_where_they_come_from) {
  const std::string text = "Microsoft's #C++ .NET e\xCC\x81t\xC3\xA9-1, PowerApps";
  const std::vector<std::string> slices{"Microsoft",
                                        "C++",
                                        "C",
                                        ".NET",
                                        "NET",
                                        "e\xCC\x81t\xC3\xA9",
                                        "e\xCC\x81t\xC3\xA9-1",
                                        "e\xCC\x81t\xC3\xA9-1",
                                        "1",
                                        "Power",
                                        "PowerApps",
                                        "Apps"};
  std::vector<std::string> found;
  for (const Token& token : tokens_of(text)) found.push_back(text.substr(token.begin, token.end - token.begin));
  BOOST_TEST(found == slices, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(stems_words_but_neither_names_nor_numbers) {
  auto analyzer = analyzer_for("english");
  const Case cases[] = {{"searching", "search"},       {"applications", "applic"}, {"c++", "c++"}, {"gpt-3", "gpt-3"},
                        {"multiclouds", "multicloud"}, {"1980s", "1980s"},         {"", ""}};
  for (int round = 0; round < 2; ++round) {  // the second time from the cache
    for (const auto& [word, stem] : cases) BOOST_TEST(analyzer.stem(word) == stem, "of \"" << word << '"');
  }
  for (const Token& token : tokens_of("Searching applications of multi-clouds in C++, running")) {
    BOOST_TEST(token.stem == analyzer.stem(token.text));
  }
  BOOST_TEST(analyzer_for("none").stem("searching") == "searching");
  BOOST_TEST(analyzer_for("de").stem("haeuser") == analyzer_for("german").stem("haeuser"));
}

BOOST_AUTO_TEST_CASE(words_are_stemmed_by_their_marks_and_found_without_them) {
  std::vector<Token> tokens;
  const auto stems = [&](const std::string& language, std::string_view text) {
    analyzer_for(language).analyze(text, tokens);
    return newsrank::test::token_text(tokens) + " " + tokens.front().stem;
  };
  BOOST_TEST(stems("portuguese", "informações") == "informacoes@0 variant:informaco=informacoes@0 inform");
  BOOST_TEST(stems("english", "Müller") == "muller@0 variant:mueller=muller@0 muller");
  BOOST_TEST(stems("german", "Müller") == "muller@0 mull");
  BOOST_TEST(stems("turkish", "YILLAR") == "yillar@0 variant:yillar=yillar@0 yil");
  BOOST_TEST(stems("english", "서울에서") == "서울에서@0 서울");
  BOOST_TEST(stems("none", "서울에서") == "서울에서@0 서울에서");
}

BOOST_AUTO_TEST_CASE(words_too_long_are_left_out_but_keep_their_position) {
  const std::string longest(newsrank::kMaxTokenBytes, 'x');
  const std::string text = "a " + longest + "y b " + longest + " c-" + longest;
  const auto tokens = tokens_of(text);
  BOOST_REQUIRE(tokens.size() == 5U);
  BOOST_TEST(tokens[1].text == "b");
  BOOST_TEST(tokens[1].position == 2U);
  BOOST_TEST(tokens[2].text == longest);
  BOOST_TEST(tokens[4].position == 5U);
  BOOST_TEST(tokens_of(std::string(100'000, 'x') + " y").back().position == 1U);
}

BOOST_AUTO_TEST_CASE(stop_words_are_known_but_kept) {
  const auto analyzer = analyzer_for("english");
  for (const auto* word : {"the", "of", "what", "which", "how", "who", "dont", "is"}) {
    BOOST_TEST(analyzer.is_stop_word(word), word);
  }
  for (const auto* word : {"", "us", "power", "cloud", "microsoft", "The", "c", "new"}) {
    BOOST_TEST(!analyzer.is_stop_word(word), word);
  }
  BOOST_TEST(!analyzer_for("none").is_stop_word("the"));
  BOOST_TEST(analyzer_for("german").is_stop_word("fur"));
  BOOST_TEST(newsrank::test::token_text(tokens_of("to be, or")) == "to@0 be@1 or@2");
}

BOOST_AUTO_TEST_CASE(every_stop_word_list_is_sorted_and_folded) {
  auto analyzer = analyzer_for("none");
  for (const auto& language : newsrank::detail::kLanguages) {
    const auto words = newsrank::detail::stop_words_of(language.name);
    BOOST_TEST(std::is_sorted(words.begin(), words.end(), std::less_equal<>()), language.name);
    for (const auto word : words) BOOST_TEST(analyzer.fold(word) == word);
  }
}

BOOST_AUTO_TEST_CASE(every_language_can_be_opened_by_name_and_code) {
  for (const auto& language : newsrank::detail::kLanguages) {
    BOOST_TEST(analyzer_for(std::string(language.name)).options().language == language.name);
    BOOST_TEST(analyzer_for(std::string(language.code)).options().language == language.name);
  }
  for (const auto* unknown : {"", "klingon", "English", "e\x01n"}) {
    const auto result = Analyzer::create({unknown});
    BOOST_REQUIRE(!result);
    BOOST_TEST((result.error().code == newsrank::ErrorCode::invalid_argument));
    BOOST_TEST(!result.error().hint.empty());
  }
}

BOOST_AUTO_TEST_CASE(clones_and_reused_vectors_give_the_same) {
  auto analyzer = analyzer_for("english");
  std::vector<Token> tokens;
  analyzer.analyze("Some long text, to fill the vector: multi-cloud caf\xC3\xA9", tokens);
  auto clone = analyzer.clone();
  std::vector<Token> again;
  for (const auto* text : {"C++ at Microsoft's", "", "caf\xC3\xA9"}) {
    analyzer.analyze(text, tokens);
    clone.analyze(text, again);
    BOOST_TEST((tokens == again));
  }
}

BOOST_AUTO_TEST_SUITE_END()
