// SPDX-License-Identifier: GPL-2.0-or-later
// Judges one run, or compares two, over the query halves asked for.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "evaluation/evaluation.hpp"
#include "evaluation/judgements/query_half.hpp"
#include "evaluation/judgements/run_source.hpp"
#include "evaluation/significance.hpp"
#include "newsrank/error.hpp"

namespace newsrank::detail {

struct JudgingTask {
  Qrels qrels;
  Exclusions exclusions;
  std::vector<Measure> measures;
  std::size_t depth = 0;  // results kept of each query, after exclusion; 0: all
  std::vector<QueryHalf> halves{QueryHalf::all};
  RandomisationOptions randomisation;
};

struct JudgedRun {
  std::string name;
  Evaluation evaluation;
};

struct HalfReport {
  QueryHalf half = QueryHalf::all;
  std::vector<JudgedRun> runs;                 // in the order of the sources
  std::vector<RandomisationTest> comparisons;  // with two runs: one for each measure, second against first
};

// One report for each half. Errors: what a source, select_half or the test returns; invalid_argument for a half
// without queries.
Result<std::vector<HalfReport>> judge(const JudgingTask& task, const std::vector<RunSource>& sources);

}  // namespace newsrank::detail
