// SPDX-License-Identifier: GPL-2.0-or-later
// What words find each other in each language: one row a language, through writer and searcher. The documentation
// claims what stands here.
#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "collection.hpp"

using newsrank::test::article;
using newsrank::test::Collection;
using newsrank::test::names;

namespace {

struct Row {
  std::string language;                        // of the index
  std::vector<std::vector<std::string>> meet;  // texts that find each other, each way
};

// Whether the query `query` finds an article with the text.
bool finds(const std::string& language, const std::string& text, const std::string& query) {
  Collection collection({article("other", "Lorem ipsum"), article("it", text)}, language);
  const auto found = names(collection.search(query), false);
  return found == std::vector<std::string>{"it"};
}

const std::vector<Row> kRows{
    {"english",
     {{"center", "centre", "centers"},
      {"searching", "searches"},
      {"café", "cafe", "cafés"},
      {"Müller", "Mueller"},
      {"Müller", "Muller"}}},
    {"german",
     {{"System", "Systeme", "Systems", "Systemen"},
      {"Problem", "Probleme"},
      {"Müller", "Mueller", "Muller"},
      {"Häuser", "Haeuser", "Haus"},
      {"Größe", "Groesse", "Grösse"},
      {"über", "ueber"},
      {"Straße", "Strasse", "Straßen"}}},
    {"french",
     {{"économie", "économies"}, {"économique", "économiques"}, {"économie", "economie"}, {"cœur", "coeurs"}}},
    {"spanish", {{"canción", "canciones"}, {"canción", "cancion"}, {"niño", "niños"}}},
    {"italian", {{"città", "citta"}, {"università", "universita"}, {"notizia", "notizie"}}},
    {"portuguese", {{"informação", "informações"}, {"informação", "informacao"}, {"eleição", "eleições"}}},
    {"dutch", {{"verkiezing", "verkiezingen"}, {"coördinatie", "coordinatie"}}},
    {"swedish", {{"väg", "vägar", "vägen"}, {"väg", "vag"}}},
    {"danish", {{"regering", "regeringen"}, {"økonomi", "økonomien"}, {"økonomi", "okonomi"}}},
    {"norwegian", {{"bil", "biler"}, {"økonomi", "økonomien"}, {"økonomi", "okonomi"}}},
    {"finnish", {{"talo", "talot"}, {"päivä", "päivät"}, {"päivä", "paiva"}}},
    {"hungarian", {{"ház", "házak"}, {"ház", "haz"}}},
    {"romanian", {{"știre", "știri"}, {"știre", "stire"}}},
    {"catalan", {{"ciutat", "ciutats"}, {"cançó", "canco"}}},
    {"turkish",
     {{"yıl", "yıllar", "YILLAR"}, {"İstanbul", "istanbul", "ISTANBUL"}, {"haber", "haberler"}, {"seçim", "secim"}}},
    {"russian", {{"новость", "новости"}, {"новый", "новая"}, {"ёлка", "елки"}}},
    {"arabic", {{"مكتبة", "مكتبه"}, {"على", "علي"}, {"إسلام", "اسلام"}, {"كتاب", "كـتـاب"}}},
    {"english", {{"צה\"ל", "צה״ל", "צהל"}, {"العربية", "العربيه"}, {"مصطفى", "مصطفي"}, {"محمد", "محـمـد"}}},
    {"english", {{"서울", "서울에서", "서울은"}, {"정부", "정부가", "정부의"}, {"고양이", "고양이는"}}},
    {"none", {{"Müller", "Mueller"}, {"Müller", "Muller"}, {"São", "Sao"}}},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(languages)

BOOST_AUTO_TEST_CASE(words_of_each_language_find_each_other) {
  for (const Row& row : kRows) {
    for (const auto& group : row.meet) {
      for (const std::string& text : group) {
        for (const std::string& query : group)
          BOOST_TEST(finds(row.language, text, query), row.language << ": " << query << " finds " << text);
      }
    }
  }
}

// The segmenter cuts them otherwise beside other words.
BOOST_AUTO_TEST_CASE(words_of_scripts_without_spaces_are_found_in_longer_ones) {
  const std::vector<std::pair<std::string, std::string>> rows{
      {"都知事選挙の結果", "知事"},   {"東京都知事", "都知事"},       {"กรุงเทพมหานคร", "กรุงเทพ"},
      {"机器学习的应用", "机器学习"}, {"人工智能研究院", "人工智能"}, {"スーパーコンピュータ", "コンピュータ"},
      {"中华人民共和国", "人民"},
  };
  for (const auto& [text, query] : rows) BOOST_TEST(finds("english", text, query), query << " finds " << text);
  BOOST_TEST(!finds("english", "東京都", "大阪"));
  BOOST_TEST(!finds("english", "กรุงเทพมหานคร", "เชียงใหม่"));
}

BOOST_AUTO_TEST_CASE(words_of_another_meaning_do_not_find_each_other) {
  const std::vector<std::pair<std::string, std::string>> rows{
      {"university", "universe"},  {"universal", "university"},   {"news", "new"},       {"organization", "organ"},
      {"hospital", "hospitality"}, {"department", "depart"},      {"united", "unit"},    {"business", "busy"},
      {"positive", "position"},    {"international", "internal"}, {"officer", "office"}, {"digital", "digits"},
  };
  for (const auto& [a, b] : rows) {
    BOOST_TEST(!finds("english", a, b), b << " finds " << a);
    BOOST_TEST(!finds("english", b, a), a << " finds " << b);
  }
  for (const auto& [a, b] : std::vector<std::pair<std::string, std::string>>{{"universities", "university"},
                                                                             {"organizations", "organized"},
                                                                             {"engineers", "engineering"},
                                                                             {"businesses", "business"},
                                                                             {"buses", "bus"},
                                                                             {"crises", "crisis"}}) {
    BOOST_TEST(finds("english", a, b), b << " finds " << a);
  }
}

BOOST_AUTO_TEST_CASE(british_and_american_spellings_find_each_other) {
  const std::vector<std::pair<std::string, std::string>> rows{
      {"centre", "center"},
      {"colour", "colors"},
      {"organise", "organize"},
      {"defence", "defense"},
      {"organisation", "organizations"},
      {"theatres", "theater"},
      {"kilometre", "kilometers"},
      {"analyse", "analyze"},
      {"travelled", "traveled"},
      {"modelling", "modeling"},
      {"catalogue", "catalog"},
      {"grey", "gray"},
      {"programme", "program"},
      {"paediatric", "pediatric"},
      {"centred", "centered"},
      {"licence", "license"},
      {"neighbourhood", "neighborhoods"},
      {"labelled", "labeled"},
      {"privatisation", "privatization"},
  };
  for (const auto& [a, b] : rows) {
    BOOST_TEST(finds("english", a, b), b << " finds " << a);
    BOOST_TEST(finds("english", b, a), a << " finds " << b);
  }
  Collection collection({article("british", "A data centre opens"), article("american", "A data center opens")});
  BOOST_TEST(names(collection.search("data centre"), false).front() == "british");
  BOOST_TEST(names(collection.search("data center"), false).front() == "american");
}

BOOST_AUTO_TEST_CASE(a_title_is_covered_by_words_that_it_spells_otherwise) {
  std::vector<newsrank::Article> articles{article("title", "Center", "Something else"),
                                          article("text", "Something else", "A center, a center, a center")};
  for (int i = 0; i < 8; ++i) articles.push_back(article("other" + std::to_string(i), "Nothing of the kind"));
  Collection collection(articles);
  BOOST_TEST(names(collection.search("center"), false).front() == "title");
  BOOST_TEST(names(collection.search("centre"), false).front() == "title");
}

BOOST_AUTO_TEST_CASE(letters_and_numbers_join) {
  const std::vector<std::pair<std::string, std::string>> rows{
      {"PHP 8", "php8"},
      {"php8", "PHP 8"},
      {"PHP8", "php"},
      {"PHP 8", "PHP v8"},
      {"PHP v8", "php 8"},
      {".NET 5", ".NET5"},
      {".NET5", ".NET 5"},
      {"Web 2.0", "web2.0"},
      {"Web2.0", "Web 2.0"},
      {"v2.0", "2.0"},
      {"2.0", "v2.0"},
      {"1.30.2", "1.30"},
      {"v1.30.2", "1.30"},
      {"1.30.2", "v1.30"},
      {"C++ 20", "C++20"},
      {"GPT 3", "gpt3"},
      {"iPhone12", "iPhone 12"},
      {"T cell", "t-cell"},
      {"Front Door", "frontdoor"},
  };
  for (const auto& [text, query] : rows) BOOST_TEST(finds("english", text, query), query << " finds " << text);
  BOOST_TEST(!finds("english", "1.3.2", "1.30"));
  BOOST_TEST(!finds("english", "the depth of 20 pythons", "pyth"));
}

BOOST_AUTO_TEST_CASE(a_version_is_no_year) {
  std::vector<newsrank::Article> articles;
  for (const std::string product : {"Office", "Festival"}) {
    for (const std::int64_t published_at : {1'500'000'000, 1'560'000'000}) {  // in 2017 and 2019
      articles.push_back(article(product + std::to_string(published_at), product + " 2019 review"));
      articles.back().published_at = published_at;
    }
  }
  Collection collection(articles);
  const auto office = collection.search("office 2019");
  const auto festival = collection.search("festival 2019");
  BOOST_REQUIRE(office.hits.size() >= 2U);
  BOOST_REQUIRE(festival.hits.size() >= 2U);
  BOOST_TEST(office.hits[0].score == office.hits[1].score);
  BOOST_TEST(festival.hits[0].score > festival.hits[1].score);
}

BOOST_AUTO_TEST_CASE(words_in_capitals_prefer_what_is_written_so) {
  Collection collection({
      article("pronoun", "They told us about budgets", "It helps us"),
      article("pronouns", "Tell us budgets", "Us budgets"),
      article("country", "The US cuts budgets", "A decision in Washington"),
      article("it", "IT budgets shrink", "Computers cost more"),
      article("other", "Budgets shrink when it rains"),
  });
  BOOST_TEST(names(collection.search("US budgets"), false).front() == "country");
  BOOST_TEST(names(collection.search("IT budgets"), false).front() == "it");
  BOOST_TEST(collection.search("IT budgets").total.value == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
