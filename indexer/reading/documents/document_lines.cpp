// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/documents/document_lines.hpp"

#include <algorithm>

namespace newsrank {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

bool is_key_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

}  // namespace

std::string_view without_mark(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return text;
}

std::string_view line_at(std::string_view text, std::size_t begin) {
  const std::size_t end = text.find('\n', begin);
  return text.substr(begin, end == std::string_view::npos ? end : end + 1 - begin);
}

std::size_t separator_length(std::string_view line) {
  const std::string_view rest = without_mark(line);
  if (!rest.starts_with("---") && !rest.starts_with("...")) return 0;
  if (rest.size() > 3 && kBlank.find(rest[3]) == std::string_view::npos) return 0;
  return line.size() - rest.size() + 3;
}

bool is_fence(std::string_view line) {
  const std::size_t length = separator_length(line);
  return length > 0 && is_blank(line.substr(length));
}

bool is_blank(std::string_view line) {
  return without_mark(line).find_first_not_of(kBlank) == std::string_view::npos;
}

bool is_undecided(std::string_view line) {
  line = without_mark(line);
  const std::size_t first = line.find_first_not_of(kBlank);
  return first == std::string_view::npos || line[first] == '#' || line.front() == '%';
}

bool is_decided_by(std::string_view beginning) {
  if (is_undecided(beginning)) return false;
  beginning = without_mark(beginning);
  const std::size_t quote = beginning.starts_with('"') || beginning.starts_with('\'') ? 1 : 0;
  const auto end =
      std::find_if_not(beginning.begin() + static_cast<std::ptrdiff_t>(quote), beginning.end(), is_key_character);
  constexpr std::ptrdiff_t kQuoteColonBlank = 3;
  return beginning.end() - end >= kQuoteColonBlank;
}

bool begins_mapping(std::string_view line) {
  line = without_mark(line);
  if (line.starts_with('{')) return true;
  const char quote = line.starts_with('"') || line.starts_with('\'') ? line.front() : '\0';
  if (quote != '\0') line.remove_prefix(1);
  const auto end = std::find_if_not(line.begin(), line.end(), is_key_character);
  if (end == line.begin()) return false;
  line.remove_prefix(static_cast<std::size_t>(end - line.begin()));
  if (quote != '\0') {
    if (!line.starts_with(quote)) return false;
    line.remove_prefix(1);
  }
  return line.starts_with(':') && (line.size() == 1 || kBlank.find(line[1]) != std::string_view::npos);
}

}  // namespace newsrank
