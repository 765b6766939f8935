// SPDX-License-Identifier: GPL-2.0-or-later
// The command line of newsrank-eval.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "evaluation/judgements/query_half.hpp"
#include "evaluation/measures.hpp"
#include "evaluation/significance.hpp"
#include "programs/options/option_parser.hpp"

namespace newsrank::detail {

struct EvalOptions {
  std::string qrels;              // of one task, unless there is a suite
  std::string exclude;            // empty: none
  std::vector<std::string> runs;  // files; with the searches of an index one or two in all
  // Searches of an index.
  std::vector<std::string> databases;
  std::string queries;
  std::vector<std::string> profiles;  // names or files; none: the one that fits the index
  std::optional<double> quality_weight;
  bool syntax = false;  // queries are in the query language
  // Several tasks.
  std::string suite;  // empty: none
  bool tune = false;
  bool concordance = false;
  std::vector<std::string> tune_parameters;
  std::vector<Measure> measures;
  std::size_t depth = 0;
  std::vector<QueryHalf> halves{QueryHalf::all};
  RandomisationOptions randomisation;
  bool per_query = false;
  bool json = false;
};

cli::ParsedOptions<EvalOptions> parse_eval_options(int argc, const char* const* argv);

}  // namespace newsrank::detail
