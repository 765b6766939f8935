// The command line of newsrank-eval.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "evaluation/measures.hpp"
#include "evaluation/query_half.hpp"
#include "evaluation/significance.hpp"

namespace newsrank::detail {

struct EvalOptions {
  std::string qrels;
  std::string exclude;            // empty: none
  std::vector<std::string> runs;  // one or two files
  std::vector<Measure> measures;
  std::size_t depth = 0;
  std::vector<QueryHalf> halves{QueryHalf::all};
  RandomisationOptions randomisation;
  bool per_query = false;
  bool json = false;
};

// Reads the command line. Without options the program is to end with `exit_code`: the help was printed, or a complaint.
struct ParsedOptions {
  std::optional<EvalOptions> options;
  int exit_code = 0;
};
ParsedOptions parse_eval_options(int argc, const char* const* argv);

}  // namespace newsrank::detail
