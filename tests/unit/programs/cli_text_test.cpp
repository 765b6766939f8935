// SPDX-License-Identifier: GPL-2.0-or-later
// Texts of the command line: quoted, escaped, marked, measured.
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "cli/query_advice.hpp"
#include "core/field_table.hpp"
#include "programs/nearest_name.hpp"
#include "programs/output/fields.hpp"
#include "programs/output/record_format.hpp"
#include "programs/output/snippet_text.hpp"
#include "programs/output/text_decoration.hpp"
#include "programs/shell_word.hpp"
#include "programs/terminal/terminal_text.hpp"

namespace cli = newsrank::cli;

using Table = std::vector<std::pair<std::string, std::string>>;

BOOST_AUTO_TEST_SUITE(cli_text)

BOOST_AUTO_TEST_CASE(csv_fields_are_quoted_as_the_rfc_says) {
  const Table table{
      {"", ""}, {"plain", "plain"}, {"a,b", "\"a,b\""}, {"say \"so\"", "\"say \"\"so\"\"\""}, {"a\nb", "\"a\nb\""}};
  for (const auto& [text, expected] : table) BOOST_TEST(cli::csv_field(text) == expected);
}

BOOST_AUTO_TEST_CASE(no_text_is_a_formula) {
  const Table table{{"=1+1", "'=1+1"},
                    {"+1", "'+1"},
                    {"-1", "'-1"},
                    {"@SUM(A1)", "'@SUM(A1)"},
                    {"  =1", "'  =1"},
                    {"a=1", "a=1"},
                    {"", ""},
                    {" ", " "},
                    {"\uFF1D1", "'\uFF1D1"},
                    {"\u200B=1", "'\u200B=1"},
                    {"\uFEFF=1", "'\uFEFF=1"},
                    {"\u00A0\u200D\u200F-1", "'\u00A0\u200D\u200F-1"},
                    {"\u200Ba=1", "\u200Ba=1"},
                    {"\uFF0B1", "'\uFF0B1"},
                    {"\uFEFF", "\uFEFF"}};
  for (const auto& [text, expected] : table) BOOST_TEST(cli::spreadsheet_text(text) == expected);
}

BOOST_AUTO_TEST_CASE(markdown_has_no_meaning_left) {
  const Table table{{"plain (1.5)", "plain (1.5)"},
                    {"a|b", "a\\|b"},
                    {"*b* _i_ `c`", "\\*b\\* \\_i\\_ \\`c\\`"},
                    {"[x](y) <b>", "\\[x\\](y) \\<b\\>"},
                    {"&amp; \\", "\\&amp; \\\\"}};
  for (const auto& [text, expected] : table) BOOST_TEST(cli::markdown_text(text) == expected);
}

BOOST_AUTO_TEST_CASE(addresses_end_where_they_end) {
  const Table table{{"https://x.example/a_(b)?c=%20&d#e", "https://x.example/a_(b)?c=%20&d#e"},
                    {"https://x.example/a b", "https://x.example/a%20b"},
                    {"https://x.example/\x1b\\|<>", "https://x.example/%1B%5C%7C%3C%3E"},
                    {"https://x.example/é", "https://x.example/%C3%A9"}};
  for (const auto& [url, expected] : table) BOOST_TEST(cli::plain_url(url) == expected);
}

BOOST_AUTO_TEST_CASE(nothing_of_an_address_ends_a_link) {
  BOOST_TEST(cli::hyperlink("https://x.example/\x07\x1b\\", "text") ==
             "\x1b]8;;https://x.example/%07%1B%5C\x1b\\text\x1b]8;;\x1b\\");
}

