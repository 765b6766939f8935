// SPDX-License-Identifier: GPL-2.0-or-later
// Judging: what holds for every ranking, and for every input that claims to be one.
#include <rapidcheck.h>

#include <rapidcheck/boost_test.h>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/text/utf8.hpp"
#include "evaluation/evaluation.hpp"
#include "evaluation/significance.hpp"

using namespace newsrank::detail;

namespace {

const std::vector<Measure> kMeasures = [] {
  std::vector<Measure> measures;
  for (const char* text : {"map", "map@3", "map/2", "ndcg", "ndcg@3", "p@4", "r@4", "r@4/2", "mrr", "mrr@3/2"}) {
    measures.push_back(parse_measure(text).value_or({}));
  }
  return measures;
}();

// Judged documents in a random order, some of them missing from the results.
GainRanking draw_gains() {
  GainRanking gains;
  for (const int gain : *rc::gen::container<std::vector<int>>(rc::gen::inRange(-1, 4))) {
    if (gain > 0) gains.ideal.push_back(gain);
    if (*rc::gen::arbitrary<bool>()) gains.ranked.push_back(gain);
  }
  std::sort(gains.ideal.begin(), gains.ideal.end(), std::greater<>());
  return gains;
}

std::string draw_lines(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(words))) text += word;
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(evaluation_properties)

RC_BOOST_PROP(every_figure_is_between_zero_and_one, ()) {
  const GainRanking drawn = draw_gains();
  for (const auto& measure : kMeasures) {
    const double value = measure_ranking(measure, drawn);
    RC_ASSERT(value >= 0.0);
    RC_ASSERT(value <= 1.0 + 1e-12);
  }
}

RC_BOOST_PROP(the_ideal_ranking_is_never_beaten, ()) {
  const GainRanking drawn = draw_gains();
  const GainRanking ideal{drawn.ideal, drawn.ideal};
  for (const auto& measure : kMeasures) {
    RC_ASSERT(measure_ranking(measure, ideal) >= measure_ranking(measure, drawn) - 1e-12);
  }
  if (!ideal.ideal.empty()) RC_ASSERT(std::abs(measure_ranking(kMeasures[0], ideal) - 1) < 1e-12);
}

RC_BOOST_PROP(moving_a_relevant_result_up_never_hurts, ()) {
  GainRanking worse = draw_gains();
  if (worse.ranked.size() < 2) worse.ranked = {0, 1};
  const auto at = *rc::gen::inRange<std::size_t>(1, worse.ranked.size());
  if (worse.ranked[at - 1] > worse.ranked[at]) std::swap(worse.ranked[at - 1], worse.ranked[at]);
  GainRanking better = worse;
  std::swap(better.ranked[at - 1], better.ranked[at]);
  for (const auto& measure : kMeasures) {
    RC_ASSERT(measure_ranking(measure, better) >= measure_ranking(measure, worse) - 1e-12);
  }
}

RC_BOOST_PROP(any_bytes_are_read_or_refused_with_a_clean_message, ()) {
  static const std::vector<std::string> words{"1",
                                              " ",
                                              "\t",
                                              "\n",
                                              "\r\n",
                                              "Q0",
                                              "doc",
                                              "-3",
                                              ".5",
                                              "1e999",
                                              "nan",
                                              "\xff",
                                              std::string(1, '\0'),
                                              "\x1b[",
                                              "1 0 a 1\n",
                                              "1 Q0 a 1 2 t\n",
                                              "1\ttext\n"};
  const std::string text = draw_lines(words);
  const auto check = [](const auto& result) {
    if (result) return;
    RC_ASSERT(result.error().code == newsrank::ErrorCode::invalid_argument);
    RC_ASSERT(newsrank::detail::is_utf8(result.error().message));
    for (const char c : result.error().message) RC_ASSERT(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
  };
  check(parse_qrels(text, "f"));
  check(parse_run(text, "f"));
  check(parse_queries(text, "f"));
  check(parse_exclusions(text, "f"));
  check(parse_measure(text));
}

RC_BOOST_PROP(the_order_of_lines_does_not_matter, ()) {
  const auto scores = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4));
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    lines.push_back("1 Q0 d" + std::to_string(i) + " 1 " + std::to_string(scores[i]) + " t\n");
  }
  const auto join = [](const std::vector<std::string>& some) {
    std::string text;
    for (const auto& line : some) text += line;
    return text;
  };
  const auto run = parse_run(join(lines), "f");
  std::reverse(lines.begin(), lines.end());
  const auto reversed = parse_run(join(lines), "f");
  RC_ASSERT(run.has_value() && reversed.has_value());
  RC_ASSERT(*run == *reversed);
}

RC_BOOST_PROP(p_values_are_symmetric_and_positive, ()) {
  const auto pairs = *rc::gen::container<std::vector<std::pair<int, int>>>(
      rc::gen::pair(rc::gen::inRange(0, 5), rc::gen::inRange(0, 5)));
  std::vector<double> first;
  std::vector<double> second;
  for (const auto& [a, b] : pairs) {
    first.push_back(a / 4.0);
    second.push_back(b / 4.0);
  }
  const auto forth = randomisation_test(first, second, {.permutations = 200});
  const auto back = randomisation_test(second, first, {.permutations = 200});
  RC_ASSERT(forth.has_value() && back.has_value());
  RC_ASSERT(forth->p_value == back->p_value);
  RC_ASSERT(forth->p_value > 0.0);
  RC_ASSERT(forth->p_value <= 1.0);
}

BOOST_AUTO_TEST_SUITE_END()
