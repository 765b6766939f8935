// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/stemmer.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <utility>

#include "analysis/atom.hpp"
#include "analysis/languages.hpp"

namespace newsrank::detail {
namespace {

constexpr std::size_t kCacheSize = 8192;  // entries; a power of two
constexpr std::size_t kMaxCachedBytes = 23;

bool is_stemmable(std::string_view word) {
  return !word.empty() &&
         std::all_of(word.begin(), word.end(), [](char c) { return (byte_class(c) & (kLetterByte | kHighByte)) != 0; });
}

}  // namespace

// A word and its stem; size 0 is an empty place.
struct Stemmer::Entry {
  std::uint8_t word_size = 0;
  std::uint8_t stem_size = 0;
  std::array<char, kMaxCachedBytes> word;
  std::array<char, kMaxCachedBytes> stem;
};

Stemmer::Stemmer(std::string_view language, AnalysisPath path)
    : path_(path),
      active_(language != kNoLanguage),
      snowball_(active_ ? Xapian::Stem(std::string(language)) : Xapian::Stem()) {}
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;
Stemmer::~Stemmer() = default;

Stemmer::Entry& Stemmer::entry_of(std::string_view word) {
  if (!cache_) cache_ = std::make_unique<Entry[]>(kCacheSize);
  return cache_[XXH3_64bits(word.data(), word.size()) & (kCacheSize - 1)];
}

void Stemmer::stem_uncached(std::string_view word, std::string& stem) const {
  stem.assign(word);
  if (!active_ || !is_stemmable(word)) return;
  try {
    stem = snowball_(stem);
  } catch (const Xapian::Error&) {
    stem.assign(word);  // Snowball is out of memory; a word is its own stem then
  }
}

void Stemmer::stem(std::string_view word, std::string& stem) {
  const bool cacheable = word.size() <= kMaxCachedBytes && path_ == AnalysisPath::automatic;
  if (!active_ || !cacheable) return stem_uncached(word, stem);
  Entry& entry = entry_of(word);
  if (std::string_view(entry.word.data(), entry.word_size) == word) {
    stem.assign(entry.stem.data(), entry.stem_size);
    return;
  }
  stem_uncached(word, stem);
  if (stem.size() > kMaxCachedBytes) return;
  entry.word_size = static_cast<std::uint8_t>(word.copy(entry.word.data(), kMaxCachedBytes));
  entry.stem_size = static_cast<std::uint8_t>(stem.copy(entry.stem.data(), kMaxCachedBytes));
}

}  // namespace newsrank::detail
