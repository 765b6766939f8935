// SPDX-License-Identifier: GPL-2.0-or-later
// More like this: the query that an article is.
#pragma once

#include <xapian.h>

#include <cstddef>

#include "newsrank/analyzer.hpp"
#include "newsrank/article.hpp"
#include "newsrank/query.hpp"

namespace newsrank::detail {

struct SimilarOptions {
  std::size_t max_terms = 30;  // telling words, of which those of the title are in the query already
  double text_boost = 0.3;     // of the others
};

// A bag of the words of the article's title and, at a lower weight, of its most telling other words: those of the
// greatest tf * idf over all its texts (title words counted double), one for each stem, in the order of the text. Stop
// words and words that no article holds are left out of these. Nothing (QueryKind::nothing) for an article without
// words. Throws Xapian::Error (callers guard).
Query similar_query(const Article& article, Analyzer& analyzer, const Xapian::Database& database,
                    const SimilarOptions& options = {});

// Both as one query: `added` are further words, or filters that restrict the result.
Query with_added(Query similar, Query added);

}  // namespace newsrank::detail
