// SPDX-License-Identifier: GPL-2.0-or-later
// Atom: the smallest piece of text that is a word by itself; what the segmenter delivers and compounds are made of.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace newsrank::detail {

// Classes of bytes; a byte of a multi-byte UTF-8 sequence is `high`.
enum ByteClass : std::uint8_t {
  kOtherByte = 0,
  kSpaceByte = 1,
  kLowerByte = 2,
  kUpperByte = 4,
  kDigitByte = 8,
  kHighByte = 16,
};
inline constexpr std::uint8_t kLetterByte = kLowerByte | kUpperByte;
inline constexpr std::uint8_t kWordByte = kLetterByte | kDigitByte;

inline constexpr std::array<std::uint8_t, 256> kByteClasses = [] {
  std::array<std::uint8_t, 256> classes{};
  for (unsigned c = 0; c < 256; ++c) {
    if (c >= 'a' && c <= 'z') classes[c] = kLowerByte;
    if (c >= 'A' && c <= 'Z') classes[c] = kUpperByte;
    if (c >= '0' && c <= '9') classes[c] = kDigitByte;
    if (c == ' ' || (c >= '\t' && c <= '\r')) classes[c] = kSpaceByte;
    if (c >= 0x80) classes[c] = kHighByte;
  }
  return classes;
}();

constexpr std::uint8_t byte_class(char c) {
  return kByteClasses[static_cast<unsigned char>(c)];
}
constexpr bool is_space_byte(char c) {
  return (byte_class(c) & kSpaceByte) != 0;
}
constexpr bool is_word_byte(char c) {
  return (byte_class(c) & kWordByte) != 0;
}
constexpr bool is_letter_byte(char c) {
  return (byte_class(c) & kLetterByte) != 0;
}
constexpr bool is_digit_byte(char c) {
  return (byte_class(c) & kDigitByte) != 0;
}
constexpr char to_lower_byte(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

// A run of letters, digits and their marks without punctuation, or one emoji. Offsets are on character boundaries.
struct Atom {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint8_t classes = 0;  // the byte classes that occur in it
  bool camel = false;        // an ASCII lower-case letter is followed by an upper-case one
  bool numbered = false;     // letters, then digits up to its end: php8
  bool emoji = false;

  bool ascii() const { return (classes & kHighByte) == 0; }
  bool digits() const { return classes == kDigitByte; }
  bool has_digits() const { return (classes & kDigitByte) != 0; }
  bool letters() const { return (classes & ~kLetterByte) == 0; }  // ASCII letters only
};

// The atom text[begin, end) with what its bytes tell.
inline Atom make_atom(std::string_view text, std::size_t begin, std::size_t end) {
  Atom atom{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  unsigned classes = 0;
  unsigned previous = 0;
  unsigned camel = 0;
  for (std::size_t i = begin; i < end; ++i) {
    const unsigned current = byte_class(text[i]);
    camel |= (previous & kLowerByte) & ((current & kUpperByte) >> 1U);
    classes |= current;
    previous = current;
  }
  atom.classes = static_cast<std::uint8_t>(classes);
  atom.camel = camel != 0;
  atom.numbered = (previous & kDigitByte) != 0 && (classes & kLetterByte) != 0;
  return atom;
}

}  // namespace newsrank::detail
