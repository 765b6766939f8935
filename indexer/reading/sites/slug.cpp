// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/sites/slug.hpp"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <limits>

#include "core/text/ascii.hpp"

namespace newsrank {
namespace {

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::string lower_case(const std::string& text) {
  if (text.size() > std::size_t{std::numeric_limits<std::int32_t>::max()}) return detail::lower_ascii(text);
  std::string lower;
  icu::UnicodeString::fromUTF8(text).toLower(icu::Locale::getRoot()).toUTF8String(lower);
  return lower;
}

// What is kept as it is, all else as single `-` between.
template <typename IsKept>
std::string joined_by_hyphens(std::string_view text, IsKept is_kept) {
  std::string slug;
  for (const char c : text) {
    if (is_kept(c)) {
      slug += c;
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug;
}

}  // namespace

std::string slug_of(std::string_view text) {
  return lower_case(joined_by_hyphens(text, [](char c) { return is_letter_or_digit(c) || c == '_'; }));
}

std::string hugo_slug(std::string_view text) {
  constexpr std::string_view kKept = "./_#+~@-";
  std::string slug;
  bool blank = false;
  for (const char c : text) {
    if (is_letter_or_digit(c) || kKept.find(c) != std::string_view::npos) {
      if (blank && c != '-' && !slug.empty() && slug.back() != '-') slug += '-';
      blank = false;
      slug += c;
    } else {
      blank = blank || c == ' ' || c == '\t';
    }
  }
  return lower_case(slug);
}

std::string jekyll_title_slug(std::string_view text) {
  constexpr std::string_view kKept = "._~!$&'()+,;=@";
  return joined_by_hyphens(text, [&](char c) { return is_letter_or_digit(c) || kKept.find(c) != kKept.npos; });
}

}  // namespace newsrank
