// SPDX-License-Identifier: GPL-2.0-or-later
// Where a run comes from: a file, or whatever else can produce one.
#pragma once

#include <functional>
#include <string>

#include "evaluation/judgements/qrels.hpp"
#include "newsrank/error.hpp"

namespace newsrank::detail {

// Produces a run when it is needed.
struct RunSource {
  std::string name;  // for the report
  std::function<Result<Run>()> load;
};

// A run file in TREC form; "-" is standard input.
RunSource run_file(const std::string& path);

}  // namespace newsrank::detail
