// SPDX-License-Identifier: GPL-2.0-or-later
// Words that were written as one: powerapps for Power Apps.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/field_table.hpp"
#include "index/term_source.hpp"
#include "newsrank/analyzer.hpp"
#include "query/translation/text_form.hpp"

namespace newsrank::detail {

// The ways to read `word` as two words of the index of at least two letters each, or letters and digits (diablo4),
// likeliest first, at most two. Each of both stands in no fewer articles than the word: python is not pyth on. Words
// longer than 40 bytes are not tried. Cost: a lookup or two for each place in the word.
std::vector<std::pair<std::string, std::string>> two_words(const TermSource& database, std::string_view word);

// Whether it is worth asking for the word as two: some article writes it as a compound, or none has it.
bool may_stand_apart(const TermSource& database, std::string_view word);

// The articles that hold the likeliest of those pairs that any holds, as a phrase; empty if there are none. Scored by
// the words' stems.
FormedQuery written_apart(const TermSource& database, Analyzer& analyzer, const Token& word,
                          const FieldTable& fields = FieldTable::built_in());

}  // namespace newsrank::detail
