// SPDX-License-Identifier: GPL-2.0-or-later
#include "interactive/terminal/cell_text.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <cwchar>

namespace newsrank::cli {
namespace {

constexpr UChar32 kReplacement = 0xFFFD;
constexpr UChar32 kJoiner = 0x200D;
constexpr UChar32 kTextStyle = 0xFE0E;
constexpr UChar32 kEmojiStyle = 0xFE0F;

}  // namespace

std::wstring cell_text(std::string_view text) {
  static_assert(sizeof(wchar_t) == 4, "wide characters are code points");
  std::wstring cells;
  const auto size = static_cast<int32_t>(text.size());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  bool after_emoji = false;
  for (int32_t next = 0; next < size;) {
    UChar32 c = 0;
    U8_NEXT(bytes, next, size, c);
    if (c == kTextStyle || c == kEmojiStyle || (c == kJoiner && after_emoji)) continue;
    after_emoji = c >= 0 && (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) != 0 ||
                             u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER) != 0);
    if (c < 0 || wcwidth(static_cast<wchar_t>(c)) < 0) c = kReplacement;
    cells += static_cast<wchar_t>(c);
  }
  return cells;
}

}  // namespace newsrank::cli
