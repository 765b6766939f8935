// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/text/printable.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>

#include "core/text/utf8.hpp"

namespace newsrank::detail {
namespace {

// Signs without width that move what stands beside them: U+061C, U+200E, U+200F.
bool is_direction_mark(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F;
}

bool is_shown(char32_t c, std::string_view bytes, Unshown unshown) {
  const bool valid = c != kReplacement || bytes == "\xEF\xBF\xBD";
  if (!valid || is_control(c)) return false;
  return unshown != Unshown::percent || !u_isUWhiteSpace(static_cast<UChar32>(c));
}

void append_unshown(std::string& out, char32_t c, std::string_view bytes, Unshown unshown) {
  switch (unshown) {
    case Unshown::blank:
      if (is_direction_mark(c)) return;
      return append_utf8(out, c == kReplacement ? kReplacement : U' ');
    case Unshown::replacement:
      return append_utf8(out, kReplacement);
    case Unshown::hex:
      for (const char byte : bytes) out += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
      return;
    case Unshown::percent:
      for (const char byte : bytes) out += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
  }
}

}  // namespace

bool is_control(char32_t c) {
  return is_direction_mark(c) || c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

std::string printable(std::string_view text, Unshown unshown) {
  // Most text is ASCII without controls, where nothing is to be looked up.
  const bool simple = std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
  if (simple && unshown != Unshown::percent) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for_each_character(text, [&](char32_t c, std::string_view bytes) {
    if (is_shown(c, bytes, unshown)) {
      out += bytes;
    } else {
      append_unshown(out, c, bytes, unshown);
    }
  });
  return out;
}

std::string printable_start(std::string_view text, std::size_t bytes) {
  const std::string_view start = cut_utf8(text, bytes);
  std::string shown = printable(start);
  const std::size_t kept = cut_utf8(shown, bytes).size();
  const bool whole = start.size() == text.size() && kept == shown.size();
  shown.resize(kept);
  return whole ? shown : shown + "…";
}

std::size_t display_width(char32_t c) {
  const auto character = static_cast<UChar32>(c);
  if (is_control(c)) return 0;
  const auto category = u_charType(character);
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR) return 0;
  const auto width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for_each_character(text, [&](char32_t c, std::string_view) { width += display_width(c); });
  return width;
}

std::string grouped(std::uint64_t number) {
  std::string text;
  const std::string digits = std::to_string(number);
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
    text += digits[i];
  }
  return text;
}

}  // namespace newsrank::detail
