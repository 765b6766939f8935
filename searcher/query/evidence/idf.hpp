// SPDX-License-Identifier: GPL-2.0-or-later
// How much a word tells, by how many articles hold it.
#pragma once

#include <cmath>
#include <cstdint>

namespace newsrank::detail {

// Xapian's idf of a term in `holding` of `articles` articles: ln of the odds that an article lacks it, bent so that it
// never falls below 0 (BM25Weight::init).
inline double bm25_idf(double articles, double holding) {
  const double odds = (articles - holding + 0.5) / (holding + 0.5);
  return std::log(odds < 2 ? odds * 0.5 + 1 : odds);
}

}  // namespace newsrank::detail
