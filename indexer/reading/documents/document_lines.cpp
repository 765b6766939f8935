// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/documents/document_lines.hpp"

#include <algorithm>

#include "reading/fields/field_map.hpp"

namespace newsrank {
namespace {

constexpr std::string_view kBlank = " \t\r\n";
constexpr std::size_t kMaxKey = 1024;  // YAML's own limit of a key on a line

}  // namespace

std::string_view without_mark(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return text;
}

std::string_view line_at(std::string_view text, std::size_t begin) {
  const std::size_t end = text.find('\n', begin);
  return text.substr(begin, end == std::string_view::npos ? end : end + 1 - begin);
}

std::size_t next_unindented_line(std::string_view text, std::size_t line) {
  std::size_t at = std::min(text.find('\n', line), text.size());
  const auto leads_there = [&](std::size_t i) {
    return text[i] == '\n' && (i + 1 == text.size() || text[i + 1] != ' ');
  };
  if (at == text.size() || leads_there(at)) return std::min(at + 1, text.size());
  // Nearly all lines of related lists are indented: many bytes are looked at together, which compilers make a few
  // instructions of.
  constexpr std::size_t kTogether = 64;
  for (; at + kTogether < text.size(); at += kTogether) {
    const char* const here = text.data() + at;
    unsigned char any = 0;
    for (std::size_t i = 0; i < kTogether; ++i)
      any |= static_cast<unsigned char>((here[i] == '\n' ? 1 : 0) & (here[i + 1] != ' ' ? 1 : 0));
    if (any != 0) break;
  }
  while (at < text.size() && !leads_there(at)) ++at;
  return std::min(at + 1, text.size());
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

namespace {

bool is_known_key(std::string_view key, const FieldMap* fields) {
  if (key.size() > 1 && (key.front() == '"' || key.front() == '\'') && key.back() == key.front())
    key = key.substr(1, key.size() - 2);
  return (fields == nullptr ? FieldMap::built_in() : *fields).find(key).has_value();
}

// The text before the first colon that ends a key; empty if there is none.
std::string_view key_in(std::string_view line) {
  for (std::size_t colon = line.find(':'); colon <= kMaxKey && colon < line.size(); colon = line.find(':', colon + 1)) {
    if (colon + 1 < line.size() && kBlank.find(line[colon + 1]) == std::string_view::npos) continue;
    std::string_view key = line.substr(0, colon);
    while (!key.empty() && kBlank.find(key.back()) != std::string_view::npos) key.remove_suffix(1);
    return key;
  }
  return {};
}

}  // namespace

bool is_decided_by(std::string_view beginning) {
  if (is_undecided(beginning)) return false;
  beginning = without_mark(beginning);
  if (beginning.starts_with('{')) return beginning.size() > 1;
  if (beginning.size() > kMaxKey + 1) return true;
  for (std::size_t colon = beginning.find(':'); colon != std::string_view::npos;
       colon = beginning.find(':', colon + 1)) {
    if (colon + 1 < beginning.size() && kBlank.find(beginning[colon + 1]) != std::string_view::npos) return true;
  }
  return false;
}

namespace {

// What may stand before a key: it keeps a line from looking like prose only if the key is known.
std::size_t prefix_of(std::string_view line, std::string_view key) {
  if (line.starts_with("? ") || key.starts_with("- ")) return 2;
  if (key.starts_with('&')) return std::min(key.find(' '), key.size() - 1) + 1;
  return std::min(key.find_first_not_of(" \t"), key.size());
}

LineSense sense_of_first(std::string_view line, const FieldMap* fields) {
  if (line.starts_with('{')) {
    const bool tag = line.size() > 1 && (line[1] == '{' || line[1] == '%' || line[1] == '#');
    return tag ? LineSense::text : LineSense::mapping;
  }
  if (line.starts_with("!!map") || line.starts_with("<<:")) return LineSense::mapping;
  std::string_view key = key_in(line);
  if (line.starts_with("? ") && key.empty()) key = line.substr(0, line.find_last_not_of(kBlank) + 1);
  const std::size_t prefix = std::min(prefix_of(line, key), key.size());
  if (is_known_key(key.substr(prefix), fields)) return LineSense::mapping;
  constexpr std::string_view kNeverFirst = "#[]|>*%`-&?";
  if (prefix > 0 || key.empty() || kNeverFirst.find(key.front()) != std::string_view::npos) return LineSense::text;
  return LineSense::maybe;
}

}  // namespace

LineSense sense_of(std::string_view line, bool first, const FieldMap* fields) {
  if (is_undecided(line)) return LineSense::undecided;
  line = without_mark(line);
  if (first) return sense_of_first(line, fields);
  const bool inside = kBlank.find(line.front()) != std::string_view::npos || line.front() == '-';
  if (inside) return LineSense::undecided;
  const std::string_view key = key_in(line);
  if (key.empty()) return LineSense::text;
  return is_known_key(key, fields) ? LineSense::mapping : LineSense::maybe;
}

}  // namespace newsrank
