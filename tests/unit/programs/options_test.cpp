// SPDX-License-Identifier: GPL-2.0-or-later
// The table of options, and what is made from it.
#include <boost/test/unit_test.hpp>
#include <set>
#include <string>
#include <vector>

#include "programs/options/option_documents.hpp"
#include "programs/options/option_help.hpp"
#include "programs/options/option_parser.hpp"
#include "programs/options/option_table.hpp"
#include "programs/version.hpp"

namespace cli = newsrank::cli;

namespace {

constexpr std::array kRows{
    cli::OptionRow{.names = "-n,--number",
                   .metavar = "N",
                   .help = "How many [1:9]",
                   .text = "How many; the default is `1`. It's no path\\name.",
                   .common = true},
    cli::OptionRow{.names = "--kind",
                   .metavar = "KIND",
                   .help = "Which",
                   .offer = cli::Offer::words,
                   .words = "one two",
                   .setting = {.name = "kind"}},
    cli::OptionRow{.names = "--loud,--noisy", .metavar = "", .help = "Say more"},
};
constexpr std::array kHelpRows{
    cli::OptionRow{.names = "-h", .metavar = "", .help = "Short"},
    cli::OptionRow{.names = "--help", .metavar = "", .help = "Long"},
    cli::OptionRow{.names = "--version", .metavar = "", .help = "Version"},
};
constexpr std::array kGroups{cli::OptionGroup{"First", "A note.", kRows}, cli::OptionGroup{"Help", "", kHelpRows}};
constexpr std::array<std::string_view, 1> kUsage{"[OPTIONS] FILE..."};
constexpr std::array<std::string_view, 1> kExamples{"toy-program x"};
constexpr std::array kExitCodes{cli::ExitRow{"0", "Done."}};
constexpr cli::ProgramTable kTable{
    .name = "toy-program",
    .purpose = "Plays.",
    .description = "",
    .usage = kUsage,
    .arguments = {.names = "FILE", .metavar = "", .help = "Files", .offer = cli::Offer::files},
    .groups = kGroups,
    .examples = kExamples,
    .more = "That is all.",
    .exit_codes = kExitCodes,
};

// What the arguments come to: "number=2 loud file1 file2", a text that was asked for, or an error's message.
std::string parsed(const std::vector<const char*>& arguments, bool bind_all = true) {
  cli::OptionParser parser(kTable);
  std::optional<std::string> number;
  std::vector<std::string> kinds;
  std::vector<std::string> files;
  bool loud = false;
  parser.value("--number", number);
  if (bind_all) parser.values("--kind", kinds);
  parser.flag("--loud", loud);
  parser.arguments(files);
  std::vector<const char*> argv{"toy-program"};
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  const auto asked = parser.parse(static_cast<int>(argv.size()), argv.data());
  if (!asked) return asked.error().message + (asked.error().hint.empty() ? "" : " | " + asked.error().hint);
  if (*asked) return **asked;
  std::string text = "number=" + number.value_or("-") + (loud ? " loud" : "");
  for (const auto& each : kinds) text += " kind=" + each;
  for (const auto& each : files) text += " " + each;
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(options)

BOOST_AUTO_TEST_CASE(arguments_are_taken_by_the_table) {
  BOOST_TEST(parsed({"a", "-n", "2", "--noisy", "b"}) == "number=2 loud a b");
  BOOST_TEST(parsed({"--kind", "one", "--kind=two", "a", "--number=1", "-n3"}) == "number=3 kind=one kind=two a");
  BOOST_TEST(parsed({"--", "-x"}) == "number=- -x");
  BOOST_TEST(parsed({"--lood"}) ==
             "there is no option --lood | did you mean --loud? toy-program --help lists the options");
  BOOST_TEST(parsed({"-x"}) == "there is no option -x | toy-program --help lists the options");
  BOOST_TEST(parsed({"--number"}) == "--number: the value is missing | toy-program --help shows how it is used");
  BOOST_TEST(parsed({"--version"}).starts_with("toy-program " + std::string(cli::version_number()) + " (Xapian "));
  BOOST_TEST(parsed({"a"}, false) == "the option --kind has no meaning");
}

BOOST_AUTO_TEST_CASE(help_is_short_or_long) {
  BOOST_TEST(parsed({"-h"}) ==
             "Plays.\n\nUsage: toy-program [OPTIONS] FILE...\n\n  -n,--number N           How many [1:9]\n\n"
             "  toy-program x\n\ntoy-program --help explains all options, man toy-program more.\n");
  BOOST_TEST(parsed({"--help"}) ==
             "Plays.\n\nUsage: toy-program [OPTIONS] FILE...\n\nFirst:\n  A note.\n  -n,--number N\n"
             "      How many; the default is 1. It's no path\\name.\n  --kind KIND\n      Which.\n  --loud,--noisy\n"
             "      Say more.\n\nHelp:\n  -h\n      Short.\n  --help\n      Long.\n  --version\n      Version.\n\n"
             "That is all.\n\nExit codes:\n  0     Done.\n");
}

BOOST_AUTO_TEST_CASE(documents_are_made_from_the_table) {
  const auto filled = [](std::string_view text) {
    const auto result = cli::fill_template(kTable, "1.2", text);
    return result ? *result : result.error().message;
  };
  BOOST_TEST(filled("me@example.org @VERSION@ @ a@b@c\n") == "me@example.org 1.2 @ a@b@c\n");
  BOOST_TEST(filled("@other-program:BASH_OPTIONS@ @VERSION@") == "@other-program:BASH_OPTIONS@ 1.2");
  BOOST_TEST(filled("@NO_SUCH@") == "there is no part @NO_SUCH@");
  BOOST_TEST(filled("@MAN_SETTINGS@\n") == "The settings are \\fBkind\\fP.\n");
  BOOST_TEST(filled("@MAN_OPTIONS@\n")
                 .starts_with(".Ss First\nA note.\n.Bl -tag -width Ds\n"
                              ".It Fl n Ar n , Fl -number Ar n\n"
                              "How many; the default is \\fB1\\fP.\nIt's no path\\ename.\n"
                              ".It Fl -kind Ar kind\nWhich.\n.It Fl -loud , Fl -noisy\n"));
  BOOST_TEST(filled("@toy-program:BASH_OPTIONS@") ==
             "_toy_program_options='-n --number --kind --loud --noisy -h --help --version'\n"
             "_toy_program_with_value='-n --number --kind'\n"
             "_toy_program_value() { # option current-word: offers its values; fails if it takes none\n  case $1 in\n"
             "    -n | --number) ;;\n    --kind) _newsrank_words \"$2\" one two ;;\n    *) return 1 ;;\n  esac\n}");
  BOOST_TEST(
      filled("@ZSH_OPTIONS@").find("'*--number[How many \\[1\\:9\\]]:N: ' \\\n    '*--kind[Which]:KIND:(one two)'") !=
      std::string::npos);
  BOOST_TEST(filled("@FISH_OPTIONS@").find("complete -c toy-program -l kind -x -a 'one two' -d 'Which'\n") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(numbers_are_whole_and_within_their_range) {
  BOOST_TEST(cli::number_of("--n", "7", {1, 7}).value_or(0) == 7U);
  for (const char* text : {"8", "0", "-1", "1.5", "", " 1", "1 ", "99999999999999999999"}) {
    BOOST_TEST(cli::number_of("--n", text, {1, 7}).error().message ==
               std::string("--n: expected a whole number from 1 to 7, not \"") + text + "\"");
  }
}

BOOST_AUTO_TEST_CASE(the_tables_of_the_programs_are_well_formed) {
  for (const cli::ProgramTable* table :
       {&cli::search_table(), &cli::index_table(), &cli::eval_table(), &cli::serve_table()}) {
    std::set<std::string_view> names;
    for (const cli::OptionGroup& group : table->groups) {
      for (const cli::OptionRow& row : group.rows) {
        for (const std::string_view name : cli::names_of(row)) BOOST_TEST(names.insert(name).second, name);
        BOOST_TEST(!row.help.ends_with('.'), row.names);
        BOOST_TEST((row.text.empty() || row.text.ends_with('.')), row.names);
        const bool words = row.offer == cli::Offer::words || row.offer == cli::Offer::words_or_files;
        BOOST_TEST(words == !row.words.empty(), row.names);
        BOOST_TEST((row.setting.name.empty() || row.setting.assign != nullptr), row.names);
      }
    }
    for (const char* name : {"-h", "--help", "--version"}) BOOST_TEST(names.contains(name));
  }
}

BOOST_AUTO_TEST_SUITE_END()
