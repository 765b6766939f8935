// SPDX-License-Identifier: GPL-2.0-or-later
// Stemmer: stems of words, folded, with a cache, since a few words make up most of any text.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "analysis/folding.hpp"

namespace newsrank::detail {

// Snowball's stems but for its mistakes (stem_exceptions); Korean words lose their particles in every language. Stems
// words of letters only; names and numbers (c++, gpt-3, 5g) stay as they are.
// Memory: at most one cache of a fixed size, made when first needed.
class Stemmer {
 public:
  // `language` is a name from kLanguages.
  explicit Stemmer(std::string_view language, AnalysisPath path = AnalysisPath::automatic);
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;
  ~Stemmer();

  // Whether there is more than folding to do.
  bool active() const { return active_; }
  // Whether capitals are those of Turkish: I is ı, İ is i.
  bool dotless() const { return dotless_; }

  // Whether ä may be written ae; in Finnish, Swedish or Turkish it is not.
  bool umlauts() const { return umlauts_; }

  // Replaces `stem` by the folded stem of a word, which is folded or at least in lower case. Endings are told by their
  // marks: informação has its stem from the word as it is written, not from informacao.
  void stem(std::string_view word, std::string& stem);

 private:
  struct Entry;
  void stem_uncached(std::string_view word, std::string& stem) const;
  void apply_rules(std::string_view word, std::string& stem) const;
  Entry& entry_of(std::string_view word);

  AnalysisPath path_;
  bool active_;
  bool english_;
  bool german_;
  bool portuguese_;
  bool dotless_;
  bool umlauts_;
  Folder folder_;
  Xapian::Stem snowball_;
  std::unique_ptr<Entry[]> cache_;
};

}  // namespace newsrank::detail
