// SPDX-License-Identifier: GPL-2.0-or-later
// Judging of indexes: suites, depths, profiles as text, and a tuning run on a small index.
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <string>

#include "evaluation/concordance.hpp"
#include "evaluation/live_run.hpp"
#include "evaluation/live_task.hpp"
#include "evaluation/program/suite_report.hpp"
#include "evaluation/tuning/profile_tuning.hpp"
#include "newsrank/index_writer.hpp"
#include "temp_dir.hpp"

using namespace newsrank::detail;
using newsrank::ErrorCode;
using newsrank::RankingProfile;

namespace {

std::vector<Measure> measures(const std::vector<const char*>& texts) {
  std::vector<Measure> all;
  for (const char* text : texts) all.push_back(parse_measure(text).value_or({}));
  return all;
}

// Of the two articles for "storm" the second is the better one, of the two for "river" the first.
struct SmallIndex {
  newsrank::test::TempDir folder;

  SmallIndex() {
    auto writer = newsrank::IndexWriter::open(folder.file("news.db"));
    BOOST_REQUIRE(writer);
    put(*writer, "1", "storm", 0);
    put(*writer, "2", "storm", 100);
    put(*writer, "3", "river river", 0);
    put(*writer, "4", "river", 0);
    BOOST_REQUIRE(writer->commit());
    write("queries.tsv", "q2\tstorm\nq4\tstorm\nq3\triver\nq5\t???\n");
    write("qrels.txt",
          "q2 0 https://n.example/2 1\nq4 0 https://n.example/1 1\nq3 0 https://n.example/4 1\nq5 0 x 1\n");
    write("exclude.tsv", "q4\thttps://n.example/2\n");
  }

  static void put(newsrank::IndexWriter& writer, const std::string& number, const std::string& title, double quality) {
    newsrank::Article article;
    article.id = article.url = "https://n.example/" + number;
    article.title = title;
    article.quality = quality;
    BOOST_REQUIRE(writer.put(article));
  }
  void write(const std::string& name, const std::string& text) const { std::ofstream(folder.file(name)) << text; }

