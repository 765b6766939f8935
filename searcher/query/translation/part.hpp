// Part: the translation of one node of the syntax tree.
#pragma once

#include <xapian.h>

#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "query/translation/term_query.hpp"
#include "query/translation/translator.hpp"

namespace newsrank::detail {

// What the node matches, and what its score is the sum of.
struct Part {
  Xapian::Query match;
  std::vector<Clause> required;  // summands that `match` weighs itself
  std::vector<Clause> boosters;  // optional summands, which only raise scores
  bool filter = false;           // restricts without scoring
  bool all = false;              // a filter that restricts nothing
  // The same as `match` and `boosters`, if it is one of words only.
  std::optional<TermQuery> terms{};
};

inline Part filter_part(Xapian::Query match) {
  Part part;
  part.match = std::move(match);
  part.filter = true;
  return part;
}

inline Part match_all_part() {
  Part part = filter_part(Xapian::Query::MatchAll);
  part.all = true;
  return part;
}

inline Xapian::Query scaled(const Xapian::Query& query, double factor) {
  return factor == 1.0 ? query : Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, factor);
}

inline void scale(Clause& clause, double factor) {
  clause.scale *= factor;
  clause.query = scaled(clause.query, factor);
}

inline Xapian::Query combine(Xapian::Query::op op, const std::vector<Xapian::Query>& queries) {
  return queries.size() == 1 ? queries.front() : Xapian::Query(op, queries.begin(), queries.end());
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
