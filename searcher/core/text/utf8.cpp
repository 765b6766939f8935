// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/text/utf8.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

// ICU's macros narrow integers on purpose.
#pragma GCC diagnostic ignored "-Wconversion"

namespace newsrank::detail {

Utf8Character utf8_character_at(std::string_view text, std::size_t at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data() + at);
  const auto limit = static_cast<std::int32_t>(std::min<std::size_t>(text.size() - at, U8_MAX_LENGTH));
  std::int32_t size = 0;
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(bytes, size, limit, c);
  return {static_cast<char32_t>(c), static_cast<std::size_t>(size)};
}

Utf8Character utf8_character_before(std::string_view text, std::size_t end) {
  const std::size_t start = end - std::min<std::size_t>(end, U8_MAX_LENGTH);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data() + start);
  auto at = static_cast<std::int32_t>(end - start);
  UChar32 c = 0;
  U8_PREV_OR_FFFD(bytes, 0, at, c);
  return {static_cast<char32_t>(c), end - start - static_cast<std::size_t>(at)};
}

void append_utf8(char32_t code_point, std::string& text) {
  std::array<char, U8_MAX_LENGTH> bytes;
  std::size_t size = 0;
  U8_APPEND_UNSAFE(bytes.data(), size, static_cast<UChar32>(code_point));
  text.append(bytes.data(), size);
}

}  // namespace newsrank::detail
