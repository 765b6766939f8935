// SPDX-License-Identifier: GPL-2.0-or-later
// Settings: from files, environment and terminals.
#include <boost/test/unit_test.hpp>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "cli/pager.hpp"
#include "programs/output/facet_text.hpp"
#include "programs/output/timeline.hpp"
#include "programs/settings/configuration.hpp"
#include "programs/settings/configuration_file.hpp"
#include "programs/terminal/terminal.hpp"

namespace cli = newsrank::cli;

namespace {

using Variables = std::map<std::string, std::string>;

cli::Environment environment_of(Variables variables) {
  return [variables = std::move(variables)](const std::string& name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::string() : found->second;
  };
}

std::string error_of(const std::string& text, cli::FileOwner owner = cli::FileOwner::user) {
  const auto settings = cli::parse_configuration(text, "a/newsrank.yaml", owner, environment_of({}));
  return settings ? "" : settings.error().message + "|" + settings.error().hint;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_settings)

BOOST_AUTO_TEST_CASE(files_set_what_they_name) {
  const auto settings = cli::parse_configuration(
      "databases: [news.db, /abs.db, ~/home.db, host:8000]\nprofile: news\nsynonyms: words.yaml\nquality_weight: .5\n",
      "a/newsrank.yaml", cli::FileOwner::user, environment_of({{"HOME", "/home/x"}}));
  BOOST_REQUIRE(bool(settings));
  cli::Configuration configuration;
  for (const auto& each : *settings) BOOST_TEST(bool(configuration.apply(*each.row, each.values, each.place)));
  const std::vector<std::string> databases{"a/news.db", "/abs.db", "/home/x/home.db", "host:8000"};
  BOOST_TEST(configuration.settings.databases == databases, boost::test_tools::per_element());
  BOOST_TEST(configuration.settings.profile == "news");
  BOOST_TEST(configuration.settings.synonyms == "a/words.yaml");
  BOOST_TEST(configuration.settings.quality_weight.value() == .5);
  BOOST_TEST(configuration.origins.at("quality-weight") == "a/newsrank.yaml:4:17");
}

BOOST_AUTO_TEST_CASE(a_file_of_the_current_folder_names_no_servers) {
  for (const char* const name : {"host:8000", "cluster.yaml", "cluster.yml"}) {
    const std::string text = std::string("databases: [news.db, ") + name + "]\n";
    BOOST_TEST(error_of(text, cli::FileOwner::user).empty());
    BOOST_TEST(error_of(text, cli::FileOwner::folder).find("leads to servers") != std::string::npos);
  }
  BOOST_TEST(error_of("synonyms: words.yaml\n", cli::FileOwner::folder).empty());
}

BOOST_AUTO_TEST_CASE(errors_have_their_place_and_say_what_to_do) {
  const std::vector<std::pair<std::string, std::string>> table{
      {"limit: 3\nlimti: 3\n", "a/newsrank.yaml:2:1: there is no setting \"limti\"|did you mean limit?"},
      {"limit: 3\n\nlimit: 4\n", "a/newsrank.yaml:3:1: limit is set twice|"},
      {"- limit\n", "a/newsrank.yaml:1:1: expected names with values, such as `limit: 20`|"},
      {"limit: [1, 2]\n", "a/newsrank.yaml:1:8: limit: expected a whole number from 0 to 100000, or all|"},
      {"limit:\n", "a/newsrank.yaml:1:1: limit: expected a whole number from 0 to 100000, or all|"},
      {"databases: [[x]]\n", "a/newsrank.yaml:1:13: databases: expected the folder of an index|"},
  };
  for (const auto& [text, expected] : table) BOOST_TEST(error_of(text) == expected);
  BOOST_TEST(error_of("limit: [3\n").starts_with("a/newsrank.yaml:"));
  BOOST_TEST(error_of("").empty());
  BOOST_TEST(error_of("# nothing\n").empty());
}

BOOST_AUTO_TEST_CASE(a_file_of_the_folder_runs_no_command) {
  BOOST_TEST(error_of("pager: less -S\n").empty());
  BOOST_TEST(error_of("pager: off\n", cli::FileOwner::folder).empty());
  BOOST_TEST(error_of("pager: rm -rf x\n", cli::FileOwner::folder).find("runs a command") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(every_setting_has_a_variable_and_reads_what_it_writes) {
  const cli::ConfigurationChoice none{true, {}};
  const auto configuration = cli::load_configuration(none, environment_of({{"NEWSRANK_DATABASES", "a.db,b c.db"},
                                                                           {"NEWSRANK_LIMIT", "7"},
                                                                           {"NEWSRANK_QUALITY_WEIGHT", "0.25"},
                                                                           {"NEWSRANK_HALF_LIFE", "2w"},
                                                                           {"NEWSRANK_GROUP", "no"},
                                                                           {"NEWSRANK_FIELDS", "title,url"},
                                                                           {"NEWSRANK_PAGER", "off"}}));
  BOOST_REQUIRE(bool(configuration));
  const std::string text = cli::format_configuration(*configuration);
  const auto again = cli::parse_configuration(text, "x.yaml", cli::FileOwner::user, environment_of({}));
  BOOST_REQUIRE(bool(again));
  cli::Configuration copy;
  for (const auto& each : *again) BOOST_TEST(bool(copy.apply(*each.row, each.values, each.place)));
  for (const cli::OptionRow* row : cli::settings_of(cli::search_table())) {
    const auto values = row->setting.values;
    BOOST_TEST(values(copy.settings) == values(configuration->settings), boost::test_tools::per_element());
  }
  BOOST_TEST(text.find("limit: 7                         # NEWSRANK_LIMIT") != std::string::npos);
  const auto wrong = cli::load_configuration(none, environment_of({{"NEWSRANK_LIMIT", "many"}}));
  BOOST_TEST(wrong.error().message == "NEWSRANK_LIMIT: expected a whole number from 0 to 100000, or all, not \"many\"");
}

BOOST_AUTO_TEST_CASE(terminals_get_what_they_can_show) {
  struct Row {
    bool terminal;
    Variables variables;
    bool colour;
    bool links;
  };
  const std::vector<Row> table{
      {false, {{"TERM", "xterm-kitty"}}, false, false},
      {true, {}, false, false},
      {true, {{"TERM", "dumb"}, {"VTE_VERSION", "7000"}}, false, false},
      {true, {{"TERM", "xterm-256color"}}, true, false},
      {true, {{"TERM", "xterm-256color"}, {"NO_COLOR", "1"}}, false, false},
      {true, {{"TERM", "xterm-256color"}, {"VTE_VERSION", "6003"}}, true, true},
      {true, {{"TERM", "xterm-256color"}, {"VTE_VERSION", "4800"}}, true, false},
      {true, {{"TERM", "tmux-256color"}, {"VTE_VERSION", "6003"}}, true, false},
      {true, {{"TERM", "xterm-256color"}, {"TERM_PROGRAM", "iTerm.app"}}, true, true},
      {true, {{"TERM", "foot"}, {"NO_COLOR", "1"}}, false, true},
  };
  for (const Row& row : table) {
    const auto style = cli::terminal_style({row.terminal, 0}, {}, environment_of(row.variables));
    BOOST_TEST(style.decorated == row.terminal);
    BOOST_TEST(style.colour == row.colour);
    BOOST_TEST(style.hyperlinks == row.links);
  }
  cli::TerminalChoice always;
  always.colour = cli::When::always;
  always.hyperlinks = cli::When::always;
  BOOST_TEST(cli::terminal_style({false, 0}, always, environment_of({})).colour);
  BOOST_TEST(cli::terminal_style({false, 0}, always, environment_of({})).hyperlinks);
  BOOST_TEST(cli::terminal_style({true, 500}, {}, environment_of({})).width == 100U);
  BOOST_TEST(cli::terminal_style({true, 1}, {}, environment_of({})).width == 40U);
}

BOOST_AUTO_TEST_CASE(the_pager_is_the_most_particular_one) {
  std::optional<std::string> chosen;
  BOOST_TEST(cli::pager_command(chosen, environment_of({{"TERM", "xterm"}})) == "less");
  BOOST_TEST(cli::pager_command(chosen, environment_of({{"TERM", "dumb"}})).empty());
  BOOST_TEST(cli::pager_command(chosen, environment_of({{"TERM", "xterm"}, {"PAGER", "more"}})) == "more");
  chosen = "most";
  BOOST_TEST(cli::pager_command(chosen, environment_of({{"TERM", "xterm"}, {"PAGER", "more"}})) == "most");
  chosen = "";
  BOOST_TEST(cli::pager_command(chosen, environment_of({{"TERM", "xterm"}, {"PAGER", "more"}})).empty());
}

BOOST_AUTO_TEST_CASE(timelines_have_no_gaps_and_stay_short) {
  const auto lines_of = [](std::vector<newsrank::FacetValue> values, std::optional<cli::TimeUnit> unit = {}) {
    const newsrank::Facet facet{"day", std::move(values), 0, 0, 0, true};
    return cli::timeline_text(facet, unit, {});
  };
  const auto value = [](const std::string& day, std::uint64_t count) {
    return newsrank::FacetValue{day, day, count, {}};
  };
  BOOST_TEST(lines_of({}).empty());
  const std::vector<newsrank::FacetValue> winter{value("2023-11-30", 1), value("2024-01-01", 10)};
  BOOST_TEST(lines_of(winter, cli::TimeUnit::month) ==
             "2023-11   1  █████\n2023-12   0\n2024-01  10  ██████████████████████████████████████████████████\n");
  BOOST_TEST(lines_of(winter, cli::TimeUnit::quarter).starts_with("2023-Q4   1  █████\n2024-Q1  10  "));
  BOOST_TEST(lines_of(winter).starts_with("2023-11-27   1  █████\n2023-12-04   0\n2023-12-11   0\n"));
  // Long ones are by year, and years far apart are not filled.
  BOOST_TEST(lines_of({value("2010-01-01", 1), value("2010-02-03", 1), value("2023-01-01", 2)})
                 .starts_with("2010  2  ██████████████████████████████████████████████████\n2011  0\n2012  0\n"));
  BOOST_TEST(lines_of({value("0001-01-01", 1), value("9999-12-31", 1)}) ==
             "0001  1  ██████████████████████████████████████████████████\n"
             "9999  1  ██████████████████████████████████████████████████\neach year without articles is left out\n");
}

BOOST_AUTO_TEST_CASE(facets_show_counts_and_what_is_left_out) {
  newsrank::Facet facet{"provider", {{"a.example", "A\x1b", 12, {}}, {"b.example", "b.example", 3, {}}}, 3, 20, 5,
                        true};
  const std::string shown =
      "provider\n  12  A  (a.example)\n   3  b.example\n  1 more value\n  5 of 20 articles have none\n";
  BOOST_TEST(cli::facet_text(facet, {20, true}, {}) == shown);
  BOOST_TEST(cli::facet_text(facet, {7, true}, {}) == shown + "  of 20 articles, without the filter by provider\n");
  BOOST_TEST(cli::facet_text(facet, {7, false}, {}) == shown);
  facet = {"lang", {{"en", "en", 12345, {}}, {"de", "de", 678, {}}}, 1002, 13023, 0, true};
  BOOST_TEST(cli::facet_text(facet, {13023, true}, {}) == "lang\n  12,345  en\n     678  de\n  1,000 more values\n");
  facet = {"date", {{"2024", "2024", 2, {{"2024-03", "2024-03", 2, {}}}}}, 1, 2, 0, false};
  BOOST_TEST(cli::facet_text(facet, {2, true}, {}) ==
             "date\n  2  2024\n    2  2024-03\n  not all articles could be counted\n");
  facet = {"topic", {{"AI", "AI", 3, {}, true}, {"Energy", "Energy", 5, {}}}, 2, 8, 0, true};
  BOOST_TEST(cli::facet_text(facet, {8, true}, {}) == "topic\n* 3  AI\n  5  Energy\n");
  facet = {"provider",
           {{"a.example", "A", 3, {{"2024-01", "2024-01", 1, {}}, {"2024-03", "2024-03", 2, {}}}},
            {"b.example", "B", 1, {{"2024-02", "2024-02", 1, {}}}}},
           2,
           4,
           0,
           true};
  cli::TerminalStyle wide;
  wide.width = 80;
  BOOST_TEST(
      cli::facet_text(facet, {4, true}, wide) ==
      "provider\n     2024-01  2024-02  2024-03\n  A        1        0        2\n  B        0        1        0\n");
  BOOST_TEST(cli::facet_text({"topic", {}, 0, 0, 0, true}, {0, true}, {}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
