// SPDX-License-Identifier: GPL-2.0-or-later
// The words of an index, for spelling correction and completion.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/term_source.hpp"

namespace newsrank::detail {

// A word of the index and in how many articles it is.
struct WordFrequency {
  std::string word;
  Xapian::doccount frequency = 0;

  friend bool operator==(const WordFrequency&, const WordFrequency&) = default;
};

// A word of the index that another one may be a slip of.
struct NearWord {
  std::string word;
  Xapian::doccount frequency = 0;
  unsigned distance = 0;  // edits, 1 or 2
};

// A compact copy of the exact words (the terms without a prefix) of a local database, which may have several shards.
//
// Memory: the words' bytes and about 28 bytes a word. Cost: building reads all terms once; a correction compares the
// words of similar length, a lookup is a binary search. After building, const use is thread-safe. Xapian's exceptions
// come through.
class Vocabulary {
 public:
  explicit Vocabulary(const TermSource& terms);

  std::size_t size() const { return frequencies_.size(); }

  // In how many articles a folded word is; 0: it is no word of the index.
  Xapian::doccount frequency(std::string_view word) const;

  // The most frequent words near a folded word that is not in the index, the nearest first: one edit, two for words of
  // 7 characters and more. Nothing for known words, words of fewer than 3 characters and words with digits.
  std::vector<NearWord> near(std::string_view word) const;

  // The words that begin with `prefix`, most frequent first, then by their bytes.
  std::vector<WordFrequency> complete(std::string_view prefix, std::size_t limit) const;

 private:
  std::string_view word(std::size_t index) const;
  std::size_t lower_bound(std::string_view word) const;
  void index_by_length();

  // Words in byte order, one after another; word i is text_[offsets_[i], offsets_[i + 1]).
  std::string text_;
  std::vector<std::uint32_t> offsets_;
  std::vector<Xapian::doccount> frequencies_;

  // Correctable words by their length in characters: those of length n stand at [length_starts_[n], length_starts_[n +
  // 1]).
  std::vector<std::uint32_t> by_length_;
  std::vector<std::uint64_t> signatures_;  // which characters are in them, beside by_length_
  std::vector<std::size_t> length_starts_;
};

}  // namespace newsrank::detail
