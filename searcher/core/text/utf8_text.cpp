// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/text/utf8_text.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace newsrank {
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

std::size_t find_invalid_utf8(std::string_view text) {
  for (std::size_t at = skip_ascii(text, 0); at < text.size(); at = skip_ascii(text, at)) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data()) + at;
    const auto left = static_cast<std::int32_t>(std::min<std::size_t>(text.size() - at, 4));
    std::int32_t used = 0;
    UChar32 character = 0;
    U8_NEXT(bytes, used, left, character);
    if (character < 0) return at;
    at += static_cast<std::size_t>(used);
  }
  return std::string_view::npos;
}

Locator::Locator(std::string_view text, std::size_t first_line)
    : text_(text), first_line_(first_line), place_{first_line, 1} {}

Place Locator::place_of(std::size_t offset) {
  offset = std::min(offset, text_.size());
  if (offset < offset_) {
    offset_ = 0;
    place_ = {first_line_, 1};
  }
  for (; offset_ < offset; ++offset_) {
    const auto byte = static_cast<unsigned char>(text_[offset_]);
    if (byte == '\n') {
      ++place_.line;
      place_.column = 1;
    } else if ((byte & 0xc0U) != 0x80) {
      ++place_.column;
    }
  }
  return place_;
}

}  // namespace newsrank
