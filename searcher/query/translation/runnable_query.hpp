// SPDX-License-Identifier: GPL-2.0-or-later
// RunnableQuery: what a translated query is, in one form only: terms where it is one of words, otherwise the engine's
// query. The engine's query of terms is made from them where it is needed, so the two cannot differ.
#pragma once

#include <xapian.h>

#include <string>
#include <variant>
#include <vector>

#include "query/translation/term_query.hpp"

namespace newsrank::detail {

using RunnableQuery = std::variant<Xapian::Query, TermQuery>;

// The terms, if the query is one of words; otherwise null.
inline const TermQuery* terms_of(const RunnableQuery& query) {
  return std::get_if<TermQuery>(&query);
}

// What the engine runs: matches and weights are those of `query`.
Xapian::Query engine_query(const RunnableQuery& query);

// The same without the terms that only raise scores (the boosters of words and the loose terms).
Xapian::Query engine_matches(const RunnableQuery& query);

// What matches any or all of the queries, of which there is at least one. Terms if all of them are, and those of
// several words match in the same way; otherwise boosters and loose terms are left out.
RunnableQuery combined(TermQuery::Matching matching, std::vector<RunnableQuery> queries);

// Multiplies the weights.
void scale(RunnableQuery& query, double factor);

// Leaves out the articles that hold one of the terms.
void exclude(RunnableQuery& query, const std::vector<std::string>& terms);

// Small ways to build the engine's queries.

Xapian::Query phrase_match(const PhraseTerms& phrase);

// Not Xapian::Query::MatchAll: that is one object for all threads, whose copies are counted without a lock, so that
// searchers of several threads would free it while it is in use.
inline Xapian::Query all_documents() {
  return Xapian::Query(std::string());
}

inline Xapian::Query scaled(const Xapian::Query& query, double factor) {
  return factor == 1.0 ? query : Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, factor);
}

// Of one query that query itself.
inline Xapian::Query combine(Xapian::Query::op op, const std::vector<Xapian::Query>& queries) {
  return queries.size() == 1 ? queries.front() : Xapian::Query(op, queries.begin(), queries.end());
}

// `query` without the articles that hold one of the terms.
inline Xapian::Query without(Xapian::Query query, const std::vector<std::string>& terms) {
  for (const std::string& term : terms) query = Xapian::Query(Xapian::Query::OP_AND_NOT, query, Xapian::Query(term));
  return query;
}

}  // namespace newsrank::detail
