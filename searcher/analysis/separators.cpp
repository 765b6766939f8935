// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/separators.hpp"

#include <cstddef>

#include "analysis/atom.hpp"
#include "core/text/utf8.hpp"

namespace newsrank::detail {
namespace {

// Longer gaps are not looked at: there is no use for so many characters of no width.
constexpr std::size_t kMaxGapBytes = 32;

constexpr char separator_of_ascii(char c) {
  switch (c) {
    case '`':
      return '\'';
    case '\'':
    case '-':
    case '.':
    case '/':
    case '&':
    case '_':
    case '@':
    case ':':
    case ',':
      return c;
    default:
      return kNoSeparator;
  }
}

constexpr char separator_of_character(char32_t c) {
  if (c < 0x80) return separator_of_ascii(static_cast<char>(c));
  if (c >= 0xFF01 && c <= 0xFF5E) return separator_of_ascii(static_cast<char>(c - 0xFF00 + 0x20));  // full width
  switch (c) {
    case 0x00B4:  // acute accent
    case 0x02BB:  // turned comma
    case 0x02BC:  // modifier letter apostrophe
    case 0x2018:
    case 0x2019:
    case 0x201B:
      return '\'';
    case 0x2010:  // hyphen
    case 0x2011:  // non-breaking hyphen
    case 0x2012:  // figure dash
    case 0x2013:  // en dash
    case 0x2212:  // minus
    case 0xFE63:
      return '-';
    case 0x2024:  // one dot leader
    case 0xFE52:
      return '.';
    case 0x2044:  // fraction slash
      return '/';
    case 0x00AD:  // soft hyphen
    case 0x00B7:  // middle dot, as in Catalan
    case 0x05F3:  // geresh
    case 0x05F4:  // gershayim
    case 0x200B:  // zero width space
    case 0x200C:
    case 0x200D:
    case 0x2027:  // hyphenation point
    case 0x2060:  // word joiner
    case 0xFEFF:
      return kGlue;
    default:
      return kNoSeparator;
  }
}

}  // namespace

char separator_of(std::string_view gap) {
  if (gap.empty() || gap.size() > kMaxGapBytes || is_space_byte(gap.back())) return kNoSeparator;
  if (gap.size() == 1) return separator_of_ascii(gap.front());
  char found = kGlue;
  for (std::size_t at = 0; at < gap.size();) {
    const char separator = separator_of_character(next_character(gap, at));
    if (separator == kGlue) continue;
    if (separator == kNoSeparator || found != kGlue) return kNoSeparator;
    found = separator;
  }
  return found;
}

}  // namespace newsrank::detail
