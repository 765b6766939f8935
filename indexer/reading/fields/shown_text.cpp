// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/fields/shown_text.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>

#include "core/text/ascii.hpp"
#include "core/text/utf8.hpp"

namespace newsrank {
namespace {

constexpr std::size_t kShownBytes = 60;

// White space, controls, and marks that are not seen (joiners, byte order marks, directions).
bool is_unseen(char32_t c) {
  const auto character = static_cast<UChar32>(c);
  return u_isUWhiteSpace(character) != 0 || u_charType(character) == U_FORMAT_CHAR ||
         u_charType(character) == U_CONTROL_CHAR;
}

}  // namespace

std::string shown(std::string_view text) {
  const std::string_view start = detail::cut_utf8(text, kShownBytes);
  std::string line = "\"";
  bool blank = false;
  detail::for_each_character(start, [&](char32_t c, std::string_view) {
    if (c == U' ' && !blank) {
      line += ' ';
    } else if (is_unseen(c)) {
      line += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(c));
    } else {
      detail::append_utf8(line, c);
    }
    blank = c == U' ';
  });
  return line + (start.size() < text.size() ? "…\"" : "\"");
}

std::string_view trim_unicode(std::string_view text) {
  text = detail::trim(text);
  const auto is_plain = [](char c) { return c > ' ' && c < '\x7f'; };
  if (text.empty() || (is_plain(text.front()) && is_plain(text.back()))) return text;
  std::size_t begin = text.size();
  std::size_t end = 0;
  std::size_t at = 0;
  detail::for_each_character(text, [&](char32_t c, std::string_view bytes) {
    if (!is_unseen(c)) {
      begin = std::min(begin, at);
      end = at + bytes.size();
    }
    at += bytes.size();
  });
  return begin < end ? text.substr(begin, end - begin) : std::string_view{};
}

}  // namespace newsrank
