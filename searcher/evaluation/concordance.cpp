// SPDX-License-Identifier: GPL-2.0-or-later
#include "evaluation/concordance.hpp"

#include <algorithm>

namespace newsrank::detail {

void add_pairs(std::span<const JudgedResult> results, Concordance& concordance) {
  results = results.first(std::min(results.size(), kConcordanceDepth));
  for (std::size_t i = 0; i < results.size(); ++i) {
    for (std::size_t j = i + 1; j < results.size(); ++j) {
      const bool alike = results[i].gain > 0 && results[i].gain == results[j].gain;
      if (!alike || !results[i].quality || !results[j].quality || *results[i].quality == *results[j].quality) continue;
      ++concordance.pairs;
      if (*results[i].quality > *results[j].quality) ++concordance.in_order;
    }
  }
}

}  // namespace newsrank::detail
