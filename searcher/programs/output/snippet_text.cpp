// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/output/snippet_text.hpp"

#include <string_view>

#include "programs/terminal/terminal_text.hpp"

namespace newsrank::cli {

std::string marked_text(const Snippet& snippet) {
  const std::string_view source = snippet.text;
  std::string text = snippet.cut_before ? "…" : "";
  std::size_t at = 0;
  for (const Mark& mark : snippet.marks) {
    text += printable(source.substr(at, mark.begin - at));
    text += kMarkBegin + printable(source.substr(mark.begin, mark.end - mark.begin)) + kMarkEnd;
    at = mark.end;
  }
  text += printable(source.substr(at));
  return text + (snippet.cut_after ? "…" : "");
}

std::vector<std::string> show_marks(std::vector<std::string> lines, const std::string& on, const std::string& off) {
  bool marked = false;
  for (std::string& line : lines) {
    std::string shown = marked ? on : "";
    for (const char c : line) {
      if (c != kMarkBegin && c != kMarkEnd) {
        shown += c;
        continue;
      }
      marked = c == kMarkBegin;
      shown += marked ? on : off;
    }
    line = shown + (marked ? off : "");
  }
  return lines;
}

}  // namespace newsrank::cli
