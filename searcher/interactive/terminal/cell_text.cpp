// SPDX-License-Identifier: GPL-2.0-or-later
#include "interactive/terminal/cell_text.hpp"

#include <unicode/uchar.h>

#include <cwchar>

#include "core/text/utf8.hpp"

namespace newsrank::cli {
namespace {

constexpr char32_t kJoiner = 0x200D;
constexpr char32_t kTextStyle = 0xFE0E;
constexpr char32_t kEmojiStyle = 0xFE0F;

}  // namespace

std::wstring cell_text(std::string_view text) {
  static_assert(sizeof(wchar_t) == 4, "wide characters are code points");
  std::wstring cells;
  bool after_emoji = false;
  detail::for_each_character(text, [&](char32_t c, std::string_view) {
    if (c == kTextStyle || c == kEmojiStyle || (c == kJoiner && after_emoji)) return;
    const auto character = static_cast<UChar32>(c);
    after_emoji = u_hasBinaryProperty(character, UCHAR_EXTENDED_PICTOGRAPHIC) != 0 ||
                  u_hasBinaryProperty(character, UCHAR_EMOJI_MODIFIER) != 0;
    const auto cell = static_cast<wchar_t>(c);
    cells += wcwidth(cell) < 0 ? static_cast<wchar_t>(detail::kReplacement) : cell;
  });
  return cells;
}

}  // namespace newsrank::cli
