// SPDX-License-Identifier: GPL-2.0-or-later
// The word of the collection that somebody probably meant, and how sure that is.
#pragma once

#include <xapian.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/spelling/vocabulary.hpp"

namespace newsrank::detail {

struct LikelyWord {
  std::string word;
  Xapian::doccount frequency = 0;
  unsigned distance = 0;
  // So much likelier than another word of its own (a name, say) that it may be searched for instead. Otherwise it is
  // worth asking for.
  bool sure = false;

  friend bool operator==(const LikelyWord&, const LikelyWord&) = default;
};

// What a word of the vocabulary must be, to be thought of.
using WordFilter = std::function<bool(const std::string& word)>;

// The likeliest word for a folded one that is not in the vocabulary: frequent, near, and found in articles together
// with the query's other words. `company` are terms of those, of any prefix. Nothing for known words, words with
// digits, words of fewer than 3 characters, where nothing is near (one edit, two for words of 7 characters and more),
// and where the likeliest one is in no article with half of its company.
//
// It is sure for words of 6 characters and more, if articles hold it together with all the company and that is no
// chance; or if it is a slip of the common kinds and so frequent that hardly any name is near such a word. Of shorter
// words only for those of 5 that lack a letter inside (formr) and are in such company.
//
// `database` is the one of the vocabulary, or one reopened from it. Throws Xapian::Error (callers guard).
std::optional<LikelyWord> likely_word(const Vocabulary& vocabulary, const Xapian::Database& database,
                                      std::string_view word, const std::vector<std::string>& company = {},
                                      const WordFilter& possible = {});

}  // namespace newsrank::detail
