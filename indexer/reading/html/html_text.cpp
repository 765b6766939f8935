// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/html/html_text.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>

#include "core/text/utf8.hpp"
#include "reading/html/html_entities.hpp"
#include "reading/html/html_tags.hpp"

namespace newsrank {
namespace {

constexpr int kDecodeRounds = 3;
constexpr std::size_t kMaxReference = 32;

bool is_white_space(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0d) || c == 0x85 || c == 0xa0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

bool is_dropped(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x061c || c == 0x200e || c == 0x200f ||
         (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

// Nothing clean_text() would change: ASCII without references, tags, control characters and spaces to fold.
bool is_clean_ascii(std::string_view text) {
  if (text.empty()) return true;
  if (text.front() == ' ' || text.back() == ' ') return false;
  char before = 0;
  for (const char c : text) {
    if (c < 0x20 || c >= 0x7f || c == '&' || c == '<' || (c == ' ' && before == ' ')) return false;
    before = c;
  }
  return true;
}

// As browsers do: the numbers 128 to 159 are read in Windows-1252, impossible ones as the replacement character.
char32_t numbered_character(std::uint32_t number) {
  constexpr char32_t kWindows1252[32] = {0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021,
                                         0x2c6,  0x2030, 0x160,  0x2039, 0x152,  0x8d,   0x17d,  0x8f,
                                         0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                         0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178};
  if (number >= 0x80 && number < 0xa0) return kWindows1252[number - 0x80];
  return number == 0 || number > 0x10ffff || U_IS_SURROGATE(number) ? detail::kReplacement : char32_t{number};
}

// What "#number" stands for.
std::optional<char32_t> numbered_reference(std::string_view name) {
  name.remove_prefix(1);
  const bool hexadecimal = name.starts_with('x') || name.starts_with('X');
  if (hexadecimal) name.remove_prefix(1);
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number, hexadecimal ? 16 : 10);
  if (name.empty() || end != name.data() + name.size()) return std::nullopt;
  if (error == std::errc::result_out_of_range) return detail::kReplacement;
  return error == std::errc{} ? std::optional(numbered_character(number)) : std::nullopt;
}

// A reference: what it stands for, and how much of the text it is, without its `&`.
struct Reference {
  std::string text;
  std::size_t size = 0;  // 0: none
};

// "#" or "#x" and the digits after it.
std::string_view number_at(std::string_view text) {
  const bool hexadecimal = text.size() > 1 && (text[1] == 'x' || text[1] == 'X');
  const std::string_view digits = hexadecimal ? "0123456789abcdefABCDEF" : "0123456789";
  const std::size_t begin = hexadecimal ? 2 : 1;
  const std::size_t end = std::min(text.find_first_not_of(digits, begin), text.size());
  return end == begin ? std::string_view{} : text.substr(0, end);
}

// The reference that begins at `text`, behind an `&`. The semicolon may be missing where HTML allows that.
Reference reference_at(std::string_view text) {
  if (text.starts_with('#')) {
    const std::string_view number = number_at(text);
    const auto character = number.empty() ? std::nullopt : numbered_reference(number);
    if (!character) return {};
    Reference reference;
    detail::append_utf8(reference.text, *character);
    const bool ended = number.size() < text.size() && text[number.size()] == ';';
    reference.size = number.size() + (ended ? 1 : 0);
    return reference;
  }
  const std::size_t end = text.find(';');
  if (end != std::string_view::npos) {
    if (const std::string_view meant = html_entity(text.substr(0, end)); !meant.empty())
      return {std::string(meant), end + 1};
  }
  const std::string_view name = unended_entity(text);
  return name.empty() ? Reference{} : Reference{std::string(html_entity(name)), name.size()};
}

// Decodes character references once; false if there were none.
bool decode_references(std::string& text) {
  std::size_t ampersand = text.find('&');
  if (ampersand == std::string::npos) return false;
  std::string decoded;
  std::size_t copied = 0;
  for (; ampersand != std::string::npos; ampersand = text.find('&', ampersand + 1)) {
    const Reference reference = reference_at(std::string_view(text).substr(ampersand + 1, kMaxReference));
    if (reference.size == 0) continue;
    decoded.append(text, copied, ampersand - copied);
    decoded += reference.text;
    copied = ampersand + 1 + reference.size;
    ampersand = copied - 1;
  }
  if (copied == 0) return false;
  decoded.append(text, copied);
  text = std::move(decoded);
  return true;
}

std::string composed(std::string text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status) != 0 || text.size() > std::size_t{std::numeric_limits<std::int32_t>::max()}) return text;
  const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
  if (nfc->isNormalizedUTF8(piece, status) != 0) return text;
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  nfc->normalizeUTF8(0, piece, sink, nullptr, status);
  return U_FAILURE(status) != 0 ? text : result;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::string printable_line(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  bool space = false;
  detail::for_each_character(text, [&](char32_t c, std::string_view) {
    if (is_white_space(c)) {
      space = !line.empty();
    } else if (!is_dropped(c)) {
      if (space) line += ' ';
      space = false;
      detail::append_utf8(line, c);
    }
  });
  return line;
}

std::string clean_text(std::string_view text) {
  if (is_clean_ascii(text)) return std::string(text);
  std::string decoded(text);
  remove_tags(decoded);
  // What was escaped is text, unless it is markup through and through.
  for (int round = 0; round < kDecodeRounds && decode_references(decoded); ++round) {
    if (holds_markup(decoded)) remove_tags(decoded);
  }
  return finished_text(decoded);
}

std::string clean_html_part(std::string_view html) {
  std::string text(html);
  remove_tags(text);
  decode_references(text);
  return text;
}

std::string finished_text(std::string_view text) {
  std::string line = printable_line(text);
  return is_ascii(line) ? line : composed(std::move(line));
}

}  // namespace newsrank
