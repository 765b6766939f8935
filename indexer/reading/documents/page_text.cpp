// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/documents/page_text.hpp"

#include <algorithm>
#include <array>

#include "reading/documents/document_lines.hpp"
#include "reading/html/html_text.hpp"
#include "reading/sites/page_file.hpp"

namespace newsrank {
namespace {

constexpr int kHeadingLines = 20;  // of text; what comes later heads a part

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kSpaces);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

bool is_underline(std::string_view line) {
  return line.size() >= 3 && (line.front() == '=' || line.front() == '-' || line.front() == '~') &&
         line.find_first_not_of(line.front()) == std::string_view::npos;
}

bool starts_with_caseless(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() && std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) {
           return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
         });
}

// The heading that a line is; empty if it is none.
std::string_view heading_in(std::string_view line) {
  constexpr std::array<std::string_view, 3> kMarks{"# ", "= ", "#+title:"};
  for (const std::string_view mark : kMarks) {
    if (!starts_with_caseless(line, mark)) continue;
    line = trimmed(line.substr(mark.size()));
    while (line.ends_with('#')) line.remove_suffix(1);
    return trimmed(line);
  }
  return {};
}

std::string_view between(std::string_view text, std::string_view open, std::string_view close) {
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    if (!starts_with_caseless(text.substr(at), open)) continue;
    const std::size_t begin = text.find('>', at);
    if (begin == std::string_view::npos) return {};
    for (std::size_t end = text.find('<', begin); end != std::string_view::npos; end = text.find('<', end + 1)) {
      if (starts_with_caseless(text.substr(end), close)) return text.substr(begin + 1, end - begin - 1);
    }
    return {};
  }
  return {};
}

}  // namespace

std::string first_heading(std::string_view body) {
  constexpr std::size_t kHead = 8192;
  const std::string_view head = body.substr(0, kHead);
  std::string_view before;
  int lines = 0;
  for (std::size_t at = 0; at < head.size() && lines < kHeadingLines;) {
    const std::string_view whole = line_at(head, at);
    at += whole.size();
    const std::string_view line = trimmed(whole);
    if (is_underline(line) && !before.empty() && before.front() != '|') return clean_text(before);
    if (const std::string_view heading = heading_in(line); !heading.empty()) return clean_text(heading);
    before = line;
    if (!line.empty()) ++lines;
  }
  for (const auto& [open, close] : {std::pair{"<title", "</title"}, std::pair{"<h1", "</h1"}}) {
    std::string title = clean_text(between(head, open, close));
    if (!title.empty()) return title;
  }
  return {};
}

std::string title_of_file(std::string_view path) {
  std::string_view folder = path.substr(0, std::min(path.rfind('/'), path.size()));
  std::string_view name = path.substr(path.rfind('/') + 1);
  name = name.substr(0, name.rfind('.'));
  if ((name == "index" || name == "_index") && folder.size() < path.size()) {
    const std::string_view parent = folder.substr(folder.rfind('/') + 1);
    if (!parent.empty() && parent.find_first_not_of('.') != std::string_view::npos) name = parent;
  }
  if (begins_with_date(name)) name.remove_prefix(11);
  std::string title(name);
  const bool number = name.find_first_not_of("0123456789-") == std::string_view::npos;
  std::replace_if(
      title.begin(), title.end(), [&](char c) { return !number && (c == '-' || c == '_'); }, ' ');
  return clean_text(title);
}

}  // namespace newsrank
