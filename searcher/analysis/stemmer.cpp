// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/stemmer.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <utility>

#include "analysis/atom.hpp"
#include "analysis/languages.hpp"
#include "analysis/stem_exceptions.hpp"

namespace newsrank::detail {
namespace {

constexpr std::size_t kCacheSize = 8192;  // entries; a power of two
constexpr std::size_t kMaxCachedBytes = 23;

bool is_stemmable(std::string_view word) {
  return !word.empty() &&
         std::all_of(word.begin(), word.end(), [](char c) { return (byte_class(c) & (kLetterByte | kHighByte)) != 0; });
}

constexpr std::string_view kGermanName = "german";

// German by the rules that take ä and ae, ö and oe, ü and ue for one.
Xapian::Stem snowball(std::string_view language) {
  if (language == kNoLanguage) return Xapian::Stem();
  return Xapian::Stem(language == kGermanName ? "german2" : std::string(language));
}

bool is_ascii(std::string_view word) {
  return std::none_of(word.begin(), word.end(), [](char c) { return byte_class(c) == kHighByte; });
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
      english_(language == "english"),
      german_(language == kGermanName),
      portuguese_(language == "portuguese"),
      dotless_(language == "turkish"),
      umlauts_(english_ || language == kNoLanguage),
      folder_(path),
      snowball_(snowball(language)) {}
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;
Stemmer::~Stemmer() = default;

Stemmer::Entry& Stemmer::entry_of(std::string_view word) {
  if (!cache_) cache_ = std::make_unique<Entry[]>(kCacheSize);
  return cache_[XXH3_64bits(word.data(), word.size()) & (kCacheSize - 1)];
}

void Stemmer::apply_rules(std::string_view word, std::string& stem) const {
  if (const auto exception = english_ ? english_exception(word) : std::string_view(); !exception.empty()) {
    stem.assign(exception);
    return;
  }
  if (ends_in_hangul(word)) {
    stem.assign(word.substr(0, korean_stem_size(word)));
    return;
  }
  try {
    if (german_ && is_german_em_noun(word)) stem += 'e';  // as in Systeme: then nothing else is taken for an ending
    stem = snowball_(stem);
    constexpr std::string_view kPlural = "õ";  // leões of leão, which Snowball leaves as leã
    if (portuguese_ && stem.ends_with(kPlural)) stem.replace(stem.size() - kPlural.size(), kPlural.size(), "ã");
  } catch (const Xapian::Error&) {
    stem.assign(word);  // Snowball is out of memory; a word is its own stem then
  }
}

void Stemmer::stem_uncached(std::string_view word, std::string& stem) const {
  stem.assign(word);
  if (active_ && is_stemmable(word)) apply_rules(word, stem);
  if (is_ascii(stem)) return;
  const std::string with_marks = stem;
  folder_.fold_word(with_marks, stem);
}

void Stemmer::stem(std::string_view word, std::string& stem) {
  const bool cacheable = word.size() <= kMaxCachedBytes && path_ == AnalysisPath::automatic;
  if (!cacheable) return stem_uncached(word, stem);
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
