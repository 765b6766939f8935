// SPDX-License-Identifier: GPL-2.0-or-later
// The randomisation test and coordinate ascent, on cases with a known answer.
#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <vector>

#include "evaluation/significance.hpp"
#include "evaluation/tuning/tuning.hpp"

using namespace newsrank::detail;
using newsrank::ErrorCode;

namespace tt = boost::test_tools;

BOOST_AUTO_TEST_SUITE(evaluation_significance)

BOOST_AUTO_TEST_CASE(all_differences_of_one_sign) {
  // Of the 2^n ways only "all as observed" and "all swapped" reach the sum: p = 2 / 2^n.
  for (const std::size_t n : {1U, 2U, 5U, 10U, 16U}) {
    const auto test = randomisation_test(std::vector<double>(n, 0.25), std::vector<double>(n, 0.5));
    BOOST_REQUIRE(test);
    BOOST_TEST(test->exact);
    BOOST_TEST(test->difference == 0.25, tt::tolerance(1e-12));
    BOOST_TEST(test->p_value == 2.0 / std::pow(2.0, static_cast<double>(n)), tt::tolerance(1e-12));
  }
}

BOOST_AUTO_TEST_CASE(a_case_counted_by_hand) {
  // Differences 3, 1, -1: the sum is 3. Of the eight sums 5 3 3 1 -1 -3 -3 -5 six are at least 3 in size.
  const auto test = randomisation_test({0, 0, 1}, {3, 1, 0});
  BOOST_TEST(test->p_value == 0.75);
  BOOST_TEST(test->difference == 1.0);
}

BOOST_AUTO_TEST_CASE(symmetrical_or_no_differences_are_chance) {
  BOOST_TEST(randomisation_test({0, 1, 0, 1}, {1, 0, 1, 0})->p_value == 1.0);
  BOOST_TEST(randomisation_test({0.1, 0.2}, {0.1, 0.2})->p_value == 1.0);
  BOOST_TEST(randomisation_test({}, {})->p_value == 1.0);
}

BOOST_AUTO_TEST_CASE(swapping_the_runs_changes_only_the_sign) {
  const std::vector<double> a{0.1, 0.7, 0.35, 0.9, 0.2};
  const std::vector<double> b{0.3, 0.6, 0.5, 0.95, 0.8};
  const auto forth = randomisation_test(a, b);
  const auto back = randomisation_test(b, a);
  BOOST_TEST(forth->p_value == back->p_value);
  BOOST_TEST(forth->difference == -back->difference);
}

