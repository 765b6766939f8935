#include "index_store.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "index/index_layout.hpp"
#include "index/index_metadata.hpp"
#include "index/quality_column.hpp"
#include "newsrank/index_writer.hpp"
#include "stored_index.hpp"
#include "temp_dir.hpp"

namespace {

using newsrank::Article;
using newsrank::ErrorCode;
using newsrank::IndexStore;
using newsrank::StoreOptions;
using newsrank::test::bulk_article;
using newsrank::test::dump_index;
using newsrank::test::identity_of;
using newsrank::test::put;
using newsrank::test::TempDir;
using newsrank::test::VectorSource;
namespace detail = newsrank::detail;
namespace fs = std::filesystem;

Article article(int number) {
  Article made;
  made.id = made.url = "https://example.org/" + std::to_string(number);
  made.title = "Story number " + std::to_string(number);
  made.excerpt = "About multi-cloud things of kind " + std::to_string(number % 7);
  made.topics = {"Topic " + std::to_string(number % 3)};
  if (number % 5 != 0) made.quality = number;
  return made;
}

std::vector<newsrank::BulkArticle> bulk_articles(int count) {
  std::vector<newsrank::BulkArticle> articles;
  for (int i = 0; i < count; ++i) articles.push_back(bulk_article(article(i)));
  return articles;
}

template <typename T>
T ok(newsrank::Result<T> result) {
  if (!result) BOOST_FAIL(result.error().message);
  return *std::move(result);
}

void ok(const newsrank::Result<void>& result) {
  if (!result) BOOST_FAIL(result.error().message);
}

void make_index(const std::string& path, int count, unsigned shards = 1) {
  IndexStore store = ok(IndexStore::open(path, {.shards = shards}));
  for (int i = 0; i < count; ++i) ok(put(store, article(i)));
  ok(store.commit("catalogue"));
}

void write_text(const std::string& path, const std::string& text) {
  std::ofstream(path) << text;
}

detail::IndexMetadata metadata_of(const std::string& path, unsigned shard = 0) {
  const auto generation = ok(detail::read_pointer(path));
  return ok(detail::read_metadata(Xapian::Database(detail::shard_path(path, generation.number, shard))));
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
  BOOST_TEST(ok(store.versions(identity_of("https://example.org/3"))).front() == encode_article(article(3)));
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
    ok(put(store, article(1)));
  }
  BOOST_TEST((detail::read_pointer(path).error().code == ErrorCode::index_not_found));
  make_index(path, 2);
  {
    IndexStore store = ok(IndexStore::open(path));
    ok(put(store, article(5)));
  }
  BOOST_TEST(dump_index(path).size() == 2U);
}

BOOST_AUTO_TEST_CASE(bulk_loading_gives_what_putting_gives) {
  const TempDir folder;
  for (const unsigned shards : {1U, 3U}) {
    const std::string plain = folder.file("plain" + std::to_string(shards));
    make_index(plain, 2000, shards);
    for (const unsigned jobs : {1U, 3U}) {
      const std::string path = folder.file("bulk" + std::to_string(shards) + std::to_string(jobs));
      IndexStore store = ok(IndexStore::open(path, {.shards = shards}));
      VectorSource source(bulk_articles(2000), 90);
      BOOST_TEST(store.fresh());
      ok(store.bulk_load(source, jobs));
      BOOST_TEST(!store.fresh());
      ok(store.commit("catalogue"));
      BOOST_TEST((dump_index(path) == dump_index(plain)));
      for (unsigned shard = 0; shard < shards; ++shard) {
        BOOST_TEST((metadata_of(path, shard) == metadata_of(plain, shard)));
      }
      BOOST_TEST(!fs::exists(path + "/g000001/segments"));
      ok(put(store, article(7777)));
      ok(store.commit());
      BOOST_TEST(store.article_count() == 2001U);
    }
  }
}

