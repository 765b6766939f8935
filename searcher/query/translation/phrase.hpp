// SPDX-License-Identifier: GPL-2.0-or-later
// Phrases and fields: queries over the terms that are kept field by field with their positions.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/term_source.hpp"
#include "newsrank/analyzer.hpp"
#include "newsrank/schema.hpp"
#include "query/translation/text_form.hpp"
#include "query/translation/text_units.hpp"

namespace newsrank::detail {

// Articles that hold the units one after another (slop 0), or within `slop` other words in any order, inside one text
// field or topic; only in `field` if it is not null. Compounds match in all their spellings. Scored by the exact forms
// of the words.
FormedQuery phrase_query(const TermSource& database, const std::vector<TextUnit>& units, std::uint32_t slop,
                         const Field* field, const FieldTable& fields = FieldTable::built_in());

// The parts of a compound as a phrase anywhere (low code for low-code); empty if no article can match. Scored by the
// parts' stems.
FormedQuery phrase_of_parts(const TermSource& database, const TextUnit& unit,
                            const FieldTable& fields = FieldTable::built_in());

// Articles whose `field` (a text field) holds a word of the unit's stem, or the compound. Does not score.
Xapian::Query field_filter(const TermSource& database, Analyzer& analyzer, const TextUnit& unit, const Field& field);

}  // namespace newsrank::detail
