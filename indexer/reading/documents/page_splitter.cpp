// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/documents/page_splitter.hpp"

#include <algorithm>
#include <array>

#include "reading/documents/document_lines.hpp"
#include "reading/json/json_reader.hpp"

namespace newsrank {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

std::string_view trimmed_line(std::string_view line) {
  if (line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
  const std::size_t last = line.find_last_not_of(kSpace);
  return line.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

struct Opening {
  std::string_view line;
  std::string_view closing;
  FrontFormat format;
};

constexpr std::array<Opening, 6> kOpenings{{{"---", "---", FrontFormat::yaml},
                                            {"+++", "+++", FrontFormat::toml},
                                            {"---yaml", "---", FrontFormat::yaml},
                                            {"---toml", "---", FrontFormat::toml},
                                            {"---json", "---", FrontFormat::json},
                                            {";;;", ";;;", FrontFormat::json}}};

// `{` of an object, not of a template's `{{ … }}` and `{% … %}`.
bool begins_json(std::string_view text, std::size_t at) {
  if (text[at] != '{') return false;
  const std::size_t next = text.find_first_not_of(kSpace, at + 1);
  return next != std::string_view::npos && (text[next] == '"' || text[next] == '}');
}

std::optional<TextProblem> wrong_encoding(std::string_view text) {
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff") ||
      (text.size() >= 2 && ((text[0] == 0) != (text[1] == 0)))) {
    return TextProblem{0, "the file is in UTF-16: save it as UTF-8"};
  }
  // Most texts have a line feed near their beginning.
  if (text.find('\n') == std::string_view::npos && text.find('\r') != std::string_view::npos) {
    return TextProblem{0, "the lines end in CR alone: save the file with line ends of LF or CR LF"};
  }
  return std::nullopt;
}

std::optional<TextProblem> split_json(std::string_view text, std::size_t begin, FrontMatterFile& file) {
  const std::size_t end = end_of_json(text, begin);
  if (end == std::string_view::npos) return TextProblem{begin, "the JSON front matter is not closed by }"};
  file = {text.substr(begin, end - begin), text.substr(end), file.first_line, FrontFormat::json};
  return std::nullopt;
}

// The line that closes front matter, which is not indented.
std::optional<std::size_t> find_closing(std::string_view text, std::size_t line, std::string_view closing) {
  for (; line < text.size(); line = next_unindented_line(text, line)) {
    const bool likely = text[line] == closing.front() || text[line] == kByteOrderMark.front();
    if (likely && trimmed_line(line_at(text, line)) == closing) return line;
  }
  return std::nullopt;
}

// What begins as front matter and is none.
std::optional<TextProblem> mistaken_fence(std::string_view line, std::size_t at) {
  if (separator_length(line) > 0 && trimmed_line(line).starts_with("---")) {
    return TextProblem{at, "the line --- that begins front matter must hold nothing else"};
  }
  return std::nullopt;
}

}  // namespace

std::optional<TextProblem> split_front_matter(std::string_view text, FrontMatterFile& file) {
  if (auto problem = wrong_encoding(text)) return problem;
  std::size_t at = 0;
  file = {};
  std::string_view line = line_at(text, at);
  while (at < text.size() && is_blank(line)) {
    at += line.size();
    ++file.first_line;
    line = line_at(text, at);
  }
  if (at == text.size()) return TextProblem{0, "the file is empty"};
  const std::size_t content = line.starts_with(kByteOrderMark) ? at + kByteOrderMark.size() : at;
  if (begins_json(text, content)) return split_json(text, content, file);
  const auto* const opening =
      std::find_if(kOpenings.begin(), kOpenings.end(), [&](const Opening& o) { return o.line == trimmed_line(line); });
  if (opening == kOpenings.end()) {
    file = {{}, text.substr(content), file.first_line, FrontFormat::none};
    return mistaken_fence(line, at);
  }
  const std::size_t begin = at + line.size();
  if (const auto closing = find_closing(text, begin, opening->closing)) {
    line = line_at(text, *closing);
    file = {text.substr(begin, *closing - begin), text.substr(*closing + line.size()), file.first_line + 1,
            opening->format};
    return std::nullopt;
  }
  return TextProblem{at, "the front matter is not closed by a line " + std::string(opening->closing)};
}

}  // namespace newsrank