  LiveTask task() const {
    const auto files = parse_suite(
        "tasks: [{name: small, db: news.db, queries: queries.tsv, qrels: qrels.txt, exclude: exclude.tsv, "
        "measures: [mrr@2, map]}]",
        folder.path());
    BOOST_REQUIRE(files);
    auto task = LiveTask::open(files->front());
    BOOST_REQUIRE(task);
    return std::move(*task);
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(evaluation_live)

BOOST_AUTO_TEST_CASE(a_search_is_as_deep_as_the_measures_look) {
  BOOST_TEST(search_depth(0, measures({"mrr@10", "p@5"})) == 10U);
  BOOST_TEST(search_depth(7, measures({"mrr@10", "p@5"})) == 7U);
  BOOST_TEST(search_depth(0, measures({"mrr@10", "map"})) == kDefaultSearchDepth);
  BOOST_TEST(search_depth(100, measures({"map"})) == 100U);
}

BOOST_AUTO_TEST_CASE(suites) {
  const auto suite = parse_suite(
      "tasks:\n"
      "  - {db: [a.db, /b.db], queries: q, qrels: r, measures: map}\n"
      "  - {name: two, db: a.db, queries: q, qrels: r, measures: [p@5, map], exclude: e, depth: 9, quality_weight: 0.5,"
      " syntax: true, share: 2}\n",
      "/base");
  BOOST_REQUIRE(suite);
  const LiveTaskFiles& one = suite->at(0);
  BOOST_TEST((one.databases == std::vector<std::string>{"/base/a.db", "/b.db"}));
  BOOST_TEST(one.name == "/base/r");
  BOOST_TEST(!one.quality_weight.has_value());
  const LiveTaskFiles& two = suite->at(1);
  BOOST_TEST(two.name == "two");
  BOOST_TEST(two.exclude == "/base/e");
  BOOST_TEST(two.measures.size() == 2U);
  BOOST_TEST(two.depth == 9U);
  BOOST_TEST(two.quality_weight.value_or(0) == 0.5);
  BOOST_TEST(two.syntax);
  BOOST_TEST(two.share == 2);
}

BOOST_AUTO_TEST_CASE(broken_suites_are_refused_where_they_break) {
  for (const char* yaml :
       {"", "tasks", "tasks: []", "tasks: {a: b}", "tasks: [x]", "tasks: [{db: a}]", "tasks: [{db: [[]]}]",
        "tasks: [{db: a, queries: [], qrels: r, measures: map}]", "tasks: [{db: a, measures: nonsense}]",
        "tasks: [{titel: a}]", "tasks: [{share: -1}]", "tasks: [{depth: x}]", "tasks: [", "tasks: [{[]: a}]"}) {
    const auto suite = parse_suite(yaml, "");
    BOOST_TEST_CONTEXT(yaml) {
      BOOST_REQUIRE(!suite);
      BOOST_TEST((suite.error().code == ErrorCode::invalid_argument));
      BOOST_TEST(suite.error().message.starts_with("suite, line "), suite.error().message);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_profile_is_read_back_as_it_was_written) {
  RankingProfile profile = newsrank::find_profile("prose").value_or({});
  profile.name = "a \"name\": #1";
  profile.k1 = 0.1 + 0.2;
  profile.quality_normalisation = newsrank::QualityNormalisation::saturation;
  profile.drop_stop_words = false;
  const auto read = newsrank::parse_profile(newsrank::format_profile(profile));
  BOOST_REQUIRE(read);
  BOOST_TEST((*read == profile));
}

BOOST_AUTO_TEST_CASE(an_index_is_judged_over_both_halves) {
  const SmallIndex index;
  std::vector<LiveTask> tasks;
  tasks.push_back(index.task());
  const auto figures = judge_tasks(tasks, std::nullopt);
  BOOST_REQUIRE(figures);
  // q2 and, since the other is excluded, q4 have theirs first, q3 by its title; q5 holds nothing to search for.
  BOOST_TEST(figures->front().all == 3.0 / 4);
  BOOST_TEST(figures->front().even.value_or(-1) == 1);
  BOOST_TEST(figures->front().odd.value_or(-1) == 0.5);
  BOOST_TEST(format_text(*figures, "# ") ==
             "# task   measure  queries     all    even     odd\n"
             "# small  mrr@2          4  0.7500  1.0000  0.5000\n");
}

BOOST_AUTO_TEST_CASE(tuning_finds_the_parameter_that_matters) {
  const SmallIndex index;
  std::vector<LiveTask> tasks;
  tasks.push_back(index.task());
  RankingProfile start;
  start.quality_weight = 0;  // the ties of "storm" go by quality still
  const auto tuned = tune_profile(tasks, start, {"k1", "quality_weight"});
  BOOST_REQUIRE(tuned);
  BOOST_TEST(tuned->search.objective == 1);
  BOOST_TEST(tuned->best.name == "tuned");
  BOOST_TEST(format_trajectory(*tuned).starts_with("# 0  start"));
  const auto unknown = tune_profile(tasks, start, {"k2"});
  BOOST_REQUIRE(!unknown);
  BOOST_TEST(unknown.error().message == "'k2' cannot be tuned");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_CASE(concordance_counts_pairs_of_equal_gain_and_different_quality) {
  Concordance concordance;
  BOOST_TEST(concordance.share() == 0);
  // Of gain 2 there are 5, 3, 8 and 8: five pairs, of which the first is in order.
  add_pairs(std::vector<JudgedResult>{{2, 5}, {2, 3}, {0, 9}, {1, 1}, {2, 8}, {2, {}}, {0, 1}, {2, 8}}, concordance);
  BOOST_TEST(concordance.pairs == 5U);
  BOOST_TEST(concordance.in_order == 1U);
  // Behind the twentieth nothing counts.
  std::vector<JudgedResult> many(21, JudgedResult{0, 1});
  many[0] = {3, 2};
  many[20] = {3, 1};
  add_pairs(many, concordance);
  BOOST_TEST(concordance.pairs == 5U);
  BOOST_TEST(concordance.share() == 0.2);
}

// The better article for "storm" comes first.
BOOST_AUTO_TEST_CASE(an_index_is_asked_for_concordance) {
  const SmallIndex index;
  index.write("qrels.txt", "q2 0 https://n.example/2 1\nq2 0 https://n.example/1 1\n");
  auto task = index.task();
  const auto shipped = task.concordance(std::nullopt, QueryHalf::all);
  BOOST_REQUIRE(shipped);
  BOOST_TEST(shipped->pairs == 1U);
  BOOST_TEST(shipped->in_order == 1U);
  const auto odd = task.concordance(std::nullopt, QueryHalf::odd);
  BOOST_TEST((!odd || odd->pairs == 0U));
}
