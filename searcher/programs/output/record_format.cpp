// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/output/record_format.hpp"

#include <fmt/format.h>

namespace newsrank::cli {

std::string spreadsheet_text(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  const bool formula =
      first != std::string_view::npos && std::string_view("=+-@").find(text[first]) != std::string_view::npos;
  return fmt::format("{}{}", formula ? "'" : "", text);
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
