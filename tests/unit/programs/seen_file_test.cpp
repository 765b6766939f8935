// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/seen_file.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <string>

#include "programs/settings/saved_queries.hpp"
#include "temp_dir.hpp"

namespace newsrank::cli {
namespace {

Hit hit_of(const std::string& id, const std::vector<std::string>& copies = {}) {
  Hit hit;
  hit.article.id = id;
  for (const std::string& copy : copies) hit.copies.push_back({copy, copy, {}, 0});
  return hit;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(seen_files)

BOOST_AUTO_TEST_CASE(keep_what_was_shown) {
  const test::TempDir folder;
  const std::string name = folder.path() + "/seen";
  auto file = SeenFile::open(name);
  BOOST_REQUIRE(file);
  BOOST_TEST(!file->has(hit_of("https://a.example/1")));
  file->add(hit_of("https://a.example/1", {"https://b.example/copy"}));
  file->add(hit_of("https://a.example/with blank\nand line"));
  BOOST_REQUIRE(file->save());
  const auto again = SeenFile::open(name);
  BOOST_REQUIRE(again);
  for (const char* const id :
       {"https://a.example/1", "https://b.example/copy", "https://a.example/with blank\nand line"})
    BOOST_TEST(again->has(hit_of(id)), id);
  BOOST_TEST(!again->has(hit_of("https://a.example/2")));
}

BOOST_AUTO_TEST_CASE(are_not_mistaken_for_others) {
  const test::TempDir folder;
  const std::string name = folder.path() + "/notes";
  std::ofstream(name) << "my notes\n";
  BOOST_TEST(!SeenFile::open(name));
  const auto nowhere = SeenFile::open(folder.path() + "/no/folder");
  BOOST_REQUIRE(nowhere);
  BOOST_TEST(!nowhere->save());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(saved_queries)

BOOST_AUTO_TEST_CASE(stand_for_their_texts) {
  const SavedQueries saved{{"azure", "azure OR cloud"}, {"new", "date:7d"}};
  BOOST_TEST(with_saved_queries("@azure", saved) == "azure OR cloud");
  BOOST_TEST(with_saved_queries(" @azure ", saved) == " azure OR cloud ");
  BOOST_TEST(with_saved_queries("@azure security @new", saved) == "(azure OR cloud) security (date:7d)");
  for (const char* const text : {"", "azure", "@", "@other", "a@azure", "@azure,", "mail @example.org"})
    BOOST_TEST(with_saved_queries(text, saved) == text);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace newsrank::cli
