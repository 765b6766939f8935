// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/document/document_builder.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "index/index_layout.hpp"
#include "index/quality_histogram.hpp"
#include "index/stored_versions.hpp"
#include "index/terms.hpp"
#include "newsrank/schema.hpp"
#include "stored_index.hpp"

namespace {

using newsrank::Article;
namespace detail = newsrank::detail;

detail::BuiltDocument build(const Article& article) {
  detail::DocumentBuilder builder(*newsrank::Analyzer::create({}));
  const std::string record = newsrank::encode_article(article);
  const std::string_view version = record;
  return *builder.build(newsrank::test::identity_of(article.id), {&version, 1});
}

// Its terms with wdf and positions; of the identity only that it is there.
std::vector<std::string> terms_of(const Article& article) {
  std::vector<std::string> lines;
  const detail::BuiltDocument built = build(article);
  for (auto term = built.document.termlist_begin(); term != built.document.termlist_end(); ++term) {
    if ((*term).starts_with('Q')) {
      BOOST_TEST(*term == detail::identity_term(article.id));
      continue;
    }
    std::string line = *term + ' ' + std::to_string(term.get_wdf());
    for (auto at = term.positionlist_begin(); at != term.positionlist_end(); ++at) line += ' ' + std::to_string(*at);
    lines.push_back(line);
  }
  return lines;
}

Article article(const std::string& title) {
  Article made;
  made.id = made.url = "https://h/";
  made.title = title;
  return made;
}

void check_terms(const Article& made, std::vector<std::string> expected) {
  std::sort(expected.begin(), expected.end());
  auto actual = terms_of(made);
  std::sort(actual.begin(), actual.end());
  BOOST_TEST(actual == expected, boost::test_tools::per_element());
}

bool has(const std::vector<std::string>& terms, const std::string& term) {
  return std::find(terms.begin(), terms.end(), term) != terms.end();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(document_builder)

BOOST_AUTO_TEST_CASE(words_are_in_the_shared_space_and_in_their_field) {
  Article made = article("Running dogs");
  made.excerpt = "Dogs run";
  made.body = "dogs";
  check_terms(made, {"running 1", "dogs 3", "run 1", "Zrun 2", "Zdog 3", "ZSrun 1", "ZSdog 1", "Srunning 0 1",
                     "Sdogs 0 2", "Edogs 0 1", "Erun 0 2", "Bdogs 0 1", "Hh 0"});
  BOOST_TEST(build(made).text_tokens == 5U);
  BOOST_TEST(detail::count_text_tokens(build(made).document) == 5U);
}

BOOST_AUTO_TEST_CASE(topics_are_values_and_texts_with_a_gap) {
  Article made = article("x");
  made.topics = {" Open  Source ", "", "Energy"};
  check_terms(made,
              {"x 1", "Zx 1", "ZSx 1", "Sx 0 1", "open 1", "Zopen 1", "source 1", "Zsourc 1", "energy 1", "Zenergi 1",
               "XTopen 0 1", "XTsource 0 2", "XTenergy 0 103", "XKopen source 0", "XKenergy 0", "Hh 0"});
  const std::string value = build(made).document.get_value(newsrank::kTopicSlot);
  const std::vector<std::string_view> expected{"Open  Source", "Energy"};
  BOOST_TEST(detail::unpack_values(value) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(keywords_are_whole_folded_values) {
  Article made = article("x");
  made.id = "https://user@news.blog.example.org:8080/a?b";
  made.provider = {"The Café", "blog.example.org"};
  made.category = "News";
  made.type = "Video";
  made.language = "en-GB";
  made.published = false;
  made.removed = true;
  const auto terms = terms_of(made);
  for (const char* expected : {"XPthe cafe 0", "XPblog.example.org 0", "XCnews 0", "Tvideo 0", "Len-gb 0", "XFPfalse 0",
                               "XFRtrue 0", "Hexample.org 0", "Hblog.example.org 0"}) {
    BOOST_TEST(has(terms, expected), expected);
  }
  BOOST_TEST(!has(terms, "Horg 0"));
  const Xapian::Document document = build(made).document;
  BOOST_TEST(document.get_value(newsrank::kProviderSlot) == "blog.example.org");
  BOOST_TEST(document.get_value(newsrank::kCategorySlot) == "News");
  BOOST_TEST(document.get_value(newsrank::kTypeSlot) == "Video");
  BOOST_TEST(document.get_value(newsrank::kLanguageSlot) == "en-GB");
}

BOOST_AUTO_TEST_CASE(an_address_has_no_parent_domain) {
  Article made = article("x");
  made.id = "http://127.0.0.1:80/";
  const auto terms = terms_of(made);
  BOOST_TEST(has(terms, "H127.0.0.1 0"));
  BOOST_TEST(!has(terms, "H0.0.1 0"));
}

BOOST_AUTO_TEST_CASE(numbers_are_values_only_if_known) {
  Article made = article("x");
  BOOST_TEST(build(made).document.values_count() == 1U);  // the words of the title
  made.quality = 67.5;
  made.heat = 0;
  made.published_at = -5;
  const Xapian::Document document = build(made).document;
  BOOST_TEST(Xapian::sortable_unserialise(document.get_value(newsrank::kQualitySlot)) == 67.5);
  BOOST_TEST(Xapian::sortable_unserialise(document.get_value(newsrank::kHeatSlot)) == 0);
  BOOST_TEST(Xapian::sortable_unserialise(document.get_value(newsrank::kDateSlot)) == -5);
}

BOOST_AUTO_TEST_CASE(compounds_are_found_whole_joined_and_in_parts) {
  const auto terms = terms_of(article("a multi-cloud plan"));
  for (const char* expected :
       {"Smulti 0 2", "Scloud 0 3", "Splan 0 4", "Smulticloud 0 2 3", "multicloud 1", "XJmulticloud 0"}) {
    BOOST_TEST(has(terms, expected), expected);
  }
}

BOOST_AUTO_TEST_CASE(what_the_engine_cannot_store_is_left_out) {
  Article made = article("x");
  made.category = std::string(300, 'c');
  made.type = std::string(245, 't');
  for (const std::string& term : terms_of(made)) BOOST_TEST(term.size() < 100U);
  BOOST_TEST(build(made).document.get_value(newsrank::kCategorySlot) == made.category);
}

BOOST_AUTO_TEST_CASE(damaged_records_are_refused) {
  detail::DocumentBuilder builder(*newsrank::Analyzer::create({}));
  const std::string_view version = "nonsense";
  BOOST_TEST((builder.build({}, {&version, 1}).error().code == newsrank::ErrorCode::invalid_argument));
  BOOST_TEST((builder.build({}, {}).error().code == newsrank::ErrorCode::invalid_argument));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(stored_form)

BOOST_AUTO_TEST_CASE(terms_keep_prefix_and_text_apart) {
  BOOST_TEST(detail::prefixed_term("S", "word") == "Sword");
  BOOST_TEST(detail::prefixed_term("S", "Word") == "S:Word");
  BOOST_TEST(detail::prefixed_term("S", ":word") == "S::word");
  BOOST_TEST(detail::prefixed_term("", "Word") == ":Word");
  BOOST_TEST(detail::is_storable_term(std::string(245, 'x')));
  BOOST_TEST(!detail::is_storable_term(std::string(246, 'x')));
  BOOST_TEST(!detail::is_storable_term(std::string(123, '\0')));
  BOOST_TEST(!detail::is_storable_term(""));
}

BOOST_AUTO_TEST_CASE(versions_come_back_and_damage_is_seen) {
  const std::vector<std::string_view> records{"first", "", std::string_view("a\0b", 3)};
  const std::string data = detail::pack_versions(records);
  BOOST_TEST(*detail::unpack_versions(data) == records, boost::test_tools::per_element());
  BOOST_TEST(*detail::winner(data) == "first");
  for (std::size_t cut = 0; cut < data.size(); ++cut) BOOST_TEST(!detail::unpack_versions(data.substr(0, cut)));
  BOOST_TEST(!detail::unpack_versions(data + 'x'));
  BOOST_TEST(!detail::winner(""));
}

BOOST_AUTO_TEST_CASE(pointers_name_one_generation) {
  for (const detail::Generation& generation : {detail::Generation{12, 3}, detail::Generation{1, 2, 70}}) {
    BOOST_TEST((*detail::parse_pointer(detail::format_pointer(generation)) == generation));
  }
  for (const char* text :
       {"", "auto", "auto g000001/shard0", "auto g1/shard0\n", "auto ../g000001/shard0\n", "auto g000001/shard1\n",
        "remote :80\n", "auto g000001/shard0\nauto g000002/shard1\n", "auto g000001/view./shard0\n",
        "auto g000001/view.07/shard0\n", "auto g000001/view.7/shard0\nauto g000001/view.8/shard1\n"}) {
    BOOST_TEST(!detail::parse_pointer(text), text);
  }
}

BOOST_AUTO_TEST_CASE(histograms_count_merge_and_come_back) {
  detail::QualityHistogram all;
  detail::QualityHistogram other;
  for (const float quality : {0.0F, 67.0F, 67.0F, 189.0F, 8191.0F}) all.add(quality);
  for (const double quality : {1e300, 0.001}) other.add(detail::quality_as_float(quality));
  const std::vector<detail::QualityHistogram::Entry> expected{{0, 1}, {67, 2}, {189, 1}, {8191, 1}};
  BOOST_TEST((all.entries() == expected));
  BOOST_TEST((*detail::QualityHistogram::decode(all.encode()) == all));
  auto merged = all;
  merged.merge(other);
  BOOST_TEST(merged.total() == 7U);
  BOOST_TEST(std::isfinite(merged.entries().back().quality));
  BOOST_TEST((*detail::QualityHistogram::decode(merged.encode()) == merged));
  merged.remove(67);
  merged.remove(67);
  BOOST_TEST(merged.entries().size() == 5U);
  for (const char* bytes : {"", "x", "\x01", "\x02\x01\x01"}) BOOST_TEST(!detail::QualityHistogram::decode(bytes));
}

BOOST_AUTO_TEST_SUITE_END()
