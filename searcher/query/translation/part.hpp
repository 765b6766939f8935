// SPDX-License-Identifier: GPL-2.0-or-later
// Part: the translation of one node of the syntax tree.
#pragma once

#include <xapian.h>

#include <iterator>
#include <utility>
#include <vector>

#include "query/translation/demand.hpp"
#include "query/translation/runnable_query.hpp"
#include "query/translation/translator.hpp"

namespace newsrank::detail {

// What the node matches, and what its score is the sum of.
struct Part {
  RunnableQuery query;                 // with the boosters if it is one of terms, otherwise without
  std::vector<Clause> required;        // summands that every match of `query` may have
  std::vector<Clause> boosters;        // optional summands, which only raise scores
  bool filter = false;                 // restricts without scoring
  bool all = false;                    // a filter that restricts nothing
  double articles = 0;                 // how many hold it, at least about; 0: see articles_of()
  std::vector<TellingWord> telling{};  // the words that it stands for, if it is not one

  Xapian::Query matches() const { return engine_matches(query); }
};

inline Part filter_part(Xapian::Query match) {
  Part part;
  part.query = std::move(match);
  part.filter = true;
  return part;
}

inline Part match_all_part() {
  Part part = filter_part(all_documents());
  part.all = true;
  return part;
}

inline void scale(Clause& clause, double factor) {
  clause.scale *= factor;
  clause.query = scaled(clause.query, factor);
}

inline void take_clauses(Part& into, Part&& from) {
  std::move(from.required.begin(), from.required.end(), std::back_inserter(into.required));
  std::move(from.boosters.begin(), from.boosters.end(), std::back_inserter(into.boosters));
}

// What all of it finds.
inline std::vector<TextForm> take_forms(Part&& part) {
  std::vector<TextForm> forms;
  for (Clause& clause : part.required) std::move(clause.forms.begin(), clause.forms.end(), std::back_inserter(forms));
  return forms;
}

inline QueryDiagnostic remark(const Query& node, DiagnosticSeverity severity, std::string code, std::string message,
                              std::string hint = {}) {
  return {severity, std::move(code), std::move(message), std::move(hint), node.begin, node.end};
}

}  // namespace newsrank::detail
