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

bool is_module_line(std::string_view line) {
  return (line.starts_with("import ") &&
          (line.find(" from ") != std::string_view::npos || line.find_first_of("'\"") == 7)) ||
         line.starts_with("export const ") || line.starts_with("export default ");
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
      if (code || is_module_line(line)) {
        if (code) kept.append(line);
        at = line_end;
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