// So long that each small database is flushed several times before it is full.
BOOST_AUTO_TEST_CASE(bulk_loading_of_long_articles_gives_what_putting_gives) {
  const TempDir folder;
  std::vector<newsrank::BulkArticle> articles;
  IndexStore plain = ok(IndexStore::open(folder.file("plain")));
  for (int i = 0; i < 100; ++i) {
    Article made = article(i);
    for (int word = 0; word < 2500; ++word) made.body += "word" + std::to_string((i + word * word) % 97) + ' ';
    articles.push_back(bulk_article(made));
    ok(put(plain, made));
  }
  ok(plain.commit("catalogue"));
  IndexStore bulk = ok(IndexStore::open(folder.file("bulk")));
  VectorSource source(std::move(articles));
  ok(bulk.bulk_load(source, 2));
  ok(bulk.commit("catalogue"));
  BOOST_TEST((dump_index(folder.file("bulk")) == dump_index(folder.file("plain"))));
  BOOST_TEST((metadata_of(folder.file("bulk"), 0) == metadata_of(folder.file("plain"), 0)));
}

BOOST_AUTO_TEST_CASE(bulk_loading_keeps_the_order_of_the_source) {
  const TempDir folder;
  const std::string path = folder.file("db");
  IndexStore store = ok(IndexStore::open(path));
  VectorSource source(bulk_articles(500), 20);
  ok(store.bulk_load(source, 3));
  ok(store.commit(""));
  const Xapian::Database database(path);
  for (int i = 0; i < 500; i += 37) {
    const auto number = static_cast<Xapian::docid>(i + 1);
    BOOST_TEST(*database.postlist_begin(detail::identity_term(article(i).id)) == number);
  }
}

