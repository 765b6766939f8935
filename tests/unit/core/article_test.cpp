// SPDX-License-Identifier: GPL-2.0-or-later
// The article value: its stored form, dates and identity.
#include <boost/test/unit_test.hpp>

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "newsrank/article.hpp"
#include "newsrank/schema.hpp"

using newsrank::Article;

namespace {

Article full_article() {
  Article article;
  article.id = "https://example.org/a";
  article.url = "https://Example.org/a#top";
  article.title = "Title \xC3\xA9";
  article.excerpt = std::string(300, 'e');
  article.body = std::string("nul \0 inside", 12);
  article.topics = {"AI", "", "Machine Learning"};
  article.provider = {"Example", "example.org"};
  article.category = "news";
  article.type = "article";
  article.language = "en";
  article.quality = 36.5;
  article.heat = 0;
  article.published = false;
  article.removed = true;
  article.published_at = -1;
  return article;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(article_record)

BOOST_AUTO_TEST_CASE(decodes_what_was_encoded) {
  for (const Article& article : {full_article(), Article{}}) {
    const auto decoded = newsrank::decode_article(newsrank::encode_article(article));
    BOOST_REQUIRE(decoded);
    BOOST_TEST((*decoded == article));
  }
}

// Indexes hold such records: other bytes need another kFormatVersion.
BOOST_AUTO_TEST_CASE(the_bytes_of_a_record_stay) {
  using namespace std::string_literals;
  const std::string quality = "\0\0\0\0\0\x40\x42\x40"s;
  const std::string texts = "\x15https://example.org/a\x19https://Example.org/a#top\x08Title \xC3\xA9\xAC\x02"s +
                            std::string(300, 'e') +
                            "\x0Cnul \0 inside\x07"
                            "Example\x0B"
                            "example.org\x04news\x07"
                            "article\x02"
                            "en"s;
  BOOST_TEST(newsrank::encode_article(full_article()) == "\x01\x37"s + quality + std::string(8, '\0') +
                                                             std::string(8, '\xFF') + texts +
                                                             "\x03\x02"
                                                             "AI\0\x10Machine Learning"s);
  BOOST_TEST(newsrank::encode_article({}) == "\x01"s + std::string(12, '\0'));
}

BOOST_AUTO_TEST_CASE(refuses_every_truncation_and_any_appendix) {
  const std::string record = newsrank::encode_article(full_article());
  for (std::size_t size = 0; size < record.size(); ++size) {
    BOOST_TEST(!newsrank::decode_article(std::string_view(record).substr(0, size)).has_value(), "cut at " << size);
  }
  BOOST_TEST(!newsrank::decode_article(record + 'x').has_value());
  BOOST_TEST(!newsrank::decode_article(std::string("\x02") + record.substr(1)).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(date_time)

BOOST_AUTO_TEST_CASE(reads_iso_8601) {
  const std::vector<std::pair<std::string, std::int64_t>> accepted{
      {"1970-01-01", 0},
      {"1970-01-01T00:00:01Z", 1},
      {"2022-09-12T13:32:00Z", 1662989520},
      {"2022-09-12T13:32Z", 1662989520},
      {"2022-09-12 13:32:00", 1662989520},
      {"2022-09-12T15:32:00+02:00", 1662989520},
      {"2022-09-12T15:32:00+0200", 1662989520},
      {"2022-09-12T11:32:00 -02", 1662989520},
      {"2022-09-12T13:32:00.987654Z", 1662989520},
      {"1969-12-31T23:59:59Z", -1},
      {"2020-02-29", 1582934400},
      {"2022-12-31T24:00:00Z", 1672531200},
  };
  for (const auto& [text, seconds] : accepted) {
    const auto parsed = newsrank::parse_date_time(text);
    BOOST_REQUIRE_MESSAGE(parsed, text);
    BOOST_TEST(*parsed == seconds, text);
  }
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_date) {
  for (const char* text :
       {"", "2022", "2022-13-01", "2021-02-29", "2022-00-10", "2022-1-1", "2022-09-12T", "2022-09-12T25:00Z",
        "2022-09-12T13:60Z", "2022-09-12T13:32:00Zx", "2022-09-12T13:32:00.", "2022-09-12T13:32:00+1", "0000-01-01",
        "12 Sep 2022", "2022-09-12T13:32:00+99:00", " 2022-09-12", "9999-12-31T23:59:59-14:00",
        "0001-01-01T00:00:00+00:01", "9999-12-31T24:00:00Z"}) {
    BOOST_TEST(!newsrank::parse_date_time(text).has_value(), text);
  }
}

BOOST_AUTO_TEST_CASE(writes_what_it_reads) {
  for (const char* text :
       {"0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "2022-09-12T13:32:00Z", "9999-12-31T23:59:59Z"}) {
    BOOST_TEST(newsrank::format_date_time(newsrank::parse_date_time(text).value()) == text);
  }
  // Whatever a damaged index says.
  constexpr auto kGreatest = std::numeric_limits<std::int64_t>::max();
  BOOST_TEST(newsrank::format_date_time(kGreatest) == "10000-01-01T00:00:00Z");
  BOOST_TEST(newsrank::format_date_time(-kGreatest) == "0001-01-01T00:00:00Z");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(identity)

BOOST_AUTO_TEST_CASE(canonical_urls) {
  const std::vector<std::pair<std::string, std::string>> table{
      {"https://example.org/a", "https://example.org/a"},
      {"HTTPS://Example.ORG/A?b=C", "https://example.org/A?b=C"},
      {"  https://example.org/a\n", "https://example.org/a"},
      {"https://example.org:443/a", "https://example.org/a"},
      {"http://example.org:80", "http://example.org/"},
      {"http://example.org:443/", "http://example.org:443/"},
      {"https://example.org", "https://example.org/"},
      {"https://example.org./a", "https://example.org/a"},
      {"https://example.org/a#part", "https://example.org/a"},
      {"https://example.org/a#", "https://example.org/a"},
      {"https://example.org/a?", "https://example.org/a"},
      {"https://example.org/a?utm_source=x&id=3&UTM_Medium=y&fbclid=z", "https://example.org/a?id=3"},
      {"https://example.org/a?utm_source=x", "https://example.org/a"},
      {"https://example.org?x=1", "https://example.org/?x=1"},
      {"https://youtube.com/watch?v=OGI5", "https://youtube.com/watch?v=OGI5"},
      {"https://u:p@Example.org:8080/a", "https://u:p@example.org:8080/a"},
      {"http://[2001:DB8::1]:80/", "http://[2001:db8::1]/"},
      {"https://example.org/a/", "https://example.org/a/"},
  };
  for (const auto& [url, expected] : table) {
    const auto id = newsrank::canonical_url(url);
    BOOST_REQUIRE_MESSAGE(id, url);
    BOOST_TEST(*id == expected);
    BOOST_TEST(*newsrank::canonical_url(*id) == *id, "not idempotent: " << url);
  }
}

BOOST_AUTO_TEST_CASE(hosts_are_as_long_as_names_may_be) {
  const auto host_of_labels = [](std::size_t labels) {
    std::string host;
    for (std::size_t i = 0; i < labels; ++i) host += "a.";
    return host + "example";
  };
  const std::string unicode = "\xD0\xB6";
  std::string wide;
  for (int i = 0; i < 63; ++i) wide += unicode;
  for (const std::string& host : {host_of_labels(123), std::string(63, 'a') + ".example", wide + ".example"})
    BOOST_TEST(newsrank::canonical_url("https://" + host + "/").has_value(), host);
  for (const std::string& host : {host_of_labels(124), host_of_labels(100'000), std::string(64, 'a') + ".example",
                                  wide + unicode + ".example", '[' + std::string(300, ':') + ']'})
    BOOST_TEST(!newsrank::canonical_url("https://" + host + "/").has_value(), host);
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_web_address) {
  for (const char* url :
       {"", "example.org/a", "/a", "ftp://example.org/", "https://", "https:///a", "https://:80/", "https://a b/",
        "mailto:a@example.org", "https://example.org:port/", "http://exa\x1bmple.org/"}) {
    const auto id = newsrank::canonical_url(url);
    BOOST_REQUIRE_MESSAGE(!id, url);
    BOOST_TEST((id.error().code == newsrank::ErrorCode::invalid_article));
    BOOST_TEST(id.error().message.find('\x1b') == std::string::npos);
  }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(schema)

BOOST_AUTO_TEST_CASE(fields_are_found_by_name) {
  for (const auto& field : newsrank::fields()) BOOST_TEST(newsrank::find_field(field.name) == &field);
  BOOST_TEST(newsrank::find_field("titel") == nullptr);
  BOOST_TEST(newsrank::find_field("") == nullptr);
}

// Indexes hold it: another one refuses them.
BOOST_AUTO_TEST_CASE(the_fingerprint_stays) {
  BOOST_TEST(newsrank::schema_fingerprint({}) == "ef693572678fb42c");
}

BOOST_AUTO_TEST_CASE(fingerprint_depends_on_the_language) {
  const auto english = newsrank::schema_fingerprint({});
  BOOST_TEST(english.size() == 16U);
  BOOST_TEST(english == newsrank::schema_fingerprint({.language = "english"}));
  BOOST_TEST(english != newsrank::schema_fingerprint({.language = "german"}));
}

BOOST_AUTO_TEST_SUITE_END()