BOOST_AUTO_TEST_CASE(queries_that_do_not_differ_leave_the_p_value_alone) {
  std::vector<double> a{0, 0, 1};
  std::vector<double> b{3, 1, 0};
  a.insert(a.end(), 100, 0.5);
  b.insert(b.end(), 100, 0.5);
  const auto test = randomisation_test(a, b);
  BOOST_TEST(test->exact);
  BOOST_TEST(test->p_value == 0.75);
  BOOST_TEST(test->difference == 3.0 / 103, tt::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(many_queries_are_drawn_reproducibly) {
  // 200 equal gains: chance never reaches them, so only the observed assignment counts.
  const std::vector<double> low(200, 0.0);
  const auto strong = randomisation_test(low, std::vector<double>(200, 0.1));
  BOOST_TEST(!strong->exact);
  BOOST_TEST(strong->p_value == 1.0 / 10'001, tt::tolerance(1e-12));

  // 10 of 17 equal differences one way: P(|X - 8.5| >= 1.5), X binomial(17, 1/2), is 1 - 2 * 24310 / 131072 = .629059.
  std::vector<double> mixed(17, 1.0);
  for (std::size_t i = 0; i < 7; ++i) mixed[i] = -1.0;
  const std::vector<double> zero(17, 0.0);
  const auto weak = randomisation_test(zero, mixed, {.permutations = 100'000, .seed = 7});
  BOOST_TEST(!weak->exact);
  BOOST_TEST(weak->p_value == 0.629059, tt::tolerance(0.02));
  BOOST_TEST(weak->p_value == randomisation_test(zero, mixed, {.permutations = 100'000, .seed = 7})->p_value);
  BOOST_TEST(weak->p_value != randomisation_test(zero, mixed, {.permutations = 100'000, .seed = 8})->p_value);
}

BOOST_AUTO_TEST_CASE(wrong_arguments_are_refused) {
  BOOST_TEST((randomisation_test({1}, {}).error().code == ErrorCode::invalid_argument));
  BOOST_TEST((randomisation_test({1}, {2}, {.permutations = 0}).error().code == ErrorCode::invalid_argument));
  BOOST_TEST((randomisation_test({1}, {2}, {.permutations = kMaxPermutations + 1}).error().code ==
              ErrorCode::invalid_argument));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(evaluation_tuning)

BOOST_AUTO_TEST_CASE(candidates_include_both_ends) {
  const auto range = candidate_range(0, 0.3, 0.1);
  BOOST_REQUIRE(range);
  BOOST_TEST(*range == (std::vector<double>{0, 0.1, 0.2, 0.3}), tt::tolerance(1e-12) << tt::per_element());
  BOOST_TEST(candidate_range(2, 2, 1)->size() == 1U);
  BOOST_TEST(candidate_range(0, 1, 0.4)->size() == 3U);
  for (const auto& [lower, upper, step] : std::vector<std::tuple<double, double, double>>{
           {1, 0, 1}, {0, 1, 0}, {0, 1, -1}, {0, 1, 1e-9}, {0, NAN, 1}, {-INFINITY, 0, 1}, {0, 1, NAN}}) {
    BOOST_TEST(!candidate_range(lower, upper, step));
  }
}

// Concave, with its peak at (2, 1); the term xy ties the two, so one sweep is not enough.
double peak(const std::vector<double>& v) {
  const double x = v[0] - 2;
  const double y = v[1] - 1;
  return 5 - x * x - y * y + x * y;
}

BOOST_AUTO_TEST_CASE(finds_the_peak_of_a_concave_function) {
  const auto candidates = *candidate_range(0, 4, 1);
  const auto result = coordinate_ascent({{"x", 0, candidates}, {"y", 4, candidates}}, peak);
  BOOST_REQUIRE(result);
  BOOST_TEST(result->values == (std::vector<double>{2, 1}), tt::per_element());
  BOOST_TEST(result->objective == 5.0);
  BOOST_TEST(result->converged);
  BOOST_TEST(result->sweeps > 1U);
}

BOOST_AUTO_TEST_CASE(the_trajectory_tells_every_evaluation_once) {
  std::vector<std::vector<double>> asked;
  const auto objective = [&asked](const std::vector<double>& v) {
    asked.push_back(v);
    return -std::abs(v[0] - 3);
  };
  const auto result = coordinate_ascent({{"x", 0.5, {1, 2, 3, 4, 2}}}, objective);
  BOOST_REQUIRE(result);
  const std::vector<std::vector<double>> expected{{0.5}, {1}, {2}, {3}, {4}};
  BOOST_TEST((asked == expected));
  BOOST_REQUIRE(result->trajectory.size() == 5U);
  double best = -std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < 5; ++i) {
    const auto& step = result->trajectory[i];
    BOOST_TEST((step.values == asked[i]));
    BOOST_TEST(step.sweep == (i == 0 ? 0U : 1U));
    BOOST_TEST(step.taken == (step.objective > best));
    if (step.taken) best = step.objective;
  }
}

BOOST_AUTO_TEST_CASE(equal_objectives_keep_the_first_and_small_gains_can_be_refused) {
  const auto flat = coordinate_ascent({{"x", 1, {0, 2}}}, [](const auto&) { return 1.0; });
  BOOST_TEST(flat->values.at(0) == 1.0);
  const auto tiny = coordinate_ascent({{"x", 0, {1, 2}}}, [](const auto& v) { return v[0] / 1000; },
                                      {.max_sweeps = 10, .min_improvement = 0.0015});
  BOOST_TEST(tiny->values.at(0) == 2.0);  // from 0 to 1 gains too little, from 0 to 2 enough
}

BOOST_AUTO_TEST_CASE(stops_after_the_sweeps_allowed) {
  const auto candidates = *candidate_range(0, 4, 1);
  const auto result = coordinate_ascent({{"x", 0, candidates}, {"y", 4, candidates}}, peak, {.max_sweeps = 1});
  BOOST_TEST(result->sweeps == 1U);
  BOOST_TEST(!result->converged);
}

BOOST_AUTO_TEST_CASE(values_that_are_no_number_are_never_taken) {
  const auto result =
      coordinate_ascent({{"x", 0, {1, 2}}}, [](const auto& v) { return v[0] == 1 ? std::nan("") : v[0]; });
  BOOST_TEST(result->values.at(0) == 2.0);
  BOOST_TEST(!coordinate_ascent({{"x", 0, {1}}}, [](const auto&) { return std::nan(""); }));
  BOOST_TEST(!coordinate_ascent({{"x", 0, {NAN}}}, [](const auto&) { return 0.0; }));
  BOOST_TEST(!coordinate_ascent({}, [](const auto&) { return 0.0; }));
}

BOOST_AUTO_TEST_SUITE_END()
