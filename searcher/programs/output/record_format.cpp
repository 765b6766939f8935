// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/output/record_format.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include "core/text/utf8.hpp"

namespace newsrank::cli {

namespace {

// White space and signs without width, which some programs skip before they look for a formula.
bool is_skipped(char32_t c) {
  return u_isUWhiteSpace(static_cast<UChar32>(c)) || u_charType(static_cast<UChar32>(c)) == U_FORMAT_CHAR;
}

// Also the wide forms, which stand for the others where Chinese or Japanese is written.
bool begins_formula(char32_t c) {
  constexpr std::u32string_view kSigns = U"=+-@＝＋－＠";
  return kSigns.find(c) != std::u32string_view::npos;
}

}  // namespace

std::string spreadsheet_text(std::string_view text) {
  std::size_t at = 0;
  char32_t first = ' ';
  while (at < text.size() && is_skipped(first)) first = detail::next_character(text, at);
  return fmt::format("{}{}", begins_formula(first) ? "'" : "", text);
}

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string field = "\"";
  for (const char c : text) field += c == '"' ? "\"\"" : std::string(1, c);
  return field + '"';
}

std::string markdown_text(std::string_view text) {
  constexpr std::string_view kMeaningful = "\\`*_[]<>|#~&!$";
  std::string escaped;
  for (const char c : text) {
    if (kMeaningful.find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string plain_url(std::string_view url) {
  constexpr std::string_view kEnding = "\"<>\\^`{|}";
  std::string plain;
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte >= 0x7f || kEnding.find(c) != std::string_view::npos) {
      plain += fmt::format("%{:02X}", byte);
    } else {
      plain += c;
    }
  }
  return plain;
}

}  // namespace newsrank::cli
