// SPDX-License-Identifier: GPL-2.0-or-later
// The history of an interactive search and its file, and the choice of a browser.
#include <sys/stat.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "interactive/browser_command.hpp"
#include "interactive/history_file.hpp"
#include "interactive/model/history.hpp"
#include "temp_dir.hpp"

namespace cli = newsrank::cli;

namespace {

using Texts = std::vector<std::string>;

unsigned mode_of(const std::filesystem::path& path) {
  struct stat status {};
  BOOST_REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 07777U;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_query_is_remembered_once_and_the_newest_last) {
  cli::History history({"one", "two", "", "one", "  three "});
  BOOST_TEST(history.queries() == (Texts{"two", "one", "three"}), boost::test_tools::per_element());
  BOOST_TEST(!history.add("three"));
  BOOST_TEST(!history.add("   "));
  BOOST_TEST(history.add("two"));
  BOOST_TEST(history.add("a\x1b[2Jb\n"));
  BOOST_TEST(history.queries() == (Texts{"one", "three", "two", "a [2Jb"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_history_is_bounded) {
  cli::History history;
  for (std::size_t i = 0; i < cli::kMaxHistory + 5; ++i) history.add(std::to_string(i));
  BOOST_TEST(history.queries().size() == cli::kMaxHistory);
  BOOST_TEST(history.queries().front() == "5");
}

BOOST_AUTO_TEST_CASE(the_history_is_searched_in_any_case) {
  const cli::History history({"Salt battery", "moon", "ÉCOLE salt"});
  BOOST_TEST(history.matching(" SALT ") == (Texts{"Salt battery", "ÉCOLE salt"}), boost::test_tools::per_element());
  BOOST_TEST(history.matching("école") == (Texts{"ÉCOLE salt"}), boost::test_tools::per_element());
  BOOST_TEST(history.matching("").size() == 3U);
  BOOST_TEST(history.matching("sun").empty());
}

BOOST_AUTO_TEST_CASE(the_history_has_its_place) {
  BOOST_TEST(cli::history_path("/s", "/h")->string() == "/s/newsrank/history");
  BOOST_TEST(cli::history_path("relative", "/h")->string() == "/h/.local/state/newsrank/history");
  BOOST_TEST(cli::history_path("", "/h")->string() == "/h/.local/state/newsrank/history");
  BOOST_TEST(!cli::history_path("", ""));
}

BOOST_AUTO_TEST_CASE(the_history_file_is_private_and_bounded) {
  const newsrank::test::TempDir folder;
  const auto file = std::filesystem::path(folder.path()) / "state" / "newsrank" / "history";
  BOOST_TEST(cli::load_history(file)->empty());
  BOOST_REQUIRE(cli::append_history(file, "one"));
  BOOST_REQUIRE(cli::append_history(file, "two words"));
  BOOST_TEST(*cli::load_history(file) == (Texts{"one", "two words"}), boost::test_tools::per_element());
  BOOST_TEST(mode_of(file) == 0600U);
  BOOST_TEST(mode_of(file.parent_path()) == 0700U);
  std::filesystem::permissions(file, std::filesystem::perms::all);
  for (std::size_t i = 0; i < 5 * cli::kMaxHistory; ++i) std::ofstream(file, std::ios::app) << "query " << i << '\n';
  const auto before = std::filesystem::file_size(file);
  BOOST_TEST(cli::load_history(file)->size() == cli::kMaxHistory);
  BOOST_TEST(std::filesystem::file_size(file) < before / 4);
  BOOST_TEST(mode_of(file) == 0600U);
  BOOST_TEST(cli::load_history(file)->back() == "query " + std::to_string(5 * cli::kMaxHistory - 1));
}

BOOST_AUTO_TEST_CASE(a_history_that_cannot_be_kept_says_why) {
  const newsrank::test::TempDir folder;
  std::ofstream(folder.file("file")) << "x";
  const auto failed = cli::append_history(folder.file("file/newsrank/history"), "q");
  BOOST_REQUIRE(!failed);
  BOOST_TEST(failed.error().message.find("is not kept") != std::string::npos);
  BOOST_TEST(!cli::load_history(folder.path()));
}

BOOST_AUTO_TEST_CASE(browser_commands_are_words_not_shell) {
  struct Row {
    std::string browser;
    std::vector<cli::Command> commands;
  };
  const std::string url = "https://a.example/?q=1&b=$(id);%20";
  for (const Row& row : std::vector<Row>{
           {"", {{"xdg-open", url}}},
           {"firefox", {{"firefox", url}}},
           {"firefox --new-tab:w3m -o x=1 %s -N", {{"firefox", "--new-tab", url}, {"w3m", "-o", "x=1", url, "-N"}}},
           {"b --url=%s", {{"b", "--url=" + url}}},
           {" : ", {}},
       })
    BOOST_TEST((cli::browser_commands(row.browser, url) == row.commands));
}

BOOST_AUTO_TEST_CASE(the_first_browser_that_is_there_opens_web_addresses_only) {
  const std::string url = "https://a.example/";
  const cli::BrowserSettings settings{"no-such-browser:sh -c", "/nowhere:/bin", false};
  const auto chosen = cli::choose_browser(settings, url);
  BOOST_REQUIRE(chosen);
  BOOST_TEST(*chosen == (cli::Command{"sh", "-c", url}), boost::test_tools::per_element());
  BOOST_TEST(cli::choose_browser({"/bin/sh", "", false}, url)->front() == "/bin/sh");
  const auto missing = cli::choose_browser({"no-such-browser", "/bin", false}, url);
  BOOST_REQUIRE(!missing);
  BOOST_TEST(missing.error().message == "there is no browser no-such-browser");
  for (const char* bad : {"file:///etc/passwd", "javascript:alert(1)", "--help", " https://a.example/", "https://", ""})
    BOOST_TEST(!cli::choose_browser(settings, bad));
}

BOOST_AUTO_TEST_CASE(browsers_of_the_terminal_are_known) {
  BOOST_TEST(cli::draws_on_terminal({"/usr/bin/w3m", "u"}, true));
  BOOST_TEST(!cli::draws_on_terminal({"firefox", "u"}, true));
  BOOST_TEST(!cli::draws_on_terminal({"/opt/xdg-open", "u"}, true));
  BOOST_TEST(cli::draws_on_terminal({"firefox", "u"}, false));
}
