// SPDX-License-Identifier: GPL-2.0-or-later
// The completion of an unfinished query.
#pragma once

#include <cstddef>
#include <string_view>

#include "index/index_reader.hpp"
#include "newsrank/analyzer.hpp"
#include "newsrank/completion.hpp"

namespace newsrank::detail {

// At most `limit` of each kind. The last word of `text` is unfinished unless something follows it; words before it that
// no article has count as unfinished too. Next words are those that are often in articles together with the words
// before. Of long texts only the last 256 bytes are looked at. Cost: bounded whatever the index: for each word
// that was typed some thousand terms and fifty articles, and a few hundred articles that match. Throws Xapian::Error
// (callers guard).
Completions complete(const IndexReader& index, Analyzer& analyzer, std::string_view text, std::size_t limit);

}  // namespace newsrank::detail
