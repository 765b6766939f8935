// SPDX-License-Identifier: GPL-2.0-or-later
#include "program/report_output.hpp"
#include "programs/terminal/messages.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "program/progress_line.hpp"

using newsrank::format_json;
using newsrank::format_problems;
using newsrank::format_progress;
using newsrank::format_summary;
using newsrank::format_warnings;
using newsrank::printable;
using newsrank::ProblemList;
using newsrank::RunProgress;
using newsrank::RunReport;

BOOST_AUTO_TEST_CASE(names_of_any_bytes_are_printable) {
  BOOST_TEST(printable("plain caf\xc3\xa9") == "plain caf\xc3\xa9");
  BOOST_TEST(printable("a\x1b[31m\n\x7f") == "a\\x1b[31m\\x0a\\x7f");
  BOOST_TEST(printable("\xff\xc3") == "\\xff\\xc3");
  BOOST_TEST(printable("\xc2\x9b") == "\\xc2\\x9b");
}

BOOST_AUTO_TEST_CASE(problems_are_listed_by_place_and_counted) {
  ProblemList list;
  list.add({"b.md", 2, 3, "second", true});
  list.add({"b.md", 2, 0, "first", false});
  list.add({"a\n.md", 0, 0, "whole", false});
  for (int i = 0; i < 120; ++i) list.add({"c.md", 1, 1, "same", false});
  RunReport report;
  report.problems = list.take();
  BOOST_TEST(report.problems.total == 123U);
  const std::string some = format_problems(report, false);
  BOOST_TEST(some ==
             "120 times: same, e.g. c.md:1:1\nb.md:2: first\nb.md:2:3: second\na\\x0a.md: whole\n"
             "123 problems; --verbose lists them all\n");
  BOOST_TEST(format_problems(report, true).find("more") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_summary_names_every_figure) {
  RunReport report;
  report.database = "x.db";
  report.files_seen = 1234567;
  report.files_read = 1234567;
  report.read = {2'000'000, 10, 8, 7, 7};
  report.seconds = 2;
  report.articles_total = report.articles_added = 1000;
  BOOST_TEST(format_summary(report) ==
             "x.db: 1,000 articles (1,000 added, 0 changed, 0 removed, 0 unchanged)\n"
             "files      1,234,567 seen: 1,234,567 read, 0 unchanged, 0 failed; 0 removed\n"
             "documents  10 seen: 8 accepted, 2 skipped\n"
             "related    7 seen: 7 accepted, 0 skipped\n"
             "time       2.00 s, 2.0 MB read, 1.0 MB/s\n");
  report.interrupted = true;
  report.files_left = 5;
  BOOST_TEST(format_summary(report).ends_with("interrupted, 5 files left; run again to continue\n"));
}

BOOST_AUTO_TEST_CASE(warnings_name_sources_that_are_empty) {
  RunReport report;
  BOOST_TEST(format_warnings(report).empty());
  report.emptied = {{"/a\n", 1611}, {"/b", 1}};
  report.articles_removed = 1593;
  BOOST_TEST(format_warnings(report) ==
             "warning: /a\\x0a has no article file any more, 1,611 are gone; this run removes 1,593 articles\n"
             "warning: /b has no article file any more, 1 is gone; this run removes 1,593 articles\n"
             "hint: if a disk is missing there, mount it and run again\n");
}

BOOST_AUTO_TEST_CASE(json_survives_any_bytes) {
  RunReport report;
  report.database = "\xff";
  report.problems.listed.push_back({"a\"\xfe.md", 1, 2, "why", true});
  report.problems.total = 1;
  const std::string json = format_json(report);
  BOOST_TEST(json.find("\"problems\":[{\"path\":\"a\\\"\xef\xbf\xbd.md\",\"line\":1,\"column\":2,\"reason\":\"why\","
                       "\"related_entry\":true}]") != std::string::npos);
  BOOST_TEST(json.find('\n') == json.size() - 1);
}

BOOST_AUTO_TEST_CASE(errors_and_progress) {
  BOOST_TEST(newsrank::cli::format_error({newsrank::ErrorCode::io, "no\nway", "do it"}, "newsrank-index") ==
             "newsrank-index: no\\x0away\nhint: do it\n");
  RunProgress progress;
  progress.files_done = 5;
  progress.files_total = 20;
  progress.bytes_done = 10'000'000;
  progress.bytes_total = 40'000'000;
  BOOST_TEST(format_progress(progress, 10) == "reading [#####---------------]  25% 5 of 20 files, 1.0 MB/s, 0:30 left");
  progress.stage = RunProgress::Stage::storing;
  progress.articles_done = 1;
  progress.articles_total = 3661;
  BOOST_TEST(format_progress(progress, 1) == "storing [--------------------]   0% 1 of 3661 articles, 1:01:00 left");
}
