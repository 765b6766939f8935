// SPDX-License-Identifier: GPL-2.0-or-later
// A run judged by qrels: every measure for every query, and its mean.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "evaluation/judgements/qrels.hpp"
#include "evaluation/measures.hpp"

namespace newsrank::detail {

struct MeasureValues {
  Measure measure;
  std::vector<double> per_query;  // in the order of Evaluation::queries
  double mean = 0;                // over them; 0 without queries
};

struct Evaluation {
  std::vector<std::string> queries;     // those of the qrels, in their order
  std::size_t without_results = 0;      // how many of them the run has no results for
  std::vector<MeasureValues> measures;  // in the order asked for
};

// Judges as `trec_eval -c` does: a query of the qrels without results counts zero, results of other queries are
// ignored, documents that are not judged are not relevant.
Evaluation evaluate(const Qrels& qrels, const Run& run, const std::vector<Measure>& measures);

// Takes the excluded documents out of the results; those behind them move up.
void remove_excluded(Run& run, const Exclusions& exclusions);

// Keeps the first `depth` results of every query; 0 keeps all.
void limit_depth(Run& run, std::size_t depth);

}  // namespace newsrank::detail
