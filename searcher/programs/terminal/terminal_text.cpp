// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/terminal/terminal_text.hpp"

#include "core/text/utf8.hpp"

namespace newsrank::cli {
namespace {

// The longest beginning of `text` that fits into `width` columns; at least one character.
std::string_view fitting_start(std::string_view text, std::size_t width) {
  std::size_t used = 0;
  std::size_t bytes = 0;
  for (std::size_t next = 0; next < text.size();) {
    used += display_width(detail::next_character(text, next));
    if (used > width && bytes > 0) break;
    bytes = next;
  }
  return text.substr(0, bytes);
}

std::string_view next_word(std::string_view& rest) {
  const auto start = rest.find_first_not_of(' ');
  if (start == std::string_view::npos) return rest = {};
  rest.remove_prefix(start);
  const std::string_view word = rest.substr(0, rest.find(' '));
  rest.remove_prefix(word.size());
  return word;
}

}  // namespace

std::string column_text(std::string_view text) {
  return printable(text, detail::Unshown::percent);
}

std::vector<std::string> wrap(std::string_view text, std::size_t width, std::size_t max_lines) {
  std::vector<std::string> lines;
  std::string line;
  std::string_view rest = text;
  for (std::string_view word = next_word(rest); !word.empty(); word = next_word(rest)) {
    while (!word.empty()) {
      const std::size_t used = display_width(line) + (line.empty() ? 0 : 1);
      if (used + display_width(word) <= width) {
        if (!line.empty()) line += ' ';
        line += word;
        break;
      }
      if (line.empty()) {
        line = fitting_start(word, width);
        word.remove_prefix(line.size());
      }
      lines.push_back(std::move(line));
      line.clear();
    }
    if (lines.size() > max_lines) break;
  }
  if (!line.empty()) lines.push_back(std::move(line));
  if (lines.size() <= max_lines) return lines;
  lines.resize(max_lines);
  if (!lines.empty()) {
    std::string& last = lines.back();
    if (display_width(last) + 1 > width) last.resize(fitting_start(last, width - 1).size());
    last += "…";
  }
  return lines;
}

}  // namespace newsrank::cli