BOOST_AUTO_TEST_CASE(bulk_loading_stops_on_request_and_on_errors) {
  const TempDir folder;
  const std::string path = folder.file("db");
  {
    IndexStore store = ok(IndexStore::open(path));
    VectorSource source(bulk_articles(500), 20);
    BOOST_TEST(!store.bulk_load(source, 2, [](std::uint64_t articles) { return articles < 100; }));
    BOOST_TEST(store.was_cancelled());
    BOOST_TEST(!store.commit(""));
  }
  {
    IndexStore store = ok(IndexStore::open(path));
    auto articles = bulk_articles(100);
    articles[60].versions = {"damaged"};
    VectorSource source(articles, 20);
    BOOST_TEST((store.bulk_load(source, 2).error().code == ErrorCode::invalid_argument));
  }
  make_index(path, 1);
  IndexStore store = ok(IndexStore::open(path));
  VectorSource source(bulk_articles(1));
  BOOST_TEST((store.bulk_load(source, 1).error().code == ErrorCode::invalid_argument));
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

BOOST_AUTO_TEST_CASE(a_rebuild_replaces_the_index_at_its_commit) {
  const TempDir folder;
  const std::string path = folder.file("db");
  make_index(path, 5);
  {
    IndexStore store = ok(IndexStore::open(path, {.analyzer = {.language = "german"}, .rebuild = true, .shards = 2}));
    BOOST_TEST(store.fresh());
    BOOST_TEST(ok(store.catalogue()).empty());
    ok(put(store, article(100)));
    BOOST_TEST(dump_index(path).size() == 5U);
    ok(store.commit("new"));
    BOOST_TEST(dump_index(path).size() == 1U);
  }
  BOOST_TEST(!fs::exists(path + "/g000001"));
  IndexStore store = ok(IndexStore::open(path, {.analyzer = {.language = "german"}}));
  BOOST_TEST(store.shard_count() == 2U);
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
  for (const char* name : {"XAPIANDB.new", "g000001/quality.0.9", "g000001/catalogue.9"}) {
    write_text(path + '/' + name, "x");
  }
  ok(IndexStore::open(path));
  std::vector<std::string> left;
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    const std::string name = fs::relative(entry.path(), path).string();
    if (!name.starts_with("g000001/shard0/")) left.push_back(name);
  }
  std::sort(left.begin(), left.end());
  const std::vector<std::string> expected{"XAPIANDB",       "g000001", "g000001/catalogue.1", "g000001/quality.0.1",
                                          "g000001/shard0", "lock"};
  BOOST_TEST(left == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_quality_column_is_that_of_the_database) {
  const TempDir folder;
  const std::string path = folder.file("db");
  make_index(path, 20);
  {
    IndexStore store = ok(IndexStore::open(path));
    ok(store.remove(identity_of(article(20 - 1).id)));
    ok(store.remove(identity_of(article(4).id)));
    ok(store.commit());
  }
  const std::string file = detail::quality_path(path, 1, 0, 2);
  const auto mapped = ok(detail::QualityColumn::open(file, 2));
  const auto built = ok(detail::QualityColumn::from_database(Xapian::Database(path)));
  for (std::uint32_t document = 0; document < 25; ++document) {
    const bool both_unknown = std::isnan(mapped.at(document)) && std::isnan(built.at(document));
    BOOST_TEST((both_unknown || mapped.at(document) == built.at(document)), document);
  }
  BOOST_TEST(mapped.at(2) == 1);
  BOOST_TEST(std::isnan(mapped.at(5)));
  BOOST_TEST(metadata_of(path).qualities.total() == 14U);

  BOOST_TEST(!detail::QualityColumn::open(file, 3));
  BOOST_TEST(!detail::QualityColumn::open(folder.file("none"), 2));
  std::fstream(file, std::ios::in | std::ios::out | std::ios::binary).seekp(40).put('x');
  BOOST_TEST((detail::QualityColumn::open(file, 2).error().code == ErrorCode::index_corrupt));
  IndexStore store = ok(IndexStore::open(path));
  ok(put(store, article(4)));
  ok(store.commit());
  BOOST_TEST(metadata_of(path).qualities.total() == 15U);
}

BOOST_AUTO_TEST_CASE(metadata_describes_the_index) {
  const TempDir folder;
  const std::string path = folder.file("db");
  make_index(path, 9, 2);
  const auto first = metadata_of(path, 0);
  const auto second = metadata_of(path, 1);
  BOOST_TEST(first.language == "english");
  BOOST_TEST(first.fingerprint == newsrank::schema_fingerprint({}));
  BOOST_TEST(first.commit == 1U);
  BOOST_TEST(second.shard == 1U);
  BOOST_TEST(second.shards == 2U);
  BOOST_TEST(first.articles + second.articles == 9U);
  const TempDir other;
  Xapian::WritableDatabase(other.file("plain"), Xapian::DB_CREATE).commit();
  BOOST_TEST((detail::read_metadata(Xapian::Database(other.file("plain"))).error().code == ErrorCode::index_corrupt));
}

// What the shards hold after a crash between their commits, while the pointer names the last whole commit.
BOOST_AUTO_TEST_CASE(a_commit_cut_short_between_shards_is_taken_back) {
  const TempDir folder;
  const std::string path = folder.file("db");
  make_index(path, 20, 2);
  const auto before = dump_index(path);
  const std::string pointer = path + "/XAPIANDB";
  fs::copy(path, folder.file("before"), fs::copy_options::recursive | fs::copy_options::copy_symlinks);
  {
    IndexStore store = ok(IndexStore::open(path));
    for (int i = 10; i < 40; ++i) ok(put(store, article(i)));
    ok(store.remove(identity_of(article(3).id)));
    ok(store.commit("newer"));
  }
  const auto after = dump_index(path);
  const std::string saved = folder.file("before") + "/g000001/";
  for (const char* name : {"view.1", "catalogue.1", "quality.0.1", "quality.1.1"}) {
    fs::copy(saved + name, path + "/g000001/" + name, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
  }
  fs::copy_file(saved + "shard1/iamglass", path + "/g000001/shard1/iamglass", fs::copy_options::overwrite_existing);
  fs::copy_file(folder.file("before") + "/XAPIANDB", pointer, fs::copy_options::overwrite_existing);
  BOOST_TEST((dump_index(path) == before));

  IndexStore store = ok(IndexStore::open(path));
  BOOST_TEST(store.article_count() == 20U);
  BOOST_TEST(ok(store.catalogue()) == "catalogue");
  BOOST_TEST((dump_index(path) == before));
  for (int i = 10; i < 40; ++i) ok(put(store, article(i)));
  ok(store.remove(identity_of(article(3).id)));
  BOOST_TEST((dump_index(path) == before));
  ok(store.commit("newer"));
  BOOST_TEST((dump_index(path) == after));
  BOOST_TEST(!fs::exists(path + "/g000001/view.1"));
}

BOOST_AUTO_TEST_CASE(an_index_of_several_shards_without_views_gets_them_with_the_next_commit) {
  const TempDir folder;
  const std::string path = folder.file("db");
  make_index(path, 20, 2);
  fs::remove_all(path + "/g000001/view.1");
  write_text(path + "/XAPIANDB", "auto g000001/shard0\nauto g000001/shard1\n");
  const auto before = dump_index(path);
  IndexStore store = ok(IndexStore::open(path));
  ok(put(store, article(30)));
  BOOST_TEST((dump_index(path) == before));
  ok(store.commit());
  BOOST_TEST(dump_index(path).size() == 21U);
  BOOST_TEST((ok(detail::read_pointer(path)) == detail::Generation{1, 2, 2}));
}

BOOST_AUTO_TEST_CASE(a_rollback_forgets_what_was_not_committed) {
  for (const unsigned shards : {1U, 3U}) {
    const TempDir folder;
    const std::string path = folder.file("db");
    IndexStore store = ok(IndexStore::open(path, {.shards = shards}));
    ok(put(store, article(1)));
    ok(store.rollback());
    BOOST_TEST(store.fresh());
    BOOST_TEST(store.article_count() == 0U);
    ok(put(store, article(2)));
    ok(store.commit("two"));
    ok(put(store, article(3)));
    ok(store.remove(identity_of(article(2).id)));
    ok(store.rollback());
    BOOST_TEST(store.article_count() == 1U);
    BOOST_TEST(ok(store.versions(identity_of(article(2).id))).size() == 1U);
    BOOST_TEST(ok(store.versions(identity_of(article(3).id))).empty());
    ok(put(store, article(4)));
    ok(store.commit());
    BOOST_TEST(ok(store.catalogue()) == "two");
    BOOST_TEST(dump_index(path).size() == 2U);
    const auto shard = static_cast<unsigned>(identity_of(article(4).id).low % shards);
    const auto column = ok(detail::QualityColumn::open(detail::quality_path(path, 1, shard, 2), 2));
    BOOST_TEST(column.qualities().back() == 4);
  }
}

BOOST_AUTO_TEST_CASE(a_rebuild_can_be_rolled_back) {
  const TempDir folder;
  const std::string path = folder.file("db");
  make_index(path, 5);
  const auto before = dump_index(path);
  IndexStore store = ok(IndexStore::open(path, {.rebuild = true, .shards = 2}));
  ok(put(store, article(100)));
  ok(store.rollback());
  BOOST_TEST(store.fresh());
  BOOST_TEST((dump_index(path) == before));
  BOOST_TEST(!fs::exists(path + "/g000002"));
  ok(put(store, article(200)));
  ok(store.commit("new"));
  BOOST_TEST(dump_index(path).size() == 1U);
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

BOOST_AUTO_TEST_SUITE(index_writer)

BOOST_AUTO_TEST_CASE(articles_are_put_replaced_and_removed) {
  const TempDir folder;
  const std::string path = folder.file("db");
  newsrank::IndexWriter writer = ok(newsrank::IndexWriter::open(path));
  Article made = article(1);
  made.id.clear();
  made.url = "https://Example.org/1?utm_source=x";
  ok(writer.put(made));
  ok(writer.put(article(1)));
  ok(writer.put(article(2)));
  BOOST_TEST(writer.article_count() == 2U);
  ok(writer.remove("https://example.org/2"));
  ok(writer.commit());
  BOOST_TEST(writer.article_count() == 1U);
  BOOST_TEST(dump_index(path).begin()->first == detail::identity_term("https://example.org/1"));
}

BOOST_AUTO_TEST_CASE(a_transaction_is_committed_rolled_back_or_dropped_as_a_whole) {
  const TempDir folder;
  const std::string path = folder.file("db");
  {
    newsrank::IndexWriter writer = ok(newsrank::IndexWriter::open(path, {.shards = 3}));
    for (int i = 0; i < 10; ++i) ok(writer.put(article(i)));
    ok(writer.commit());
    ok(writer.remove(article(1).id));
    ok(writer.put(article(20)));
    ok(writer.rollback());
    BOOST_TEST(writer.article_count() == 10U);
    ok(writer.put(article(30)));
    ok(writer.commit());
    ok(writer.put(article(40)));
  }
  BOOST_TEST(dump_index(path).size() == 11U);
  BOOST_TEST(ok(detail::read_pointer(path)).shards == 3U);
}

BOOST_AUTO_TEST_CASE(a_writer_waits_for_another_one_if_told_to) {
  const TempDir folder;
  const std::string path = folder.file("db");
  auto first = std::make_unique<newsrank::IndexWriter>(ok(newsrank::IndexWriter::open(path)));
  BOOST_TEST((newsrank::IndexWriter::open(path).error().code == ErrorCode::index_locked));
  const auto let_go = [&] {
    first.reset();
    return false;
  };
  BOOST_TEST(newsrank::IndexWriter::open(path, {.wait_for_lock = true, .cancelled = let_go}).has_value());
}

BOOST_AUTO_TEST_CASE(a_writer_is_usable_again_after_a_failed_commit) {
  const TempDir folder;
  const std::string path = folder.file("db");
  newsrank::IndexWriter writer = ok(newsrank::IndexWriter::open(path, {.shards = 2}));
  ok(writer.put(article(1)));
  ok(writer.commit());
  fs::create_directories(path + "/XAPIANDB.new");  // the pointer cannot be replaced
  ok(writer.put(article(2)));
  BOOST_TEST((writer.commit().error().code == ErrorCode::io));
  BOOST_TEST((writer.put(article(3)).error().code == ErrorCode::internal));
  BOOST_TEST(dump_index(path).size() == 1U);
  fs::remove_all(path + "/XAPIANDB.new");
  ok(writer.rollback());
  BOOST_TEST(writer.article_count() == 1U);
  ok(writer.put(article(4)));
  ok(writer.commit());
  BOOST_TEST(dump_index(path).size() == 2U);
}

BOOST_AUTO_TEST_CASE(invalid_articles_are_refused_and_the_writer_goes_on) {
  const TempDir folder;
  newsrank::IndexWriter writer = ok(newsrank::IndexWriter::open(folder.file("db")));
  const auto refused = [&](auto&& change) {
    Article made = article(1);
    change(made);
    const auto done = writer.put(made);
    return !done && done.error().code == ErrorCode::invalid_article;
  };
  BOOST_TEST(refused([](Article& a) { a.title = " "; }));
  BOOST_TEST(refused([](Article& a) { a.id = a.url = ""; }));
  BOOST_TEST(refused([](Article& a) { a.excerpt = "\xff"; }));
  BOOST_TEST(refused([](Article& a) { a.topics = {"\xc3"}; }));
  BOOST_TEST(refused([](Article& a) { a.quality = -1; }));
  BOOST_TEST(refused([](Article& a) { a.quality = std::numeric_limits<double>::quiet_NaN(); }));
  BOOST_TEST(refused([](Article& a) { a.heat = std::numeric_limits<double>::infinity(); }));
  ok(writer.put(article(1)));
  ok(writer.commit());
  BOOST_TEST(writer.article_count() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
