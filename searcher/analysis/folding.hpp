// SPDX-License-Identifier: GPL-2.0-or-later
// Folding: the form in which words and values are compared, whatever their case, accents and typography.
#pragma once

#include <string>
#include <string_view>

namespace newsrank::detail {

// Which code handles ASCII: the short one, or the one that handles everything. Results are equal; tests compare them.
enum class AnalysisPath { automatic, full };

// NFKC_Casefold without diacritics. Beyond that: typographic quotes and dashes become ASCII ones, decimal digits of any
// script become ASCII ones, letters with a stroke or ligature become their base letters (ø o, ł l, æ ae, ı i), emoji
// lose their skin tone, Arabic letters that are written for each other are one (ى ي, ة ه, ٱ ا, ک ك, ی ي), without the
// tatweel. Marks that make another letter stay: й, kana voicing, the vowel signs of Indic and
// Southeast Asian scripts.
//
// Folding is idempotent and its result is valid UTF-8; invalid input becomes U+FFFD.
class Folder {
 public:
  explicit Folder(AnalysisPath path = AnalysisPath::automatic) : path_(path) {}

  // Replaces `folded` by the folded form of one word.
  void fold_word(std::string_view word, std::string& folded) const;
  // Likewise, and `lower` by the word in lower case with its marks, which is what it is stemmed by; empty for ASCII.
  void fold_word(std::string_view word, std::string& folded, std::string& lower) const;

  // The folded form of a whole text: control characters count as white space, white space runs become one space, none
  // at the ends.
  std::string fold_value(std::string_view text) const;

 private:
  AnalysisPath path_;
};

}  // namespace newsrank::detail
