// SPDX-License-Identifier: GPL-2.0-or-later
// What stands before the unfinished end of a query, as far as it is understood.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/index_reader.hpp"
#include "newsrank/analyzer.hpp"
#include "query/spelling/matching_documents.hpp"
#include "query/translation/translator.hpp"

namespace newsrank::detail {

struct UnfinishedContext {
  std::string text;                         // with its unfinished words finished
  std::vector<std::string> words;           // its folded words that are not excluded, as they were typed
  std::vector<std::string> stems;           // of those that say something and that articles have
  std::optional<MatchingDocuments> within;  // what matches all of it; absent: all articles do
};

struct ContextOptions {
  bool alternative = false;   // nothing of it has to match
  bool with_removed = false;  // removed articles count
};

// `text` is query text. A word of it that no article has is finished with the most frequent word it may begin, or else
// has no part in what matches. Throws Xapian::Error.
UnfinishedContext understand_context(const IndexReader& index, Analyzer& analyzer, std::string_view text,
                                     const ContextOptions& options);

// What the text asks for if all of it has to match; removed articles are left out unless it speaks of them.
Xapian::Query matches_of_text(const IndexReader& index, Analyzer& analyzer, std::string_view text, bool with_removed);

}  // namespace newsrank::detail
