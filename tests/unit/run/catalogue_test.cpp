// SPDX-License-Identifier: GPL-2.0-or-later
#include "catalogue/catalogue.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "catalogue/mention_table.hpp"

using newsrank::Catalogue;
using newsrank::CatalogueBuilder;
using newsrank::ErrorCode;
using newsrank::FileStamp;
using newsrank::Mention;
using newsrank::MentionTable;

namespace {

Mention mention(std::uint64_t identity, std::uint64_t precedence, std::uint64_t content) {
  return {{identity, identity}, precedence, content};
}

std::vector<Mention> mentions_of(const Catalogue& catalogue, std::string_view path) {
  const std::size_t file = catalogue.find(path);
  BOOST_REQUIRE_LT(file, catalogue.file_count());
  std::vector<Mention> result;
  for (const std::uint32_t reference : catalogue.references(file)) result.push_back(catalogue.mentions()[reference]);
  return result;
}

// Two files that share a mention, one without any.
Catalogue sample() {
  const Catalogue none;
  const std::vector<Mention> read{mention(7, 1, 70), mention(3, 2, 30), mention(3, 1, 31), mention(9, 1, 90)};
  CatalogueBuilder builder(none, read);
  builder.add_read("/b\xff.md", {20, 2'000'000'000'000'000'000, 22, true, true}, {0, 1, 0});
  builder.add_read("/a.md", {10, -5, 11, false, false}, {2, 1});
  builder.add_read("/empty.md", {0, 0, 0, false, true}, {});
  return builder.finish();
}

}  // namespace

BOOST_AUTO_TEST_CASE(files_and_mentions_come_in_order_and_unused_mentions_are_left_out) {
  const Catalogue catalogue = sample();
  BOOST_TEST(catalogue.file_count() == 3U);
  BOOST_TEST(catalogue.path(0) == "/a.md");
  BOOST_TEST(catalogue.path(1) == "/b\xff.md");
  BOOST_TEST(catalogue.path(2) == "/empty.md");
  BOOST_TEST((catalogue.mentions() == std::vector{mention(3, 1, 31), mention(3, 2, 30), mention(7, 1, 70)}));
  BOOST_TEST((mentions_of(catalogue, "/b\xff.md") == std::vector{mention(3, 2, 30), mention(7, 1, 70)}));
  BOOST_TEST(mentions_of(catalogue, "/empty.md").empty());
  BOOST_TEST(catalogue.article_count() == 2U);
  BOOST_TEST(catalogue.find("/a.m") == catalogue.file_count());
  BOOST_TEST(catalogue.find("/zzz") == catalogue.file_count());
}

BOOST_AUTO_TEST_CASE(kept_and_read_files_merge) {
  const Catalogue earlier = sample();
  const std::vector<Mention> read{mention(3, 2, 30), mention(1, 1, 10)};
  CatalogueBuilder builder(earlier, read);
  const FileStamp touched{10, 6, 11, false, true};
  builder.add_kept(earlier.find("/a.md"), touched);
  builder.add_read("/c.md", {}, {1, 0});
  const Catalogue catalogue = builder.finish();
  BOOST_TEST((catalogue.mentions() == std::vector{mention(1, 1, 10), mention(3, 1, 31), mention(3, 2, 30)}));
  BOOST_TEST((mentions_of(catalogue, "/a.md") == std::vector{mention(3, 1, 31), mention(3, 2, 30)}));
  BOOST_TEST((mentions_of(catalogue, "/c.md") == std::vector{mention(1, 1, 10), mention(3, 2, 30)}));
  BOOST_TEST((catalogue.stamp(0) == touched));
}

BOOST_AUTO_TEST_CASE(the_stored_form_reads_back) {
  for (const Catalogue& catalogue : {Catalogue(), sample()}) {
    const std::string bytes = catalogue.serialise();
    const auto parsed = Catalogue::parse(bytes);
    BOOST_REQUIRE(parsed.has_value());
    BOOST_TEST((parsed->mentions() == catalogue.mentions()));
    BOOST_REQUIRE_EQUAL(parsed->file_count(), catalogue.file_count());
    for (std::size_t i = 0; i < catalogue.file_count(); ++i) {
      BOOST_TEST(parsed->path(i) == catalogue.path(i));
      BOOST_TEST((parsed->stamp(i) == catalogue.stamp(i)));
      BOOST_TEST((mentions_of(*parsed, parsed->path(i)) == mentions_of(catalogue, catalogue.path(i))));
    }
    BOOST_TEST(parsed->serialise() == bytes);
  }
}

BOOST_AUTO_TEST_CASE(damaged_bytes_are_refused) {
  const std::string bytes = sample().serialise();
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x40);
    const auto parsed = Catalogue::parse(damaged);
    BOOST_TEST(!parsed.has_value(), "byte " << i);
    BOOST_TEST(!Catalogue::parse(std::string_view(bytes).substr(0, i)).has_value(), "cut at " << i);
  }
  BOOST_TEST((Catalogue::parse(bytes + "x").error().code == ErrorCode::index_corrupt));
  BOOST_TEST(!Catalogue::parse(bytes + "x").error().hint.empty());
}

BOOST_AUTO_TEST_CASE(the_table_keeps_each_mention_once) {
  MentionTable table;
  std::vector<Mention> many;
  for (std::uint64_t i = 0; i < 5000; ++i) many.push_back(mention(i % 1000, i % 2, i % 1000));
  std::vector<std::uint32_t> numbers;
  BOOST_REQUIRE(table.intern(many, numbers));
  BOOST_REQUIRE(table.intern(many, numbers));
  BOOST_TEST(table.mentions().size() == 1000U);
  BOOST_REQUIRE_EQUAL(numbers.size(), 10'000U);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    BOOST_REQUIRE((table.mentions()[numbers[i]] == many[i % many.size()]));
  }
}