BOOST_AUTO_TEST_CASE(ages_are_in_the_largest_unit_that_says_enough) {
  constexpr std::int64_t kDay = 86'400;
  const std::vector<std::pair<std::int64_t, std::string>> table{
      {0, "now"},
      {119, "1 minute ago"},
      {120, "2 minutes ago"},
      {3'600, "1 hour ago"},
      {kDay, "1 day ago"},
      {7 * kDay, "7 days ago"},
      {14 * kDay, "2 weeks ago"},
      {62 * kDay, "2 months ago"},
      {400 * kDay, "13 months ago"},
      {800 * kDay, "2 years ago"},
      {-3 * kDay, "in 3 days"},
  };
  for (const auto& [age, expected] : table) BOOST_TEST(cli::relative_age(1'000'000 - age, 1'000'000) == expected);
}

BOOST_AUTO_TEST_CASE(bars_stay_within_their_cells) {
  BOOST_TEST(cli::bar(0, 3) == "▱▱▱");
  BOOST_TEST(cli::bar(.5, 4) == "▰▰▱▱");
  BOOST_TEST(cli::bar(7, 2) == "▰▰");
  BOOST_TEST(cli::bar(-1, 2) == "▱▱");
}

BOOST_AUTO_TEST_CASE(cells_hold_any_value) {
  BOOST_TEST(cli::cell_text(nullptr).empty());
  BOOST_TEST(cli::cell_text("a\tb\x1b") == "a b ");
  BOOST_TEST(cli::cell_text(134.0) == "134");
  BOOST_TEST(cli::cell_text(0.1) == "0.1");
  BOOST_TEST(cli::cell_text(std::uint64_t{7}) == "7");
  BOOST_TEST(cli::cell_text(true) == "true");
  BOOST_TEST(cli::cell_text(std::vector<std::string>{"a", "b\n"}) == "a; b ");
}

BOOST_AUTO_TEST_CASE(every_field_has_its_value_of_a_hit) {
  newsrank::Hit hit;
  hit.rank = 1;
  hit.score = 2.5;
  hit.relevance = 2;
  hit.quality_factor = 1.25;
  hit.article.id = "I";
  hit.article.url = "U";
  hit.article.title = "T";
  hit.article.excerpt = "E";
  hit.article.topics = {"A", "B"};
  hit.article.provider = {"N", "D"};
  hit.article.category = "C";
  hit.article.type = "Y";
  hit.article.language = "en";
  hit.article.quality = 80;
  hit.article.published = false;
  hit.article.published_at = 1709627400;
  hit.copies.resize(2);
  hit.snippets.emplace().fragments = {{"excerpt", "a", 0, {}, true, false}, {"body", "b", 0, {}, false, true}};
  const Table table{{"query_id", "Q"},
                    {"query", "salt"},
                    {"rank", "1"},
                    {"score", "2.5"},
                    {"relevance", "2"},
                    {"quality_factor", "1.25"},
                    {"recency_factor", "1"},
                    {"also", "false"},
                    {"snippets", "…a b…"},
                    {"copies", "2"},
                    {"id", "I"},
                    {"url", "U"},
                    {"title", "T"},
                    {"excerpt", "E"},
                    {"topics", "A; B"},
                    {"provider.name", "N"},
                    {"provider.domain", "D"},
                    {"category", "C"},
                    {"type", "Y"},
                    {"language", "en"},
                    {"quality", "80"},
                    {"heat", ""},
                    {"published", "false"},
                    {"removed", "false"},
                    {"published_at", "2024-03-05T08:30:00Z"}};
  const cli::RunQuery query{"Q", "salt"};
  std::vector<std::string> names;
  for (const auto& [field, expected] : table) {
    BOOST_TEST(cli::cell_text(cli::field_value({query, hit}, field)) == expected, field);
    names.push_back(field);
  }
  BOOST_TEST(cli::field_names() == names, boost::test_tools::per_element());
  BOOST_TEST(cli::is_field("title"));
  BOOST_TEST(!cli::is_field("titel"));
  BOOST_TEST(cli::is_field("provider"));
  BOOST_TEST(cli::other_name("date") == "published_at");
  BOOST_TEST(cli::other_name("title") == "");
  const std::vector<std::string> each_once{"title", "provider.name", "provider.domain", "rank"};
  BOOST_TEST(cli::column_names({"title", "title", "provider.name", "provider", "rank", "title"}) == each_once,
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(fields_that_a_hit_lacks_are_null) {
  const cli::RunQuery query{"", "salt"};
  const newsrank::Hit hit;
  for (const char* field : {"query_id", "published_at", "snippets", "quality", "heat", "published", "titel"})
    BOOST_TEST(cli::field_value({query, hit}, field).index() == 0U, field);
}

BOOST_AUTO_TEST_CASE(fields_of_an_index_are_columns) {
  const cli::RunQuery query{"", "salt"};
  newsrank::Hit hit;
  hit.article.fields = {
      {"author", {"Jane Doe", "Al"}}, {"price", {2.5}}, {"released", {std::int64_t{1714694400}}}, {"sold", {true}}};
  const Table table{{"author", "Jane Doe; Al"},
                    {"price", "2.5"},
                    {"released", "2024-05-03T00:00:00Z"},
                    {"sold", "true"},
                    {"other", ""}};
  for (const auto& [field, expected] : table) {
    BOOST_TEST(cli::cell_text(cli::field_value({query, hit}, field)) == expected, field);
    BOOST_TEST(cli::may_be_own_field(field));
  }
  for (const char* const field : {"", "a", "Author", "au thor", "author1"}) BOOST_TEST(!cli::may_be_own_field(field));
  for (const std::string& name : cli::field_names())
    BOOST_TEST(!newsrank::detail::FieldTable::make({{.name = name}}), name);
}

BOOST_AUTO_TEST_CASE(marks_survive_wrapping_and_nothing_else_does) {
  const newsrank::Snippet snippet{"excerpt", "one\x1b two three", 0, {{5, 14, newsrank::MarkKind::phrase}}, true,
                                  false};
  const std::string text = cli::marked_text(snippet);
  BOOST_TEST(text == "…one  \x01two three\x02");
  const auto lines = cli::show_marks(cli::wrap(text, 8, 9), "<", ">");
  BOOST_TEST(lines == (std::vector<std::string>{"…one <two>", "<three>"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_mistyped_name_is_near_one) {
  const std::vector<std::string> names{"limit", "sort", "color"};
  const Table table{{"limti", "limit"}, {"colour", "color"}, {"srt", "sort"}, {"xyz", ""}, {"", ""}};
  for (const auto& [name, expected] : table) BOOST_TEST(cli::nearest_name(name, names) == expected);
}

BOOST_AUTO_TEST_CASE(proposed_commands_are_safe_to_paste) {
  const Table table{{"news/a.db", "news/a.db"},
                    {"my news", "'my news'"},
                    {"it's", "'it'\\''s'"},
                    {"$(rm x)", "'$(rm x)'"},
                    {"", "''"}};
  for (const auto& [text, expected] : table) BOOST_TEST(cli::shell_word(text) == expected);
}

BOOST_AUTO_TEST_CASE(arguments_that_lost_their_quotes_are_noticed) {
  BOOST_TEST(cli::argument_remark({"salt battery"}).empty());
  BOOST_TEST(cli::argument_remark({"salt", "battery"}).empty());
  BOOST_TEST(cli::argument_remark({"\"salt battery\"", "grid"}).empty());
  BOOST_TEST(cli::argument_remark({"salt battery", "grid"}).find("'\"salt battery\" grid'") != std::string::npos);
  BOOST_TEST(cli::argument_remark({"", "grid"}).find("empty argument") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
