// SPDX-License-Identifier: GPL-2.0-or-later
// Spelling correction of a query: what to do about its words that no article has.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/field_table.hpp"
#include "index/term_source.hpp"
#include "newsrank/analyzer.hpp"
#include "newsrank/query.hpp"
#include "query/spelling/vocabulary.hpp"

namespace newsrank::detail {

// A word of the query that no article has.
struct UnknownWord {
  std::string written;    // as in the query text
  std::string field;      // of the query's word; empty: any
  std::string meant;      // a similar word that articles have; empty: there is none
  bool replaced = false;  // searched for `meant` instead
  std::size_t begin = 0;  // place in the query text, bytes
  std::size_t end = 0;
};

struct CorrectedQuery {
  Query tree;                      // with the words replaced that are
  std::string suggestion;          // the query text with these; if none is, with all that may be meant; or empty
  std::vector<UnknownWord> words;  // in order of their place
};

class SynonymTable;

struct CorrectionOptions {
  bool replace = true;                     // false: words are only suggested
  const SynonymTable* synonyms = nullptr;  // words that it knows stay as they are
  const FieldTable* fields = &FieldTable::built_in();
};

// Where the words to choose from come from; asked only if there is something to correct.
using VocabularySource = std::function<const Vocabulary*()>;

// Looks at the words and the words of phrases, in text fields or without field, that are in no article in any form: not
// exactly, not by stem, not as part of a compound that is, not joined with a neighbour, not written apart; in a field
// also at those that are elsewhere only. Excluded words (-a, NOT a), stop words, values and patterns are left alone.
//
// A word is replaced where the likely one is sure (see likely_word()), if it is written in small letters
// only and stands by itself: names and parts of compounds are never replaced. Stop words are never meant. At most 16
// words are looked up. `text` is what `tree` was parsed from. Throws Xapian::Error (callers guard).
CorrectedQuery correct_query(const Query& tree, std::string_view text, Analyzer& analyzer, const TermSource& database,
                             const VocabularySource& vocabulary, const CorrectionOptions& options);

// What there is to say about each word: a note "corrected" if it was replaced, "did_you_mean" if a similar one is
// known, otherwise "unknown_word". Only the first words of a long text are named.
std::vector<QueryDiagnostic> correction_remarks(const std::vector<UnknownWord>& words);

}  // namespace newsrank::detail
