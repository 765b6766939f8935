// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/text/utf8.hpp"

#include <algorithm>
#include <cstring>

namespace newsrank::detail {
namespace {

constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;

std::size_t skip_ascii(std::string_view text, std::size_t at) {
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    if ((bytes & kHighBits) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

}  // namespace

char32_t last_character(std::string_view text) {
  // No character is longer than four bytes; ICU's offsets have 32 bits.
  text = text.substr(text.size() - std::min<std::size_t>(text.size(), U8_MAX_LENGTH));
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  auto at = static_cast<std::int32_t>(text.size());
  UChar32 c = 0;
  U8_PREV_OR_FFFD(bytes, 0, at, c);
  return static_cast<char32_t>(c);
}

std::size_t find_invalid_utf8(std::string_view text) {
  for (std::size_t at = skip_ascii(text, 0); at < text.size(); at = skip_ascii(text, at)) {
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const std::size_t begin = at;
    UChar32 character = 0;
    U8_NEXT(bytes, at, text.size(), character);
    if (character < 0) return begin;
  }
  return std::string_view::npos;
}

std::string_view cut_utf8(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return text.substr(0, bytes);
}

}  // namespace newsrank::detail
