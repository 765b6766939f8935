// SPDX-License-Identifier: GPL-2.0-or-later
// From front matter to articles: every key, and which mention of an article counts.
#include "reading/article_reader.hpp"

#include <boost/test/unit_test.hpp>
#include <functional>

#include "recording_sink.hpp"

using newsrank::Article;

namespace {

newsrank::test::RecordingSink read(const std::string& yaml, newsrank::BlockCache& cache) {
  newsrank::DocumentReader reader({}, cache);
  newsrank::test::RecordingSink sink;
  newsrank::ReadCounts counts;
  reader.read({yaml, {}, "x.md", 1}, sink, counts);
  return sink;
}

newsrank::test::RecordingSink read(const std::string& yaml) {
  newsrank::BlockCache cache;
  return read(yaml, cache);
}

constexpr const char* kMinimal = "title: T\nwebUrl: https://example.org/a\n";

struct Case {
  std::string yaml;  // after title and webUrl
  std::function<bool(const Article&)> holds;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(article_reader)

BOOST_AUTO_TEST_CASE(reads_every_key) {
  const std::vector<Case> table{
      {"", [](const Article& a) { return a.title == "T" && a.url == "https://example.org/a" && a.id == a.url; }},
      {"excerpt: 'Q &amp;amp; A'", [](const Article& a) { return a.excerpt == "Q & A"; }},
      {"category: news\ntype: video\nlang: de",
       [](const Article& a) { return a.category == "news" && a.type == "video" && a.language == "de"; }},
      {"language: en", [](const Article& a) { return a.language == "en"; }},
      {"quality: 36\nheat: 2.5", [](const Article& a) { return a.quality == 36 && a.heat == 2.5; }},
      {"quality: -1\nheat: -1", [](const Article& a) { return !a.quality && !a.heat; }},
      {"quality: null\nheat:", [](const Article& a) { return !a.quality && !a.heat; }},
      {"quality: \"7\"\nheat: 0", [](const Article& a) { return a.quality == 7 && a.heat == 0; }},
      {"published: false\nremoved: yes", [](const Article& a) { return a.published == false && a.removed; }},
      {"published: ~", [](const Article& a) { return !a.published && !a.removed; }},
      {"publishedDateTime: 2022-09-12T15:32:00+02:00", [](const Article& a) { return a.published_at == 1662989520; }},
      {"publishedDateTime: 2022-09-12", [](const Article& a) { return a.published_at == 1662940800; }},
      {"topics:\n  - AI\n  - null\n  -\n  - \"A &amp; B\"",
       [](const Article& a) {
         return a.topics == std::vector<std::string>{"AI", "A & B"};
       }},
      {"topics: [AI, ~, ML]",
       [](const Article& a) {
         return a.topics == std::vector<std::string>{"AI", "ML"};
       }},
      {"topics: AI", [](const Article& a) { return a.topics == std::vector<std::string>{"AI"}; }},
      {"topics:", [](const Article& a) { return a.topics.empty(); }},
      {"provider:\n  name: The Times\n  domain: WWW.Times.example\n  images: []",
       [](const Article& a) { return a.provider.name == "The Times" && a.provider.domain == "www.times.example"; }},
      {"provider: The Times",
       [](const Article& a) { return a.provider.name == "The Times" && a.provider.domain.empty(); }},
      {"related:\rmore:\n  - news", [](const Article& a) { return a.title == "T"; }},
      {"related:pics:\n  - news", [](const Article& a) { return a.title == "T"; }},
      {"provider:\nrelated:", [](const Article& a) { return a.provider.name.empty(); }},
      {"unknown: {any: [thing]}\nimages:\n  - url: x\nsecured: \"x==\"\nfeaturedContent: '<iframe>'",
       [](const Article& a) { return a.excerpt.empty(); }},
      {"title: Second", [](const Article& a) { return a.title == "T"; }},
      {"excerpt: |\n  Block\n  text", [](const Article& a) { return a.excerpt == "Block text"; }},
      {"excerpt: \"CR\\r\\nLF\r\n  and folded\"", [](const Article& a) { return a.excerpt == "CR LF and folded"; }},
  };
  for (const Case& c : table) {
    BOOST_TEST_CONTEXT(c.yaml) {
      const auto sink = read(kMinimal + c.yaml + "\n");
      BOOST_TEST(sink.problem_lines() == std::vector<std::string>{}, boost::test_tools::per_element());
      BOOST_REQUIRE(sink.mentions.size() == 1U);
      BOOST_TEST(c.holds(sink.articles().front()));
    }
  }
}

BOOST_AUTO_TEST_CASE(videos_are_known_by_their_original_url) {
  for (const char* web : {"", "webUrl:\n", "webUrl: \"\"\n", "webUrl: null\n"}) {
    const auto sink = read(std::string("title: V\noriginalUrl: \"https://youtube.com/watch?v=1\"\n") + web);
    BOOST_REQUIRE(sink.mentions.size() == 1U);
    BOOST_TEST(sink.articles().front().url == "https://youtube.com/watch?v=1");
  }
}

BOOST_AUTO_TEST_CASE(a_broken_document_keeps_its_related_articles) {
  const std::string related = "related:\n  - title: R\n    webUrl: https://example.org/r\n";
  for (const char* own : {"title:\nwebUrl: https://example.org/a\n", "title: \"open\nwebUrl: https://example.org/a\n",
                          "title: T\nwebUrl: [\n", "title: T\xff\nwebUrl: https://example.org/a\n"}) {
    const auto sink = read(own + related);
    BOOST_TEST_CONTEXT(own) {
      BOOST_TEST(sink.problems.size() == 1U);
      BOOST_REQUIRE(sink.mentions.size() == 1U);
      BOOST_TEST(sink.articles().front().title == "R");
    }
  }
}

BOOST_AUTO_TEST_CASE(repeated_blocks_bring_their_record_once) {
  newsrank::BlockCache cache;
  const std::string yaml =
      std::string(kMinimal) + "related:\n  - title: R\n    webUrl: https://example.org/r\n  - title: Bad\n";
  const auto first = read(yaml, cache);
  const auto second = read("\n# moved\n" + yaml, cache);
  BOOST_TEST(first.records.size() == 2U);
  BOOST_TEST(second.records.size() == 1U);
  BOOST_TEST((first.mentions == second.mentions));
  BOOST_TEST(first.problem_lines() == std::vector<std::string>{"6:5: no webUrl and no originalUrl"},
             boost::test_tools::per_element());
  BOOST_TEST(second.problem_lines() == std::vector<std::string>{"8:5: no webUrl and no originalUrl"},
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_cache_is_bounded) {
  newsrank::BlockCache cache(64);
  for (int i = 0; i < 10'000; ++i) cache.insert(newsrank::block_key(std::to_string(i)), {});
  std::size_t held = 0;
  for (int i = 0; i < 10'000; ++i) held += cache.find(newsrank::block_key(std::to_string(i))) ? 1 : 0;
  BOOST_TEST(held <= 64U);
  BOOST_TEST(held > 0U);
}

BOOST_AUTO_TEST_CASE(precedence_follows_its_order) {
  Article plain;
  plain.title = "T";
  Article fuller = plain;
  fuller.excerpt = "E";
  Article dated = plain;
  dated.published_at = -62135596800;
  Article newer = plain;
  newer.published_at = 253402300799;
  Article better = plain;
  better.quality = 0;
  Article best = plain;
  best.quality = 1e300;
  using newsrank::precedence_of;
  BOOST_TEST(precedence_of(plain, true) > precedence_of(fuller, false));
  BOOST_TEST(precedence_of(fuller, false) > precedence_of(plain, false));
  BOOST_TEST(precedence_of(dated, false) > precedence_of(fuller, false));
  BOOST_TEST(precedence_of(newer, false) > precedence_of(dated, false));
  BOOST_TEST(precedence_of(better, false) > precedence_of(plain, false));
  BOOST_TEST(precedence_of(best, false) > precedence_of(better, false));
  BOOST_TEST(precedence_of(dated, false) > precedence_of(best, false));
}

// What a document may cost is known before yaml-cpp sees it, or while its values come in.
BOOST_AUTO_TEST_CASE(documents_that_would_cost_too_much_are_problems) {
  const auto problem_of = [](const std::string& yaml, const newsrank::ReadLimits& limits = {}) {
    newsrank::BlockCache cache;
    newsrank::ArticleReader reader(limits, cache);
    newsrank::test::RecordingSink sink;
    newsrank::DocumentBatch batch;
    batch.text = "title: x\nwebUrl: https://example.org/\n" + yaml;
    reader.read_batch(batch, "x.yml", sink);
    return sink.problems.empty() ? std::string() : sink.problems.back().reason;
  };
  const auto repeated = [](const std::string& text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
  };
  constexpr std::size_t kMany = 300'000;
  const std::string costly = "too many brackets, commas and quotes in one line";
  BOOST_TEST(problem_of("related: " + std::string(kMany, '[')) == costly);
  BOOST_TEST(problem_of("x: [" + repeated("a,", kMany)) == costly);
  BOOST_TEST(problem_of("x: " + repeated("&a ", kMany)) == costly);
  BOOST_TEST(problem_of("x: [" + repeated("\"a\" ", 2 * kMany)) == costly);
  BOOST_TEST(problem_of("x: " + repeated("[", 100) + repeated("]", 100)).find("nested deeper") != std::string::npos);
  BOOST_TEST(problem_of("excerpt: \"" + repeated("word, ", 50'000) + "\"").empty());
  newsrank::ReadLimits limits;
  limits.max_values = 100;
  for (const std::string& values : {"topics:\n" + repeated("- a\n", 101), "topics: [" + repeated(" a,\n", 101) + " ]",
                                    "x: &x [a, b]\ny: [" + repeated(" *x,\n", 60) + " ]"})
    BOOST_TEST(problem_of(values, limits).find("more than 100 values") != std::string::npos, values);
  limits.max_entries = 10;
  const std::string entries = "related:\n" + repeated("- title: x\n  webUrl: https://example.org/1\n", 11);
  BOOST_TEST(problem_of(entries, limits) == "more than 10 entries in one related list: the rest is left out");
}

BOOST_AUTO_TEST_CASE(unreadable_files_are_problems) {
  newsrank::BlockCache cache;
  newsrank::ReadLimits limits;
  limits.max_document_bytes = 10;
  newsrank::ArticleReader reader(limits, cache);
  newsrank::test::RecordingSink sink;
  BOOST_TEST(!reader.read_file("/nowhere/x.md", sink).read);
  BOOST_TEST(!reader.read_file("/dev/null", sink).read);
  BOOST_TEST(!reader.read_file(NEWSRANK_SOURCE_DIR "/data/malformed/no_title.md", sink).read);
  BOOST_TEST(sink.problem_lines() ==
                 (std::vector<std::string>{"0:0: cannot be read: No such file or directory", "0:0: not a file",
                                           "0:0: larger than the limit of 10 bytes for one document"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
