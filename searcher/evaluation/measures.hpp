// SPDX-License-Identifier: GPL-2.0-or-later
// Effectiveness measures of one ranking: average precision, nDCG, precision, recall and reciprocal rank.
//
// Figures are those of `trec_eval -c`; README.md beside this file gives the formulas and their sources.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "newsrank/error.hpp"

namespace newsrank::detail {

enum class MeasureKind : std::uint8_t { average_precision, ndcg, precision, recall, reciprocal_rank };

struct Measure {
  MeasureKind kind = MeasureKind::average_precision;
  std::size_t depth = 0;  // only this many documents of a ranking count; 0: all
  int min_gain = 1;       // the least gain of a relevant document; nDCG takes every positive gain

  friend bool operator==(const Measure&, const Measure&) = default;
};

// Reads `name[@depth][/gain]`, name being map, ndcg, p, r or mrr: `map`, `ndcg@10`, `p@5`, `r@100`, `mrr@10/2`. p and r
// need a depth, ndcg takes no gain; both numbers are in 1..1,000,000. Errors: invalid_argument.
Result<Measure> parse_measure(std::string_view text);

// The text that parse_measure reads back to the same measure.
std::string to_string(const Measure& measure);

// One query's results and judgements as gains.
struct GainRanking {
  std::vector<int> ranked;  // of the results in their order; unjudged documents have gain 0
  std::vector<int> ideal;   // the positive gains of all judged documents, descending
};

// The measure's value in 0..1; zero when nothing is relevant. `measure` is one parse_measure could return.
double measure_ranking(const Measure& measure, const GainRanking& gains);

}  // namespace newsrank::detail
