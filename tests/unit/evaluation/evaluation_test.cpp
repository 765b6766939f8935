// SPDX-License-Identifier: GPL-2.0-or-later
// Judging: the readers, the measures on rankings worked out by hand, and what is built from them.
#include <boost/test/unit_test.hpp>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "core/text/printable.hpp"
#include "evaluation/evaluation.hpp"
#include "evaluation/judgements/qrels.hpp"
#include "evaluation/judgements/query_half.hpp"
#include "evaluation/judging.hpp"
#include "evaluation/program/eval_report.hpp"

using namespace newsrank::detail;
using newsrank::ErrorCode;

namespace tt = boost::test_tools;

namespace {

Measure measure(const char* text) {
  return parse_measure(text).value_or({});
}

std::vector<std::string> documents(const Ranking& ranking) {
  std::vector<std::string> ids;
  for (const auto& result : ranking) ids.push_back(result.document);
  return ids;
}

Run run_of(std::string_view text) {
  return parse_run(text, "run").value_or({});
}
Qrels qrels_of(std::string_view text) {
  return parse_qrels(text, "qrels").value_or({});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(evaluation_readers)

BOOST_AUTO_TEST_CASE(qrels_are_read) {
  const auto qrels = parse_qrels(
      "\xEF\xBB\xBF"
      "10 0 d1 2\r\n2\t0\td1   -1\r\n\r\n  2 0 https://example.org/a?b=c 0",
      "q");
  BOOST_REQUIRE(qrels);
  BOOST_TEST(qrels->size() == 2U);
  BOOST_TEST(qrels->begin()->first == "2");
  BOOST_TEST(qrels->at("10").at("d1") == 2);
  BOOST_TEST(qrels->at("2").at("d1") == -1);
  BOOST_TEST(qrels->at("2").at("https://example.org/a?b=c") == 0);
  BOOST_TEST(parse_qrels("", "q")->empty());
}

BOOST_AUTO_TEST_CASE(runs_are_ordered_by_score_then_by_descending_id) {
  // The rank column says otherwise; a and b tie, so b comes first.
  const auto run = run_of("1 Q0 a 1 0.5 t\n1 Q0 c 2 1e-3 t\n1 Q0 b 3 +.5 t\n1 Q0 d 4 7 t\n1 Q0 B 5 .5 t\n");
  BOOST_TEST(documents(run.at("1")) == (std::vector<std::string>{"d", "b", "a", "B", "c"}), tt::per_element());
}

BOOST_AUTO_TEST_CASE(queries_keep_their_order_and_text) {
  const auto queries = parse_queries("dH2\tnecromancer  call\r\ndH1\ta\tb\n", "q");
  BOOST_REQUIRE(queries);
  const std::vector<JudgedQuery> expected{{"dH2", "necromancer  call"}, {"dH1", "a\tb"}};
  BOOST_TEST((*queries == expected));
}

BOOST_AUTO_TEST_CASE(exclusions_are_read) {
  const auto exclusions = parse_exclusions("1\ta\n1\tb\n2\ta\n", "x");
  BOOST_REQUIRE(exclusions);
  BOOST_TEST(exclusions->at("1").size() == 2U);
  BOOST_TEST(exclusions->at("2").contains("a"));
}

BOOST_AUTO_TEST_CASE(broken_lines_are_named) {
  const auto qrels_error = [](std::string_view text) { return parse_qrels(text, "f").error().message; };
  BOOST_TEST(qrels_error("1 0 a 1\n\n1 0 b\n") == "f:3: 3 fields where 4 are expected");
  BOOST_TEST(qrels_error("1 0 a 1 x") == "f:1: 5 fields where 4 are expected");
  BOOST_TEST(qrels_error("1 0 a 1.5") == "f:1: '1.5' is no gain");
  BOOST_TEST(qrels_error("1 0 a 99999999999") == "f:1: '99999999999' is no gain");
  BOOST_TEST(qrels_error("1 0 a +-1") == "f:1: '+-1' is no gain");
  BOOST_TEST(qrels_error("1 0 a 1\n2 0 a 1\n1 0 a 0") == "f:3: document 'a' appears a second time for query '1'");
  BOOST_TEST(qrels_error("1 0 a\x1b[31m 1") == "f:1: the line holds a control character");

  const auto run_error = [](std::string_view text) { return parse_run(text, "f").error().message; };
  BOOST_TEST(run_error("1 Q0 a 1 nan t") == "f:1: 'nan' is no score");
  BOOST_TEST(run_error("1 Q0 a 1 inf t") == "f:1: 'inf' is no score");
  BOOST_TEST(run_error("1 Q0 a 1 0x1 t") == "f:1: '0x1' is no score");
  BOOST_TEST(run_error("1 Q0 a 1 2") == "f:1: 5 fields where 6 are expected");
  BOOST_TEST(run_error("1 Q0 a 1 2 t\n1 Q0 a 2 1 t") == "f:2: document 'a' appears a second time for query '1'");

  const auto queries_error = [](std::string_view text) { return parse_queries(text, "f").error().message; };
  BOOST_TEST(queries_error("1 text") == "f:1: no tab after the query id");
  BOOST_TEST(queries_error("\ttext") == "f:1: '' is no query id");
  BOOST_TEST(queries_error("a b\ttext") == "f:1: 'a b' is no query id");
  BOOST_TEST(queries_error("1\t ") == "f:1: nothing after the query id");
  BOOST_TEST(queries_error("1\ta\n1\tb") == "f:2: query '1' appears a second time");
  BOOST_TEST(parse_exclusions("1\ta\n1\ta", "f").error().message ==
             "f:2: document 'a' appears a second time for query '1'");
}

BOOST_AUTO_TEST_CASE(errors_carry_no_control_characters_and_stay_short) {
  const auto error = parse_qrels("1 0 a " + std::string(5000, '\xff'), "a\nb").error();
  BOOST_TEST((error.code == ErrorCode::invalid_argument));
  BOOST_TEST(error.message.size() < 100U);
  BOOST_TEST(newsrank::detail::printable(error.message) == error.message);
  BOOST_TEST(!error.hint.empty());
}

BOOST_AUTO_TEST_CASE(unreadable_files_are_io_errors) {
  for (const char* path : {"/nonexistent/qrels.txt", "/"}) {
    const auto qrels = read_qrels(path);
    BOOST_REQUIRE(!qrels);
    BOOST_TEST((qrels.error().code == ErrorCode::io));
    BOOST_TEST(qrels.error().message.find(path) != std::string::npos);
  }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(evaluation_measures)

BOOST_AUTO_TEST_CASE(names_are_read_and_written) {
  const std::vector<std::pair<const char*, Measure>> table{
      {"map", {MeasureKind::average_precision, 0, 1}},
      {"map@100", {MeasureKind::average_precision, 100, 1}},
      {"ndcg", {MeasureKind::ndcg, 0, 1}},
      {"ndcg@10", {MeasureKind::ndcg, 10, 1}},
      {"p@5", {MeasureKind::precision, 5, 1}},
      {"r@1000000", {MeasureKind::recall, 1'000'000, 1}},
      {"mrr", {MeasureKind::reciprocal_rank, 0, 1}},
      {"mrr/2", {MeasureKind::reciprocal_rank, 0, 2}},
      {"mrr@10/2", {MeasureKind::reciprocal_rank, 10, 2}},
      {"p@5/3", {MeasureKind::precision, 5, 3}},
  };
  for (const auto& [text, expected] : table) {
    const auto parsed = parse_measure(text);
    BOOST_REQUIRE_MESSAGE(parsed, text);
    BOOST_TEST((*parsed == expected), text);
    BOOST_TEST(to_string(*parsed) == text);
  }
  BOOST_TEST(to_string(*parse_measure("mrr@10/1")) == "mrr@10");
}

BOOST_AUTO_TEST_CASE(wrong_names_are_refused_with_a_reason) {
  for (const char* text : {"", "MAP", "bpref", "p", "r", "p@", "p@0", "p@-1", "p@1x", "p@1000001", "@5", "mrr@10/",
                           "mrr@10/0", "ndcg@10/2", "mrr/2@10", "p@5@5", "map ", "p@99999999999999999999"}) {
    const auto parsed = parse_measure(text);
    BOOST_REQUIRE_MESSAGE(!parsed, text);
    BOOST_TEST((parsed.error().code == ErrorCode::invalid_argument));
    BOOST_TEST(!parsed.error().hint.empty());
  }
}

// Relevant at ranks 1, 3 and 5; a fourth relevant document was not found.
BOOST_AUTO_TEST_CASE(binary_measures_of_five_results) {
  const GainRanking gains{{1, 0, 2, 0, 1}, {2, 1, 1, 1}};
  const std::vector<std::pair<const char*, double>> table{
      {"map", (1.0 / 1 + 2.0 / 3 + 3.0 / 5) / 4},  // .566667
      {"map@3", (1.0 / 1 + 2.0 / 3) / 4},          // all four stay in the denominator
      {"map/2", (1.0 / 3) / 1},                    // only rank 3 counts
      {"p@1", 1},
      {"p@2", 0.5},
      {"p@5", 0.6},
      {"p@10", 0.3},  // ten, though there are five results
      {"r@1", 0.25},
      {"r@5", 0.75},
      {"r@100", 0.75},
      {"r@100/2", 1},
      {"mrr", 1},
      {"mrr/2", 1.0 / 3},
      {"mrr@3/2", 1.0 / 3},
      {"mrr@2/2", 0},  // rank 3 is below the cut
      {"mrr/3", 0},
  };
  for (const auto& [text, expected] : table) {
    BOOST_TEST(measure_ranking(measure(text), gains) == expected, tt::tolerance(1e-12) << text);
  }
}

// log2(2) = 1, log2(3) = 1.584963, log2(4) = 2, log2(5) = 2.321928.
BOOST_AUTO_TEST_CASE(ndcg_of_graded_results) {
  // DCG = 3/1 + 2/1.584963 + 0 + 1/2.321928 = 3 + 1.261860 + .430677 = 4.692536
  // ideal = 3/1 + 2/1.584963 + 1/2 = 4.761860; nDCG = .985442
  BOOST_TEST(measure_ranking(measure("ndcg"), {{3, 2, 0, 1}, {3, 2, 1}}) == 0.985442, tt::tolerance(1e-6));
  // Cut at 2 both sums are 3 + 1.261860.
  BOOST_TEST(measure_ranking(measure("ndcg@2"), {{3, 2, 0, 1}, {3, 2, 1}}) == 1.0, tt::tolerance(1e-12));
  // Worst first: 1/1 + 0 + 2/2 + 3/2.321928 = 3.292030; over 4.761860: .691333
  BOOST_TEST(measure_ranking(measure("ndcg@10"), {{1, 0, 2, 3}, {3, 2, 1}}) == 0.691333, tt::tolerance(1e-6));
  // A negative gain neither helps nor hurts: 2/1.584963 over 2.
  BOOST_TEST(measure_ranking(measure("ndcg@10"), {{-1, 2}, {2}}) == 0.630930, tt::tolerance(1e-6));
}

BOOST_AUTO_TEST_CASE(nothing_relevant_or_nothing_found_is_zero) {
  for (const char* text : {"map", "ndcg", "ndcg@10", "p@5", "r@5", "mrr", "mrr@10/2"}) {
    BOOST_TEST(measure_ranking(measure(text), {{0, -1, 0}, {}}) == 0.0, text);
    BOOST_TEST(measure_ranking(measure(text), {{}, {2, 1}}) == 0.0, text);
    BOOST_TEST(measure_ranking(measure(text), {{}, {}}) == 0.0, text);
  }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(evaluation_of_runs)

BOOST_AUTO_TEST_CASE(missing_queries_count_zero_and_others_are_ignored) {
  const auto qrels = qrels_of("1 0 a 1\n2 0 a 1\n3 0 a 0\n");
  const auto run = run_of("1 Q0 x 1 2 t\n1 Q0 a 2 1 t\n3 Q0 a 1 1 t\n9 Q0 a 1 1 t\n");
  const auto evaluation = evaluate(qrels, run, {measure("mrr")});
  BOOST_TEST(evaluation.queries == (std::vector<std::string>{"1", "2", "3"}), tt::per_element());
  BOOST_TEST(evaluation.without_results == 1U);
  BOOST_TEST(evaluation.measures.at(0).per_query == (std::vector<double>{0.5, 0, 0}), tt::per_element());
  BOOST_TEST(evaluation.measures.at(0).mean == 0.5 / 3, tt::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(ties_are_broken_as_trec_eval_does) {
  // All scores equal: z, m, a. Only m is relevant, so its rank is 2.
  const auto evaluation =
      evaluate(qrels_of("1 0 m 1\n"), run_of("1 Q0 a 1 1 t\n1 Q0 m 2 1 t\n1 Q0 z 3 1 t\n"), {measure("mrr")});
  BOOST_TEST(evaluation.measures.at(0).mean == 0.5);
}

BOOST_AUTO_TEST_CASE(exclusion_comes_before_the_cut) {
  auto run = run_of("1 Q0 a 1 3 t\n1 Q0 b 2 2 t\n1 Q0 c 3 1 t\n2 Q0 a 1 3 t\n");
  remove_excluded(run, *parse_exclusions("1\ta\n3\ta\n", "x"));
  limit_depth(run, 1);
  BOOST_TEST(documents(run.at("1")) == (std::vector<std::string>{"b"}), tt::per_element());
  BOOST_TEST(documents(run.at("2")) == (std::vector<std::string>{"a"}), tt::per_element());
  limit_depth(run, 0);
  BOOST_TEST(run.at("1").size() == 1U);
}

BOOST_AUTO_TEST_CASE(halves_follow_the_number_at_the_end) {
  const auto qrels = qrels_of("q9 0 a 1\nq10 0 a 1\nx123456789012345678901234567890 0 a 1\n");
  BOOST_TEST(select_half(qrels, QueryHalf::all)->size() == 3U);
  const auto even = select_half(qrels, QueryHalf::even);
  const auto odd = select_half(qrels, QueryHalf::odd);
  BOOST_TEST((even->size() == 2U && even->contains("q10")));
  BOOST_TEST((odd->size() == 1U && odd->contains("q9")));
  const auto unnumbered = select_half(qrels_of("1a 0 d 1\n"), QueryHalf::odd);
  BOOST_REQUIRE(!unnumbered);
  BOOST_TEST(unnumbered.error().message == "query id '1a' does not end with a number");
}

BOOST_AUTO_TEST_CASE(two_runs_are_compared) {
  JudgingTask task;
  task.qrels = qrels_of("1 0 a 1\n2 0 a 1\n");
  task.measures = {measure("mrr"), measure("p@1")};
  task.halves = {QueryHalf::all, QueryHalf::even};
  const auto source = [](const char* name, const char* text) {
    return RunSource{name, [text] { return parse_run(text, "run"); }};
  };
  const auto reports = judge(
      task, {source("A", "1 Q0 b 1 2 t\n1 Q0 a 2 1 t\n2 Q0 a 1 1 t\n"), source("B", "1 Q0 a 1 1 t\n2 Q0 a 1 1 t\n")});
  BOOST_REQUIRE(reports);
  BOOST_REQUIRE(reports->size() == 2U);
  BOOST_TEST(reports->at(0).comparisons.at(0).difference == 0.25);  // (1 - .5 + 0) / 2
  BOOST_TEST(reports->at(0).comparisons.at(1).difference == 0.5);
  BOOST_TEST(reports->at(0).comparisons.at(0).p_value == 1.0);  // one query that differs proves nothing
  BOOST_TEST(reports->at(1).comparisons.at(0).difference == 0.0);
  BOOST_TEST(reports->at(1).runs.at(0).evaluation.queries.size() == 1U);

  const std::string expected =
      "2 queries\n"
      "measure       A       B  difference  p-value\n"
      "mrr      0.7500  1.0000     +0.2500   1.0000\n"
      "p@1      0.5000  1.0000     +0.5000   1.0000\n"
      "\n"
      "1 even query\n"
      "measure       A       B  difference  p-value\n"
      "mrr      1.0000  1.0000     +0.0000   1.0000\n"
      "p@1      1.0000  1.0000     +0.0000   1.0000\n";
  BOOST_TEST(format_text(*reports, false) == expected);
}

BOOST_AUTO_TEST_CASE(a_source_that_fails_and_an_empty_half_are_errors) {
  JudgingTask task;
  task.measures = {measure("mrr")};
  BOOST_TEST(judge(task, {}).error().message == "the qrels judge no query");
  task.qrels = qrels_of("1 0 a 1\n");
  task.halves = {QueryHalf::even};
  BOOST_TEST(judge(task, {}).error().message == "the qrels judge no query with an even number");
  const RunSource failing{"x", []() -> newsrank::Result<Run> { return newsrank::Error{ErrorCode::io, "gone", ""}; }};
  BOOST_TEST(judge(task, {failing}).error().message == "gone");
}

BOOST_AUTO_TEST_SUITE_END()
