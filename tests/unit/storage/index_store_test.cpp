// SPDX-License-Identifier: GPL-2.0-or-later
// Opening a store: what comes back, what is refused, what is removed.
#include "storage/index_store.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "index/index_layout.hpp"
#include "index_dump.hpp"
#include "numbered_index.hpp"
#include "stored_index.hpp"
#include "temp_dir.hpp"

namespace {

using newsrank::ErrorCode;
using newsrank::IndexStore;
using newsrank::StoreOptions;
using newsrank::test::dump_index;
using newsrank::test::identity_of;
using newsrank::test::make_index;
using newsrank::test::numbered_article;
using newsrank::test::ok;
using newsrank::test::put;
using newsrank::test::TempDir;
using newsrank::test::VectorSource;
namespace detail = newsrank::detail;
namespace fs = std::filesystem;

void write_text(const std::string& path, const std::string& text) {
  std::ofstream(path) << text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(index_store)

BOOST_AUTO_TEST_CASE(an_index_comes_back_as_it_was_committed) {
  const TempDir folder;
  const std::string path = folder.file("db");
  make_index(path, 10);
  IndexStore store = ok(IndexStore::open(path));
  BOOST_TEST(store.article_count() == 10U);
  BOOST_TEST(!store.fresh());
  BOOST_TEST(ok(store.catalogue()) == "catalogue");
  BOOST_TEST(ok(store.versions(identity_of("https://example.org/3"))).front() == encode_article(numbered_article(3)));
  BOOST_TEST(ok(store.versions(identity_of("https://example.org/99"))).empty());
  ok(store.remove(identity_of("https://example.org/3")));
  ok(store.remove(identity_of("https://example.org/99")));
  BOOST_TEST(store.article_count() == 9U);
  BOOST_TEST(dump_index(path).size() == 10U);
  ok(store.commit());
  BOOST_TEST(dump_index(path).size() == 9U);
  BOOST_TEST(ok(store.catalogue()) == "catalogue");
}

BOOST_AUTO_TEST_CASE(what_is_not_committed_is_dropped) {
  const TempDir folder;
  const std::string path = folder.file("db");
  {
    IndexStore store = ok(IndexStore::open(path));
    ok(put(store, numbered_article(1)));
  }
  BOOST_TEST((detail::read_pointer(path).error().code == ErrorCode::index_not_found));
  make_index(path, 2);
  {
    IndexStore store = ok(IndexStore::open(path));
    ok(put(store, numbered_article(5)));
  }
  BOOST_TEST(dump_index(path).size() == 2U);
}

BOOST_AUTO_TEST_CASE(an_empty_index_is_an_index) {
  const TempDir folder;
  make_index(folder.file("a"), 0, 2);
  BOOST_TEST(dump_index(folder.file("a")).empty());
  IndexStore store = ok(IndexStore::open(folder.file("b"), {.shards = 2}));
  VectorSource source({});
  ok(store.bulk_load(source, 2));
  ok(store.commit(""));
  BOOST_TEST(dump_index(folder.file("b")).empty());
}

BOOST_AUTO_TEST_CASE(another_language_or_format_is_refused) {
  const TempDir folder;
  const std::string path = folder.file("db");
  make_index(path, 1);
  BOOST_TEST((IndexStore::open(path, {.analyzer = {.language = "german"}}).error().code == ErrorCode::schema_mismatch));
  Xapian::WritableDatabase(path + "/g000001/shard0").set_metadata("newsrank.format", "999");
  const auto refused = IndexStore::open(path);
  BOOST_REQUIRE(!refused);
  BOOST_TEST((refused.error().code == ErrorCode::schema_mismatch));
  BOOST_TEST(refused.error().hint.find("--rebuild") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_second_writer_is_told_who_holds_the_lock) {
  const TempDir folder;
  const std::string path = folder.file("db");
  make_index(path, 1);
  const IndexStore store = ok(IndexStore::open(path));
  const std::string holder = "process " + std::to_string(::getpid());
  const pid_t child = ::fork();
  if (child == 0) {
    const auto second = IndexStore::open(path);
    const bool told = !second && second.error().code == ErrorCode::index_locked &&
                      second.error().message.ends_with("is locked by " + holder);
    ::_exit(told ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  BOOST_TEST(status == 0);
}

BOOST_AUTO_TEST_CASE(waiting_for_the_lock_can_be_given_up) {
  const TempDir folder;
  const std::string path = folder.file("db");
  make_index(path, 1);
  auto store = std::make_unique<IndexStore>(ok(IndexStore::open(path)));
  StoreOptions options{.wait_for_lock = true};
  int asked = 0;
  options.cancelled = [&] { return ++asked == 2; };
  BOOST_TEST((IndexStore::open(path, options).error().code == ErrorCode::index_locked));
  options.cancelled = [&] {
    store.reset();
    return false;
  };
  BOOST_TEST(IndexStore::open(path, options).has_value());
}

BOOST_AUTO_TEST_CASE(folders_of_something_else_are_left_alone) {
  const TempDir folder;
  write_text(folder.file("letter.txt"), "dear");
  BOOST_TEST((IndexStore::open(folder.path()).error().code == ErrorCode::invalid_argument));
  BOOST_TEST(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
  BOOST_TEST((IndexStore::open(folder.file("letter.txt")).error().code == ErrorCode::index_corrupt));

  const TempDir foreign;
  write_text(foreign.file("XAPIANDB"), "auto /somewhere/else\n");
  BOOST_TEST((IndexStore::open(foreign.path()).error().code == ErrorCode::index_corrupt));
  BOOST_TEST((IndexStore::open(foreign.path(), {.rebuild = true}).error().code == ErrorCode::index_corrupt));

  BOOST_TEST((IndexStore::open(folder.file("none"), {.create = false}).error().code == ErrorCode::index_not_found));
  BOOST_TEST(!fs::exists(folder.file("none")));
  BOOST_TEST((IndexStore::open(folder.file("none"), {.shards = 0}).error().code == ErrorCode::invalid_argument));
}

BOOST_AUTO_TEST_CASE(left_overs_are_removed_by_the_next_writer) {
  const TempDir folder;
  const std::string path = folder.file("db");
  make_index(path, 3);
  for (const char* name : {"g000002/shard0", "g000001/segments/0.0"}) fs::create_directories(path + '/' + name);
  for (const char* name : {"XAPIANDB.new", "g000001/column.0.9", "g000001/catalogue.9"}) {
    write_text(path + '/' + name, "x");
  }
  ok(IndexStore::open(path));
  std::vector<std::string> left;
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    const std::string name = fs::relative(entry.path(), path).string();
    if (!name.starts_with("g000001/shard0/")) left.push_back(name);
  }
  std::sort(left.begin(), left.end());
  const std::vector<std::string> expected{"XAPIANDB",           "g000001",        "g000001/catalogue.1",
                                          "g000001/column.0.1", "g000001/shard0", "lock"};
  BOOST_TEST(left == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_damaged_catalogue_is_recognised) {
  const TempDir folder;
  const std::string path = folder.file("db");
  make_index(path, 1);
  const std::string file = detail::catalogue_path(path, 1, 1);
  const IndexStore store = ok(IndexStore::open(path));
  write_text(file, "NRCATAL1");
  BOOST_TEST((store.catalogue().error().code == ErrorCode::index_corrupt));
  fs::remove(file);
  BOOST_TEST((store.catalogue().error().code == ErrorCode::index_corrupt));
}

BOOST_AUTO_TEST_SUITE_END()
