// SPDX-License-Identifier: GPL-2.0-or-later
/// @file
/// How a query is understood: its tokens, its tree and what the engine is asked.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "newsrank/query.hpp"

namespace newsrank {

/// A token of a word or phrase of the query.
struct ExplainedToken {
  std::string kind;        ///< "word", "base", "whole", "joined", "variant"
  std::string text;        ///< the exact form, folded
  std::string stem;        ///< its stem
  std::size_t begin = 0;   ///< place in the query text, bytes; of the whole word or phrase if escapes hide the token's
  std::size_t end = 0;     ///< behind that place
  bool stop_word = false;  ///< whether a bag of words leaves it out
};

/// How a query is understood.
struct QueryExplanation {
  std::vector<ExplainedToken> tokens;        ///< in order of the tree, after correction
  std::string tree;                          ///< a line for each node, children indented by two spaces
  std::string engine_query;                  ///< as the engine describes it, with all filters
  std::vector<QueryDiagnostic> diagnostics;  ///< what was not used as written, and other remarks
};

}  // namespace newsrank
