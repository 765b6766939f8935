// SPDX-License-Identifier: GPL-2.0-or-later
// The completion of an unfinished query.
#pragma once

#include <cstddef>
#include <string_view>

#include "index/index_reader.hpp"
#include "newsrank/analyzer.hpp"
#include "newsrank/completion.hpp"

namespace newsrank::detail {

// At most `limit` of each kind. The last word of `text` is unfinished unless a sign or a blank follows; words before it
// that no article has count as unfinished too. Behind the name of a field of whole values it is a value. Every query
// that is offered finds an article. Of long texts only the last 256 bytes are looked at. Cost: bounded, see
// FrequentTerms and MatchingDocuments: the postings of the words before, of those that the last one may become until no
// further one can be more frequent, and the values of a field. Throws Xapian::Error (callers guard).
Completions complete(const IndexReader& index, Analyzer& analyzer, std::string_view text, std::size_t limit);

}  // namespace newsrank::detail
