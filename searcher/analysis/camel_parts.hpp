// SPDX-License-Identifier: GPL-2.0-or-later
// CamelParts: where a word that is written as one falls into its words, PowerApps or php8.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "analysis/atom.hpp"

namespace newsrank::detail {

inline constexpr std::size_t kMaxCamelParts = 4;
inline constexpr std::size_t kMinCamelLetters = 2;
inline constexpr std::size_t kMaxNumberDigits = 4;

// The letters behind which a word has its number (php8), if it has two or more and the number is short.
inline std::size_t letters_before_number(std::string_view word) {
  const auto digits =
      std::find_if_not(word.rbegin(), word.rend(), [](char c) { return is_digit_byte(c); }) - word.rbegin();
  const std::size_t letters = word.size() - static_cast<std::size_t>(digits);
  const bool numbered = letters >= kMinCamelLetters && digits > 0 &&
                        static_cast<std::size_t>(digits) <= kMaxNumberDigits &&
                        std::all_of(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(letters), is_letter_byte);
  return numbered ? letters : word.size();
}

// Where the parts of a CamelCase word, or of letters and a number, end; empty if it has one part or too many.
class CamelParts {
 public:
  explicit CamelParts(std::string_view word) {
    const std::size_t number = letters_before_number(word);
    for (std::size_t i = kMinCamelLetters; i < word.size(); ++i) {
      if (i != number && !is_boundary(word, i)) continue;
      if (size_ + 1 == kMaxCamelParts) {
        size_ = 0;
        return;
      }
      ends_[size_++] = i;
    }
    if (size_ > 0) ends_[size_++] = word.size();
  }

  std::span<const std::size_t> ends() const& { return {ends_.data(), size_}; }

 private:
  // A lower-case letter meets an upper-case one, and either has another letter on its side.
  static bool is_boundary(std::string_view word, std::size_t i) {
    constexpr std::uint8_t kLetter = kLetterByte | kHighByte;
    return i + 1 < word.size() && byte_class(word[i - 1]) == kLowerByte && byte_class(word[i]) == kUpperByte &&
           (byte_class(word[i - 2]) & kLetter) != 0 && (byte_class(word[i + 1]) & kLetter) != 0;
  }

  std::array<std::size_t, kMaxCamelParts> ends_{};
  std::size_t size_ = 0;
};

}  // namespace newsrank::detail
