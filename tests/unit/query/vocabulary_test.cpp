// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/spelling/vocabulary.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "query/spelling/cooccurrence.hpp"

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
                    const std::vector<std::string>& context = {}) {
  const auto correction = Vocabulary(TermSource(database)).correct(word, database, context);
  return correction ? correction->word : "-";
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
  BOOST_TEST(words.correct("servex", both)->word == "server");
}

BOOST_AUTO_TEST_CASE(long_posting_lists_are_sampled) {
  const Xapian::Database database = in_memory(Documents(1000, {"a", "b"}));
  BOOST_TEST(count_together(database, "a", "b", 2000) == 1000);
  BOOST_TEST(count_together(database, "a", "b", 100) == 1000, boost::test_tools::tolerance(0.05));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace newsrank::detail
