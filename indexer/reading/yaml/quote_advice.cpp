// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/yaml/quote_advice.hpp"

#include <algorithm>

#include "core/text/ascii.hpp"

namespace newsrank {
namespace {

std::string_view line_around(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const std::size_t before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  return text.substr(begin, text.find('\n', begin) - begin);
}

// Whether what begins with a quote or bracket ends before the value does.
bool goes_on_after(std::string_view value, char closing) {
  const std::size_t end = value.find(closing, 1);
  if (end == std::string_view::npos || end + 1 == value.size()) return false;
  const std::string_view rest = detail::trim(value.substr(end + 1));
  return !rest.empty() && !rest.starts_with('#');
}

bool needs_quotes(std::string_view value) {
  if (value.empty()) return false;
  constexpr std::string_view kSpecial = "@`%*!&";
  const char first = value.front();
  if (kSpecial.find(first) != std::string_view::npos || value.starts_with("- ")) return true;
  if (first == '"' || first == '\'') return goes_on_after(value, first);
  if (first == '[' || first == '{') return goes_on_after(value, first == '[' ? ']' : '}');
  return value.find(": ") != std::string_view::npos || value.ends_with(':');
}

}  // namespace

std::string quote_advice(std::string_view text, std::size_t offset) {
  std::string_view line = line_around(text, offset);
  const std::size_t content = std::min(line.find_first_not_of(" \t"), line.size());
  if (line.substr(0, content).find('\t') != std::string_view::npos) return ": indent with blanks, not with tabs";
  line = detail::trim(line);
  if (line.starts_with("- ")) line = detail::trim(line.substr(2));
  const std::size_t colon = line.find(": ");
  constexpr std::size_t kLongestKey = 40;
  if (colon == std::string_view::npos || colon > kLongestKey) return {};
  if (!needs_quotes(detail::trim(line.substr(colon + 1)))) return {};
  return ": put the value of \"" + std::string(line.substr(0, colon)) + "\" in quotes";
}

}  // namespace newsrank
