// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/spelling/written_word.hpp"

#include "core/text/characters.hpp"
#include "core/text/utf8.hpp"

namespace newsrank::detail {
namespace {

bool belongs_to_sentence(char32_t c) {
  return is_double_quote(c) || c == kLeftSingleQuote || c == kRightSingleQuote ||
         std::u32string_view(U".,;:!?'()[]\u2026\u2013\u2014").find(c) != std::u32string_view::npos;
}

// Whether nothing but such signs comes before the next blank, or the end.
bool ends_word(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    if (is_blank(c)) return true;
    if (!belongs_to_sentence(c)) return false;
  }
  return true;
}

// Whether nothing but such signs comes behind the last blank, or the start.
bool begins_word(std::string_view text) {
  bool begins = true;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    begins = is_blank(c) || (begins && belongs_to_sentence(c));
  }
  return begins;
}

}  // namespace

bool stands_alone(std::string_view text, std::size_t begin, std::size_t end) {
  return begins_word(text.substr(0, begin)) && ends_word(text.substr(end));
}

bool is_in_small_letters(std::string_view text, std::size_t begin, std::size_t end) {
  for (std::size_t at = begin; at < end;) {
    const auto c = static_cast<UChar32>(next_character(text, at));
    if (u_isupper(c) || u_istitle(c)) return false;
  }
  return true;
}

}  // namespace newsrank::detail
