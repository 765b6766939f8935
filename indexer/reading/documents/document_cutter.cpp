// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/documents/document_cutter.hpp"

#include <algorithm>

#include "reading/documents/document_lines.hpp"

namespace newsrank {
namespace {

// Asked of every line.
bool is_for_whole_only(char c) {
  switch (c) {
    case '?':
    case ':':
    case '{':
    case '&':
    case '!':
    case '%':
    case '*':
      return true;
    default:
      return false;
  }
}

bool ends_line(std::string_view text, std::size_t at) {
  return at >= text.size() || text[at] == '\n' || text[at] == '\r';
}

bool is_dash(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] == '-' && (ends_line(text, at + 1) || text[at + 1] == ' ');
}

std::size_t next_line(std::string_view text, std::size_t at) {
  const std::size_t end = text.find('\n', at);
  return end == std::string_view::npos ? text.size() : end + 1;
}

bool begins_key(std::string_view text, std::size_t line) {
  const char c = text[line];
  return c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '#' && !is_dash(text, line);
}

// A carriage return that ends no line is part of a key or value for the parser: only the whole can be read.
bool has_lone_return(std::string_view text) {
  for (std::size_t at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at + 1)) {
    if (at + 1 == text.size() || text[at + 1] != '\n') return true;
  }
  return false;
}

std::string_view without_blank_end(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \r\n");
  return text.substr(0, last == std::string_view::npos ? 0 : next_line(text, last));
}

}  // namespace

bool cut_document(std::string_view text, std::vector<Piece>& pieces) {
  pieces.clear();
  if (has_lone_return(text)) return false;
  std::size_t begin = std::string_view::npos;
  // Lines that are indented belong to the key above them.
  const auto following = [&](std::size_t line) {
    return begin == std::string_view::npos ? next_line(text, line) : next_unindented_line(text, line);
  };
  for (std::size_t line = 0; line < text.size(); line = following(line)) {
    // Keys and values that would be pieces of their own, and what belongs to several: only the whole can be read.
    const bool explicit_key =
        is_for_whole_only(text[line]) || (text[line] == '<' && text.substr(line).starts_with("<<"));
    const bool stray =
        begin == std::string_view::npos && !begins_key(text, line) && !ends_line(text, line) && text[line] != '#';
    if (explicit_key || stray) {
      pieces.clear();
      return false;
    }
    if (begins_key(text, line)) {
      if (begin != std::string_view::npos) pieces.push_back({begin, text.substr(begin, line - begin)});
      begin = line;
    }
  }
  if (begin == std::string_view::npos) return false;
  pieces.push_back({begin, text.substr(begin)});
  return true;
}

bool cut_entries(std::string_view piece, std::vector<Piece>& entries) {
  entries.clear();
  const std::size_t colon = piece.find(':');
  if (colon == std::string_view::npos || !ends_line(piece, piece.find_first_not_of(' ', colon + 1))) return false;
  std::size_t indent = std::string_view::npos;
  std::size_t begin = 0;
  const auto finish = [&](std::size_t end) {
    if (indent != std::string_view::npos) {
      entries.push_back({begin, without_blank_end(piece.substr(begin, end - begin))});
    }
  };
  for (std::size_t line = next_line(piece, 0); line < piece.size(); line = next_line(piece, line)) {
    const std::size_t most =
        std::min(indent == std::string_view::npos ? piece.size() - line : indent, piece.size() - line);
    std::size_t spaces = 0;
    while (spaces < most && piece[line + spaces] == ' ') ++spaces;
    const std::size_t content = line + spaces;
    if (indent == std::string_view::npos) {
      if (ends_line(piece, content)) continue;
      if (!is_dash(piece, content)) return false;
      indent = spaces;
      begin = line;
    } else if (spaces == indent && is_dash(piece, content)) {
      finish(line);
      begin = line;
    } else if (spaces <= indent && !ends_line(piece, content) && piece[content] != '#' &&
               (spaces < indent || piece[content] != ' ')) {
      return false;
    }
  }
  finish(piece.size());
  return !entries.empty();
}

}  // namespace newsrank
