// SPDX-License-Identifier: GPL-2.0-or-later
// Pseudo relevance feedback: terms that mark the best articles of a query, to widen it with.
#pragma once

#include <xapian.h>

#include <vector>

#include "index/index_reader.hpp"
#include "query/translation/translator.hpp"
#include "ranking/exact_ranking.hpp"

namespace newsrank::detail {

// Up to profile.feedback_terms stems that set the profile.feedback_documents most relevant articles of `request` apart
// from the collection, by Xapian's expansion sets (Robertson's offer weight). The best one is scaled by
// profile.feedback_scale, the others by less, as their offer weights are. None of them is in `clauses`. Throws
// Xapian::Error (callers guard).
std::vector<Clause> feedback_clauses(const IndexReader& index, const RankingRequest& request,
                                     const std::vector<Clause>& clauses);

// Puts those clauses into the query: as further alternatives where that is what it consists of (`widenable`, see
// TranslatedQuery), otherwise as optional clauses.
void widen(RunnableQuery& query, const std::vector<Clause>& added, bool widenable, const Xapian::Database& database);

}  // namespace newsrank::detail
