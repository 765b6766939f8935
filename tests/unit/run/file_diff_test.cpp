// SPDX-License-Identifier: GPL-2.0-or-later
#include "catalogue/file_diff.hpp"
#include "sources/catalogue_key.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>
#include <vector>

using newsrank::Catalogue;
using newsrank::CatalogueBuilder;
using newsrank::diff_files;
using newsrank::emptied_sources;
using newsrank::FileDiff;
using newsrank::FileStamp;
using newsrank::FoundFile;
using newsrank::lies_below;
using newsrank::make_stamp;
using newsrank::Mention;

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

struct Known {
  std::string path;
  FileStamp stamp;
};

Catalogue catalogue_of(const std::vector<Known>& files) {
  const Catalogue none;
  const std::vector<Mention> mentions;
  CatalogueBuilder builder(none, mentions);
  for (const Known& file : files) builder.add_read(file.path, file.stamp, {});
  return builder.finish();
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_lies_below_a_source) {
  BOOST_TEST(lies_below("/a/b", "/a"));
  BOOST_TEST(lies_below("/a", "/a"));
  BOOST_TEST(lies_below("/a", "/"));
  BOOST_TEST(!lies_below("/ab", "/a"));
  BOOST_TEST(!lies_below("/", "/a"));
  BOOST_TEST(lies_below("-", "-"));
}

BOOST_AUTO_TEST_CASE(keys_are_absolute_and_normal) {
  const std::vector<std::pair<std::string, std::string>> cases{{"-", "-"},
                                                               {"/a//b/./c/../d/", "/a/b/d"},
                                                               {"/", "/"},
                                                               {"/../..", "/"},
                                                               {"x/", "/home/me/x"},
                                                               {".", "/home/me"},
                                                               {"..", "/home"},
                                                               {"../../..", "/"},
                                                               {"./-", "/home/me/-"},
                                                               {"", "/home/me"},
                                                               {"/a/..b/...", "/a/..b/..."}};
  for (const auto& [path, key] : cases) BOOST_TEST(newsrank::catalogue_key(path, "/home/me") == key);
}

BOOST_AUTO_TEST_CASE(a_file_changed_close_to_its_reading_is_not_settled) {
  const std::int64_t now = 1'000'000 * kSecond;
  BOOST_TEST(make_stamp(1, now - kSecond + 1, now).settled);
  BOOST_TEST(!make_stamp(1, now - 1, now).settled);
  BOOST_TEST(!make_stamp(1, now + 1, now).settled);
  BOOST_TEST(!make_stamp(1, now - kSecond, now).settled);  // a time in whole seconds
  BOOST_TEST(make_stamp(1, now - 3 * kSecond, now).settled);
  BOOST_TEST(make_stamp(1, now + 3 * kSecond, now).settled);
}

BOOST_AUTO_TEST_CASE(each_file_gets_one_class) {
  const Catalogue catalogue = catalogue_of({{"-", {5, 0, 1, true, true}},
                                            {"/in/gone", {1, 1, 1, true, true}},
                                            {"/in/hidden", {1, 1, 1, true, true}},
                                            {"/in/larger", {1, 1, 1, true, true}},
                                            {"/in/newer", {1, 1, 1, true, true}},
                                            {"/in/racy", {1, 1, 1, true, false}},
                                            {"/in/same", {1, 1, 1, true, true}},
                                            {"/in/unclean", {1, 1, 1, false, true}},
                                            {"/out/gone", {1, 1, 1, true, true}}});
  const std::vector<FoundFile> found{{"/in/added", "", 1, 1}, {"/in/larger", "", 2, 1}, {"/in/newer", "", 1, 2},
                                     {"/in/racy", "", 1, 1},  {"/in/same", "", 1, 1},   {"/in/unclean", "", 1, 1},
                                     {"/in/z", "", 1, 1}};
  const auto gone = [](const std::string& key) { return key.ends_with("gone"); };
  const FileDiff diff = diff_files(catalogue, found, {"/in"}, gone);
  BOOST_TEST((diff.to_read == std::vector<std::size_t>{0, 1, 2, 3, 5, 6}));
  BOOST_TEST((diff.unchanged == std::vector{catalogue.find("/in/same")}));
  BOOST_TEST((diff.removed == std::vector{catalogue.find("/in/gone")}));
  BOOST_TEST(
      (diff.untouched == std::vector{catalogue.find("-"), catalogue.find("/in/hidden"), catalogue.find("/out/gone")}));
}

BOOST_AUTO_TEST_CASE(sources_that_lost_all_their_files_are_known) {
  const FileStamp stamp{1, 1, 1, true, true};
  const Catalogue catalogue = catalogue_of({{"/a-b/x", stamp},
                                            {"/a/x", stamp},
                                            {"/a/y", stamp},
                                            {"/file.md", stamp},
                                            {"/some/gone", stamp},
                                            {"/some/there", stamp},
                                            {"/unseen/x", stamp}});
  const std::vector<FoundFile> found{{"/some/there", "", 1, 1}};
  const auto emptied = [&](const std::vector<std::string>& sources) {
    const auto gone = [](const std::string& key) { return !lies_below(key, "/unseen"); };
    std::string text;
    const FileDiff diff = diff_files(catalogue, found, sources, gone);
    for (const auto& source : emptied_sources(catalogue, diff, found, sources))
      text += source.path + " " + std::to_string(source.files) + ";";
    return text;
  };
  BOOST_TEST(emptied({"/a"}) == "/a 2;");
  BOOST_TEST(emptied({"/a", "/a-b", "/a/y"}) == "/a 2;/a-b 1;/a/y 1;");
  BOOST_TEST(emptied({"/file.md"}) == "/file.md 1;");
  BOOST_TEST(emptied({"/some"}) == "");
  BOOST_TEST(emptied({"/"}) == "");
  BOOST_TEST(emptied({"/never"}) == "");
  BOOST_TEST(emptied({"/unseen"}) == "");
  BOOST_TEST(emptied({"-"}) == "");
}
