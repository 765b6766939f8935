// SPDX-License-Identifier: GPL-2.0-or-later
// How a term of the index is shown to people.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "index/index_reader.hpp"
#include "newsrank/analyzer.hpp"

namespace newsrank::detail {

// A word of plain letters and digits is shown as it is; one with other signs as an article writes it (`.NET`). Nothing:
// no article writes it, such as the joined form of a compound, or a piece of a word. `documents`: some that hold it.
// Throws Xapian::Error.
std::optional<std::string> shown_word(const IndexReader& index, Analyzer& analyzer, const std::string& word,
                                      const std::vector<Xapian::docid>& documents);

// Whether articles have to be asked, so that `documents` are wanted.
bool is_plain_word(const IndexReader& index, const std::string& word);

}  // namespace newsrank::detail
