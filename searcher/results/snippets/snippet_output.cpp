// SPDX-License-Identifier: GPL-2.0-or-later
// Snippets with their marks as text for pages and terminals.
#include <string>
#include <string_view>

#include "core/text/printable.hpp"
#include "newsrank/snippet.hpp"

namespace newsrank {
namespace {

// Escapes append a part of the text to `out`.
template <typename Escape>
std::string with_marks(const Snippet& snippet, std::string_view open, std::string_view close, Escape escape) {
  const std::string_view text = snippet.text;
  std::string out;
  std::size_t done = 0;
  for (const Mark& mark : snippet.marks) {
    escape(out, text.substr(done, mark.begin - done));
    out += open;
    escape(out, text.substr(mark.begin, mark.end - mark.begin));
    out += close;
    done = mark.end;
  }
  escape(out, text.substr(done));
  return out;
}

void escape_html(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
}

void without_controls(std::string& out, std::string_view text) {
  out += detail::printable(text);
}

void as_it_is(std::string& out, std::string_view text) {
  out += text;
}

}  // namespace

std::string snippet_html(const Snippet& snippet, std::string_view open, std::string_view close) {
  return with_marks(snippet, open, close, escape_html);
}

std::string snippet_ansi(const Snippet& snippet, std::string_view open, std::string_view close) {
  return with_marks(snippet, open, close, without_controls);
}

std::string snippet_text(const Snippet& snippet, std::string_view open, std::string_view close) {
  return with_marks(snippet, open, close, as_it_is);
}

}  // namespace newsrank
