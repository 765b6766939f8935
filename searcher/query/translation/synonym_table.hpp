// SPDX-License-Identifier: GPL-2.0-or-later
// SynonymTable: synonyms by what the analyzer makes of them.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "newsrank/analyzer.hpp"
#include "newsrank/synonyms.hpp"
#include "query/translation/text_units.hpp"

namespace newsrank::detail {

// Entries are compared by stems, compounds as written or joined; stop words beside other words do not matter.
class SynonymTable {
 public:
  SynonymTable(const Synonyms& synonyms, Analyzer& analyzer);

  // What the words stand for beside themselves, as texts; nullptr: nothing.
  const std::vector<std::string>* find(const std::vector<TextUnit>& words, const Analyzer& analyzer) const;

  // How many words the longest entry has, at most kMaxSynonymWords.
  std::size_t max_words() const { return max_words_; }

 private:
  void add(const std::string& key, const std::vector<std::string>& to);

  std::unordered_map<std::string, std::vector<std::string>> alternatives_;
  std::size_t max_words_ = 0;
};

inline constexpr std::size_t kMaxSynonymWords = 8;   // longer entries are not looked for
inline constexpr std::size_t kMaxAlternatives = 32;  // of one entry; further ones are left out

}  // namespace newsrank::detail
