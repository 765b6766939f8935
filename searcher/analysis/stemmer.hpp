// SPDX-License-Identifier: GPL-2.0-or-later
// Stemmer: Snowball stems of folded words, with a cache, since a few words make up most of any text.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "analysis/folding.hpp"

namespace newsrank::detail {

// Stems words of letters only; names and numbers (c++, gpt-3, 5g) stay as they are.
// Memory: at most one cache of a fixed size, made when first needed.
class Stemmer {
 public:
  // `language` is a name from kLanguages.
  explicit Stemmer(std::string_view language, AnalysisPath path = AnalysisPath::automatic);
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;
  ~Stemmer();

  // Replaces `stem` by the stem of a folded word.
  void stem(std::string_view word, std::string& stem);

 private:
  struct Entry;
  void stem_uncached(std::string_view word, std::string& stem) const;
  Entry& entry_of(std::string_view word);

  AnalysisPath path_;
  bool active_;
  Xapian::Stem snowball_;
  std::unique_ptr<Entry[]> cache_;
};

}  // namespace newsrank::detail
