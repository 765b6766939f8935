// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/terminal/terminal_text.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace newsrank::cli {
namespace {

constexpr UChar32 kReplacement = 0xFFFD;

bool is_unsafe(UChar32 c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

int column_width(UChar32 c) {
  const auto category = u_charType(c);
  if (c == kMarkBegin || c == kMarkEnd) return 0;
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR) return 0;
  const auto width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

void append(std::string& out, UChar32 c) {
  char bytes[U8_MAX_LENGTH];
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, c);
  out.append(bytes, static_cast<std::size_t>(length));
}

// Calls visit(code point, first byte, past-last byte) for each character.
template <typename Visit>
void for_each_character(std::string_view text, Visit visit) {
  const auto size = static_cast<int32_t>(text.size());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (int32_t next = 0; next < size;) {
    const int32_t begin = next;
    UChar32 c = 0;
    U8_NEXT(bytes, next, size, c);
    visit(c < 0 ? kReplacement : c, static_cast<std::size_t>(begin), static_cast<std::size_t>(next));
  }
}

// Bytes of the longest beginning of `text` that fits into `width` columns; at least one character.
std::size_t fitting_bytes(std::string_view text, std::size_t width) {
  std::size_t used = 0;
  std::size_t bytes = 0;
  bool full = false;
  for_each_character(text, [&](UChar32 c, std::size_t begin, std::size_t end) {
    const auto columns = static_cast<std::size_t>(column_width(c));
    if (full || (used + columns > width && begin > 0)) {
      full = true;
      return;
    }
    used += columns;
    bytes = end;
  });
  return bytes;
}

std::string_view next_word(std::string_view& rest) {
  const auto start = rest.find_first_not_of(' ');
  if (start == std::string_view::npos) return rest = {};
  rest.remove_prefix(start);
  const std::string_view word = rest.substr(0, rest.find(' '));
  rest.remove_prefix(word.size());
  return word;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for_each_character(text, [&](UChar32 c, std::size_t, std::size_t) { append(out, is_unsafe(c) ? ' ' : c); });
  return out;
}

std::string column_text(std::string_view text) {
  std::string out;
  for_each_character(text, [&](UChar32 c, std::size_t begin, std::size_t end) {
    const std::string_view character = text.substr(begin, end - begin);
    const bool valid = c != kReplacement || character == "\uFFFD";
    if (valid && !is_unsafe(c) && !u_isUWhiteSpace(c)) {
      out += character;
    } else {
      for (const char byte : character) out += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
    }
  });
  return out;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for_each_character(text,
                     [&](UChar32 c, std::size_t, std::size_t) { width += static_cast<std::size_t>(column_width(c)); });
  return width;
}

std::vector<std::string> wrap(std::string_view text, std::size_t width, std::size_t max_lines) {
  std::vector<std::string> lines;
  std::string line;
  std::string_view rest = text;
  for (std::string_view word = next_word(rest); !word.empty(); word = next_word(rest)) {
    while (!word.empty()) {
      const std::size_t used = display_width(line) + (line.empty() ? 0 : 1);
      if (used + display_width(word) <= width) {
        if (!line.empty()) line += ' ';
        line += word;
        break;
      }
      if (line.empty()) {
        const std::size_t bytes = fitting_bytes(word, width);
        line = word.substr(0, bytes);
        word.remove_prefix(bytes);
      }
      lines.push_back(std::move(line));
      line.clear();
    }
    if (lines.size() > max_lines) break;
  }
  if (!line.empty()) lines.push_back(std::move(line));
  if (lines.size() <= max_lines) return lines;
  lines.resize(max_lines);
  if (!lines.empty()) {
    std::string& last = lines.back();
    if (display_width(last) + 1 > width) last.resize(fitting_bytes(last, width - 1));
    last += "…";
  }
  return lines;
}

}  // namespace newsrank::cli
