// SPDX-License-Identifier: GPL-2.0-or-later
// Translator: from the syntax tree to the engine's query, by the analyzer and the schema of the index.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <vector>

#include "index/term_source.hpp"
#include "newsrank/analyzer.hpp"
#include "newsrank/query.hpp"
#include "newsrank/ranking.hpp"
#include "query/evidence/evidence.hpp"
#include "query/translation/demand.hpp"
#include "query/translation/runnable_query.hpp"
#include "query/translation/text_form.hpp"

namespace newsrank::detail {

class SynonymTable;

enum class ClauseKind : std::uint8_t { stem, exact, phrase, wildcard, feedback, synonym };

// One summand of the relevance: the clauses' weights for an article that matches add up to its BM25.
struct Clause {
  ClauseKind kind = ClauseKind::stem;
  std::string text;  // the word or phrase as the analyzer understood it
  std::string term;  // the engine's term if it is a single one; otherwise empty
  double scale = 1;  // factor on the engine's weight, already part of `query`
  Xapian::Query query;
  std::vector<TextForm> forms{};  // what it finds; none of clauses that only raise scores
};

struct TranslatedQuery {
  RunnableQuery query;        // what matches, with its weights
  bool with_removed = false;  // the tree speaks of removed articles itself; otherwise they are to be left out
  bool widenable = false;     // a plain bag of alternatives: terms may be added that bring in further articles
  bool demanding = false;     // alternatives that match only together: articles that hold fewer are left out
  bool several = false;       // of these, several words
  bool both_of_all = false;   // of these, the query has no third one
  bool both = false;          // of the demanding, both of two words are asked for
  Xapian::Query all_words;    // matches what holds every word of a bag of alternatives; empty: see `query`
  bool scores = true;         // false: filters only, every match is equally relevant
  bool empty = false;         // nothing of the tree could be used
  std::vector<Clause> clauses;
  Evidence evidence;
  std::vector<QueryDiagnostic> diagnostics;
};

// Weights of the optional clauses that raise scores but never add or drop a match.
struct TranslatorOptions {
  double exact_weight = 0;            // of exact forms beside stems
  bool drop_stop_words = true;        // from bags of words, unless nothing else is left
  std::size_t max_expansions = 1000;  // terms of one wildcard
  Demand demand;                      // on alternatives
  const SynonymTable* synonyms = nullptr;
};

// The term of the articles that were removed by their source, if there are any.
std::vector<std::string> removed_terms(const TermSource& terms);

// `terms` gives term frequencies and wildcard expansions; the database may be remote. Throws Xapian::Error (callers
// guard).
TranslatedQuery translate(const Query& tree, Analyzer& analyzer, const TermSource& terms,
                          const TranslatorOptions& options);

}  // namespace newsrank::detail
