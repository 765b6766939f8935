// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/spelling/vocabulary.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "query/spelling/cooccurrence.hpp"
#include "query/spelling/likely_word.hpp"
#include "query/spelling/slip.hpp"
#include "query/spelling/written_word.hpp"

namespace newsrank::detail {
namespace {

using Documents = std::vector<std::vector<std::string>>;

Xapian::Database in_memory(const Documents& documents) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (const auto& terms : documents) {
    Xapian::Document document;
    for (const std::string& term : terms) document.add_term(term);
    database.add_document(document);
  }
  return database;
}

Xapian::Database news() {
  return in_memory({{"allow", "server", "ZSserver", "Zallow", "Zserver", "365", "office365", "caf\xC3\xA9s"},
                    {"allow", "server", "Zserver", "Bbody"},
                    {"allowed", "all", "people", "microsoft", "necessarily"},
                    {"all", "people", "form", "micro"},
                    {"all", "from", "micron", "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E"},
                    {"from", "all", "zebra", "{curly}"}});
}

std::string correct(const Xapian::Database& database, std::string_view word,
                    const std::vector<std::string>& company = {}) {
  const auto likely = likely_word(Vocabulary(TermSource(database)), database, word, company);
  return likely ? likely->word : "-";
}

bool is_sure(const Xapian::Database& database, std::string_view word, const std::vector<std::string>& company = {}) {
  const auto likely = likely_word(Vocabulary(TermSource(database)), database, word, company);
  return likely && likely->sure;
}

// `count` documents of `terms`, and as many others that each have a word of their own.
Documents among_others(std::size_t count, const std::vector<std::string>& terms, std::size_t others) {
  Documents documents(count, terms);
  for (std::size_t i = 0; i < others; ++i) documents.push_back({"other" + std::to_string(i), "common"});
  return documents;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(vocabulary)

BOOST_AUTO_TEST_CASE(holds_the_terms_without_a_prefix) {
  const Xapian::Database database = news();
  const Vocabulary words{TermSource(database)};
  BOOST_TEST(words.frequency("all") == 4U);
  BOOST_TEST(words.frequency("365") == 1U);
  BOOST_TEST(words.frequency("{curly}") == 1U);
  BOOST_TEST(words.frequency("\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E") == 1U);
  BOOST_TEST(words.frequency("Zserver") == 0U);
  BOOST_TEST(words.frequency("Bbody") == 0U);
  BOOST_TEST(words.frequency("al") == 0U);
  BOOST_TEST(words.frequency("zzz") == 0U);
  BOOST_TEST(Vocabulary(TermSource(in_memory({}))).size() == 0U);
  BOOST_TEST(Vocabulary(TermSource(in_memory({{"Zonly", "XPprefixed"}}))).size() == 0U);
}

BOOST_AUTO_TEST_CASE(corrects_one_edit_and_two_in_long_words) {
  const Xapian::Database database = news();
  BOOST_TEST(correct(database, "sever") == "server");
  BOOST_TEST(correct(database, "esrver") == "server");
  BOOST_TEST(correct(database, "zerver") == "server");
  BOOST_TEST(correct(database, "serrverr") == "server");
  BOOST_TEST(correct(database, "zevver") == "-");
  BOOST_TEST(correct(database, "zevverr") == "-");
  BOOST_TEST(correct(in_memory({{"battery"}}), "baterry") == "battery");
  BOOST_TEST(correct(database, "microsfot") == "microsoft");
  BOOST_TEST(correct(database, "mcirosfot") == "microsoft");
  BOOST_TEST(correct(database, "mcirosfo") == "-");
  BOOST_TEST(correct(database, "cafes") == "caf\xC3\xA9s");
  BOOST_TEST(correct(database, "\xE6\x97\xA5\xE6\x9C\xAC\xE4\xBA\xBA") == "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E");
}

BOOST_AUTO_TEST_CASE(leaves_other_words_alone) {
  const Xapian::Database database = news();
  for (const std::string word : {"form", "micro", "al", "", "a", "off1ce", "36", "unrelated"}) {
    BOOST_TEST(correct(database, word) == "-", word);
  }
  BOOST_TEST(correct(database, std::string(64, 'a')) == "-");
  BOOST_TEST(correct(database, std::string(10000, 'a')) == "-");
  BOOST_TEST(correct(database, "\xFF\xFF\xFF\xFF") == "-");
  BOOST_TEST(correct(in_memory({}), "server") == "-");
  // Words with digits are no corrections either.
  BOOST_TEST(correct(in_memory({{"server1"}}), "server") == "-");
}

BOOST_AUTO_TEST_CASE(the_other_words_decide_between_candidates) {
  const Xapian::Database database = news();
  BOOST_TEST(correct(database, "allw") == "all");
  BOOST_TEST(correct(database, "allw", {"server"}) == "allow");
  BOOST_TEST(correct(database, "allw", {"Zserver"}) == "allow");
  BOOST_TEST(correct(database, "allw", {"people"}) == "all");
  BOOST_TEST(correct(database, "allw", {"unknown"}) == "all");
}

BOOST_AUTO_TEST_CASE(company_has_to_be_kept) {
  const Xapian::Database database = news();
  BOOST_TEST(correct(database, "servr", {"allow"}) == "server");
  BOOST_TEST(correct(database, "servr", {"people"}) == "-");
  BOOST_TEST(correct(database, "servr", {"people", "allow"}) == "server");
  BOOST_TEST(correct(database, "servr", {"people", "all", "allow"}) == "-");
}

BOOST_AUTO_TEST_CASE(some_words_are_not_possible) {
  const Xapian::Database database = news();
  const auto likely = likely_word(Vocabulary(TermSource(database)), database, "allw", {},
                                  [](const std::string& word) { return word != "all"; });
  BOOST_REQUIRE(likely);
  BOOST_TEST(likely->word == "allow");
}

BOOST_AUTO_TEST_CASE(sure_are_frequent_words_and_those_in_company) {
  const Xapian::Database often = in_memory(among_others(10, {"macro", "server", "planning", "stone", "finance"}, 190));
  const std::vector<std::pair<std::string, bool>> cases{{"serevr", true},     {"servver", true},   {"servar", true},
                                                        {"sefver", false},    {"macron", false},   {"plamning", true},
                                                        {"binance", false},   {"stonne", true},    {"ston", false},
                                                        {"planninge", false}, {"plnaninng", true}, {"olanning", true}};
  for (const auto& [word, sure] : cases) {
    BOOST_TEST(is_sure(often, word) == sure, word);
  }
  const Xapian::Database rare = in_memory(among_others(3, {"server", "rack"}, 1000));
  BOOST_TEST(!is_sure(rare, "serevr"));
  BOOST_TEST(is_sure(rare, "serevr", {"rack"}));
  BOOST_TEST(is_sure(rare, "sefver", {"rack"}));
  BOOST_TEST(is_sure(rare, "terver", {"rack"}));
  BOOST_TEST(!is_sure(rare, "serevr", {"common"}));
  BOOST_TEST(is_sure(rare, "servr", {"rack"}));
  BOOST_TEST(!is_sure(rare, "serve", {"rack"}));
  BOOST_TEST(!is_sure(often, "servr", {"macro"}));
  const Xapian::Database once = in_memory(among_others(1, {"server", "rack"}, 20));
  BOOST_TEST(!is_sure(once, "serevr", {"rack"}));
  // Found together with a word that nearly every article has is no evidence.
  Documents everywhere = among_others(3, {"server", "common"}, 1000);
  BOOST_TEST(!is_sure(in_memory(everywhere), "serevr", {"common"}));
}

BOOST_AUTO_TEST_CASE(slips_are_told_apart) {
  struct Case {
    std::string written, meant;
    unsigned distance;
    Slip slip;
  };
  const std::vector<Case> cases{
      {"batery", "battery", 1, Slip::likely},
      {"batttery", "battery", 1, Slip::likely},
      {"abttery", "battery", 1, Slip::first},
      {"batetry", "battery", 1, Slip::likely},
      {"bettery", "battery", 1, Slip::likely},
      {"baftery", "battery", 1, Slip::consonant},
      {"batter", "battery", 1, Slip::likely},
      {"batterys", "battery", 1, Slip::ending},
      {"batteryy", "battery", 1, Slip::likely},
      {"pattery", "battery", 1, Slip::first},
      {"baterry", "battery", 2, Slip::two_likely},
      {"patery", "battery", 2, Slip::two},
      {"bakkery", "battery", 2, Slip::two},
      {"macron", "macro", 1, Slip::ending},
      {"", "", 1, Slip::first},
      {"\xFF", "\xFF", 1, Slip::likely},
  };
  for (const Case& each : cases)
    BOOST_TEST((slip_between(each.written, each.meant, each.distance) == each.slip), each.written);
}

BOOST_AUTO_TEST_CASE(looks_of_words) {
  const auto alone = [](std::string_view before, std::string_view word, std::string_view after) {
    const std::string text = std::string(before) + std::string(word) + std::string(after);
    return stands_alone(text, before.size(), before.size() + word.size());
  };
  for (const auto& [before, after] : std::vector<std::pair<std::string, std::string>>{
           {"", ""}, {"a ", " b"}, {"\"", "\""}, {"(", ")."}, {"x-y ", "?! #"}, {"\xE2\x80\x9C", ", a-b"}}) {
    BOOST_TEST(alone(before, "word", after), before);
  }
  for (const auto& [before, after] : std::vector<std::pair<std::string, std::string>>{
           {"#", ""}, {"", "+"}, {"a-", ""}, {"", "/b"}, {"x.", ""}, {"", "'s"}, {"@(", ""}, {"", ".5 a"}}) {
    BOOST_TEST(!alone(before, "word", after), before);
  }
  BOOST_TEST(is_in_small_letters("a word B", 0, 6));
  BOOST_TEST(!is_in_small_letters("a woRd", 2, 6));
  BOOST_TEST(
      !is_in_small_letters("\xC3\x89"
                           "cole",
                           0, 6));
  BOOST_TEST(
      is_in_small_letters("\xC3\xA9"
                          "cole",
                          0, 6));
}

BOOST_AUTO_TEST_CASE(completes_by_frequency) {
  const Vocabulary words{TermSource(news())};
  const std::vector<WordFrequency> expected{{"all", 4}, {"allow", 2}, {"allowed", 1}};
  BOOST_TEST((words.complete("all", 10) == expected));
  BOOST_TEST(words.complete("all", 1).size() == 1U);
  BOOST_TEST(words.complete("allowedx", 5).empty());
  BOOST_TEST(words.complete("", 3).size() == 3U);
  BOOST_TEST(words.complete("{", 3).size() == 1U);
  BOOST_TEST(words.complete("\xFF", 3).empty());
  BOOST_TEST(words.complete("zebra", 3).front().word == "zebra");
}

BOOST_AUTO_TEST_CASE(shards_are_one_vocabulary) {
  Xapian::Database both = in_memory({{"server", "azure"}, {"azure"}});
  both.add_database(in_memory({{"azure", "serves", "Zx"}, {"server", "azure"}}));
  const Vocabulary words{TermSource(both)};
  BOOST_TEST(words.size() == 3U);
  BOOST_TEST(words.frequency("azure") == 4U);
  BOOST_TEST(count_together(both, "azure", "server", 100) == 2);
  BOOST_TEST(count_together(both, "serves", "server", 100) == 0);
  BOOST_TEST(likely_word(words, both, "servex")->word == "server");
}

BOOST_AUTO_TEST_CASE(long_posting_lists_are_sampled) {
  const Xapian::Database database = in_memory(Documents(1000, {"a", "b"}));
  BOOST_TEST(count_together(database, "a", "b", 2000) == 1000);
  BOOST_TEST(count_together(database, "a", "b", 100) == 1000, boost::test_tools::tolerance(0.05));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace newsrank::detail
