// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/spelling/slip.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>

#include "core/text/characters.hpp"
#include "core/text/utf8.hpp"

namespace newsrank::detail {
namespace {

std::u32string letters_of(std::string_view word) {
  std::u32string letters;
  for (std::size_t at = 0; at < word.size();) letters += next_character(word, at);
  return letters;
}

bool is_vowel(char32_t letter) {
  return std::u32string_view(U"aeiouy").find(letter) != std::u32string_view::npos;
}

std::u32string set_of(std::u32string letters) {
  std::sort(letters.begin(), letters.end());
  letters.erase(std::unique(letters.begin(), letters.end()), letters.end());
  return letters;
}

// Whether at most one letter is only in one of the words.
bool of_the_same_letters(const std::u32string& a, const std::u32string& b) {
  const std::u32string first = set_of(a);
  const std::u32string second = set_of(b);
  std::u32string different;
  std::set_symmetric_difference(first.begin(), first.end(), second.begin(), second.end(),
                                std::back_inserter(different));
  return different.size() <= 1;
}

bool has_a_letter_more(const std::u32string& written, const std::u32string& meant) {
  return written.size() == meant.size() + 1 && std::equal(meant.begin(), meant.end(), written.begin()) &&
         written.back() != meant.back();
}

Slip one_edit(const std::u32string& written, const std::u32string& meant) {
  if (has_a_letter_more(written, meant)) return Slip::ending;
  if (written.size() != meant.size()) return Slip::likely;
  const auto [in_written, in_meant] = std::mismatch(written.begin(), written.end(), meant.begin());
  if (in_written == written.end()) return Slip::likely;  // the same word
  const bool swapped = !std::equal(std::next(in_written), written.end(), std::next(in_meant));
  return swapped || (is_vowel(*in_written) && is_vowel(*in_meant)) ? Slip::likely : Slip::consonant;
}

}  // namespace

Slip slip_between(std::string_view written, std::string_view meant, unsigned distance) {
  const std::u32string from = letters_of(written);
  const std::u32string to = letters_of(meant);
  const bool same_start = !from.empty() && !to.empty() && from.front() == to.front();
  if (distance > 1) return same_start && of_the_same_letters(from, to) ? Slip::two_likely : Slip::two;
  return same_start ? one_edit(from, to) : Slip::first;
}

}  // namespace newsrank::detail
