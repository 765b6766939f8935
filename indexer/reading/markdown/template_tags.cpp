// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <array>

#include "reading/markdown/markdown_text.hpp"

namespace newsrank {
namespace {

struct Tag {
  std::string_view open;
  std::string_view close;
};
constexpr std::array<Tag, 5> kTags{{{"{{<", ">}}"}, {"{{%", "%}}"}, {"{%", "%}"}, {"{{", "}}"}, {"{# ", "#}"}}};
constexpr std::size_t kMaxTag = 4096;

// Past the tag that begins at `open`; `open` itself if none does.
std::size_t end_of_tag(std::string_view text, std::size_t open) {
  for (const Tag& tag : kTags) {
    if (!text.substr(open).starts_with(tag.open)) continue;
    const std::string_view inside = text.substr(open + tag.open.size(), kMaxTag);
    const std::size_t close = inside.find(tag.close);
    return close == std::string_view::npos ? open : open + tag.open.size() + close + tag.close.size();
  }
  return open;
}

// "```" or "~~~" at the beginning of a line, after up to three blanks.
std::string_view fence_of(std::string_view line) {
  const std::size_t first = line.find_first_not_of(' ');
  if (first == std::string_view::npos || first > 3) return {};
  line.remove_prefix(first);
  return line.starts_with("```") || line.starts_with("~~~") ? line.substr(0, 3) : std::string_view{};
}

// Of MDX: `import X from './x'`, `export const meta = {`.
bool begins_statement(std::string_view line) {
  if (line.starts_with("import ")) {
    return line.find(" from ") != std::string_view::npos || line.find_first_of("'\"{") == 7;
  }
  constexpr std::array<std::string_view, 7> kExports{"default ", "const ", "let ", "function ",
                                                     "async ",   "class ", "{"};
  constexpr std::string_view kExport = "export ";
  return line.starts_with(kExport) && std::any_of(kExports.begin(), kExports.end(), [&](std::string_view what) {
           return line.substr(kExport.size()).starts_with(what);
         });
}

// Past what is quoted at `at`, with whatever stands behind a backslash.
std::size_t end_of_quoted(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (++at; at < text.size() && text[at] != quote; ++at) {
    if (text[at] == '\\') ++at;
    if (at < text.size() && text[at] == '\n' && quote != '`') return at;
  }
  return std::min(at + 1, text.size());
}

// Past the lines of a statement, which goes on as long as a bracket is open; `begin` if none is there. One that is not
// closed is its first line.
std::size_t end_of_statement(std::string_view text, std::size_t begin, std::size_t line_end) {
  if (!begins_statement(text.substr(begin, line_end - begin))) return begin;
  constexpr std::size_t kMost = std::size_t{64} << 10U;
  const std::string_view seen = text.substr(0, std::min(text.size(), begin + kMost));
  std::size_t open = 0;
  for (std::size_t at = begin; at < seen.size();) {
    const char c = seen[at];
    if (c == '\n' && open == 0) return at + 1;
    if (c == '(' || c == '[' || c == '{') ++open;
    if ((c == ')' || c == ']' || c == '}') && open > 0) --open;
    at = c == '\'' || c == '"' || c == '`' ? end_of_quoted(seen, at) : at + 1;
  }
  return open == 0 && seen.size() == text.size() ? text.size() : line_end;
}

}  // namespace

std::string without_template_tags(std::string_view text) {
  if (text.find('{') == std::string_view::npos && text.find("import ") == std::string_view::npos &&
      text.find("export ") == std::string_view::npos) {
    return std::string(text);
  }
  std::string kept;
  kept.reserve(text.size());
  std::string_view fence;
  for (std::size_t at = 0; at < text.size();) {
    const bool at_line = at == 0 || text[at - 1] == '\n';
    const std::size_t line_end = std::min(text.find('\n', at), text.size() - 1) + 1;
    const std::string_view line = text.substr(at, line_end - at);
    if (at_line) {
      const std::string_view own = fence_of(line);
      const bool ends = !fence.empty() && own == fence;
      if (fence.empty()) fence = own;
      const bool code = !fence.empty();
      if (ends) fence = {};
      if (code) kept.append(line);
      const std::size_t past = code ? line_end : end_of_statement(text, at, line_end);
      if (past > at) {
        at = past;
        continue;
      }
    }
    const std::size_t brace = std::min(line.find('{'), line.size());
    kept.append(line.substr(0, brace));
    at += brace;
    if (brace == line.size()) continue;
    const std::size_t end = end_of_tag(text, at);
    if (end == at) kept += text[at++];
    at = std::max(at, end);
  }
  return kept;
}

}  // namespace newsrank
