// SPDX-License-Identifier: GPL-2.0-or-later
// The values of a field that a text may be the beginning of.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "newsrank/analyzer.hpp"
#include "newsrank/schema.hpp"
#include "query/spelling/frequent_terms.hpp"

namespace newsrank::detail {

// Whether a field has values that can be listed: keywords and flags.
bool has_values(const Field& field);

// Values that begin with `typed` (empty: any), then those of which a word does, each by how many of the documents have
// it, as articles write them. A provider's domain is left out beside its name. Throws Xapian::Error.
std::vector<std::string> complete_value(const IndexReader& index, Analyzer& analyzer, const FrequentTerms& terms,
                                        const Field& field, std::string_view typed, std::size_t limit);

// The value as it is written behind the field's name in a query: in quotes where it has to be, or if they are wanted.
std::string value_in_query(std::string_view value, bool quoted);

// Whether each of the folded words is the beginning of a word of the folded value.
bool holds_words(std::string_view value, const std::vector<std::string>& words);

}  // namespace newsrank::detail
