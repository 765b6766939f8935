// SPDX-License-Identifier: GPL-2.0-or-later
// Spelling correction of a query: its words that no article has are replaced by words that some have.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "newsrank/analyzer.hpp"
#include "newsrank/query.hpp"
#include "query/spelling/vocabulary.hpp"

namespace newsrank::detail {

struct CorrectedWord {
  std::string written;  // as in the query text
  std::string corrected;
  std::size_t begin = 0;  // place in the query text, bytes
  std::size_t end = 0;
};

struct CorrectedQuery {
  Query tree;
  std::string text;                  // the query text with the corrections
  std::vector<CorrectedWord> words;  // in order of their place; empty: nothing was corrected
};

// Where the words to choose from come from; asked only if there is something to correct.
using VocabularySource = std::function<const Vocabulary&()>;

// Corrects words and the words of phrases, in text fields or without field, that are in no article in any form: not
// exactly, not by stem, not as part of a compound that is, not joined with a neighbour, not written apart. Excluded
// words (-a, NOT a), values and patterns are left alone, and so is whatever has no likely correction. At most 16 words
// are corrected. `text` is what `tree` was parsed from. Throws Xapian::Error (callers guard).
CorrectedQuery correct_query(const Query& tree, std::string_view text, Analyzer& analyzer,
                             const Xapian::Database& database, const VocabularySource& vocabulary);

// What was done about each word: a note "corrected" if it was replaced, otherwise a note "did_you_mean".
std::vector<QueryDiagnostic> correction_remarks(const CorrectedQuery& corrected, bool replaced);

}  // namespace newsrank::detail
