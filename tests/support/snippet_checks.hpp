// SPDX-License-Identifier: GPL-2.0-or-later
// What must hold for the snippets of any text; shared by the property tests and the fuzz target.
#pragma once

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsrank/snippet.hpp"

namespace newsrank::test {

// Where grapheme clusters of the text begin, and its end, upwards.
inline std::vector<std::size_t> cluster_boundaries(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  UText source = UTEXT_INITIALIZER;
  utext_openUTF8(&source, text.data(), static_cast<std::int64_t>(text.size()), &status);
  UBreakIterator* const iterator = ubrk_open(UBRK_CHARACTER, "", nullptr, 0, &status);
  ubrk_setUText(iterator, &source, &status);
  std::vector<std::size_t> boundaries;
  for (std::int32_t at = ubrk_first(iterator); at != UBRK_DONE; at = ubrk_next(iterator))
    boundaries.push_back(static_cast<std::size_t>(at));
  ubrk_close(iterator);
  utext_close(&source);
  return boundaries;
}

inline std::string without(std::string text, std::string_view part) {
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at)) text.erase(at, part.size());
  return text;
}

inline std::string unescaped(std::string text) {
  constexpr std::pair<std::string_view, char> kEntities[] = {
      {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&amp;", '&'}};
  for (const auto& [entity, character] : kEntities) {
    for (auto at = text.find(entity); at != std::string::npos; at = text.find(entity, at + 1))
      text.replace(at, entity.size(), 1, character);
  }
  return text;
}

// The first broken promise of a snippet of `field`; empty if all are kept.
inline std::string broken_promise(const Snippet& snippet, std::string_view field) {
  const std::vector<std::size_t> clusters = cluster_boundaries(field);
  const auto divides = [&](std::size_t at) { return !std::binary_search(clusters.begin(), clusters.end(), at); };
  if (snippet.begin > field.size() || field.substr(snippet.begin, snippet.text.size()) != snippet.text)
    return "it is no part of its field";
  if (divides(snippet.begin) || divides(snippet.begin + snippet.text.size()))
    return "it is cut within a grapheme cluster";
  std::size_t done = 0;
  for (const Mark& mark : snippet.marks) {
    if (mark.begin >= mark.end || mark.end > snippet.text.size()) return "a mark is outside of it";
    if (mark.begin < done) return "marks overlap";
    if (divides(snippet.begin + mark.begin) || divides(snippet.begin + mark.end))
      return "a mark divides a grapheme cluster";
    done = mark.end;
  }
  // Unescaping in one direction only is right where no text looks like a tag once it is escaped, and none can.
  if (unescaped(without(without(snippet_html(snippet), "<mark>"), "</mark>")) != snippet.text)
    return "its HTML says something else";
  const std::string terminal = without(without(snippet_ansi(snippet), "\x1b[1m"), "\x1b[22m");
  if (std::any_of(terminal.begin(), terminal.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }))
    return "a control character goes to the terminal";
  return {};
}

// The same of everything that is shown of a hit, and of its bounds.
inline std::string broken_promise(const HitSnippets& snippets, const SnippetOptions& options, std::string_view title,
                                  std::string_view excerpt, std::string_view body) {
  if (snippets.title.text != title) return "the title is not whole";
  if (auto broken = broken_promise(snippets.title, title); !broken.empty()) return "title: " + broken;
  if (snippets.fragments.size() > options.fragments) return "too many fragments";
  std::size_t clusters = 0;
  const Snippet* before = nullptr;
  for (const Snippet& each : snippets.fragments) {
    if (auto broken = broken_promise(each, each.field == "body" ? body : excerpt); !broken.empty())
      return each.field + ": " + broken;
    if (each.text.size() > std::max<std::size_t>(384, 24 * options.length)) return "a fragment has too many bytes";
    clusters += cluster_boundaries(each.text).size() - 1;
    if (before != nullptr && before->field == each.field && before->begin + before->text.size() > each.begin)
      return "fragments overlap";
    before = &each;
  }
  if (clusters > std::max(options.length, snippets.fragments.size())) return "the fragments are too long";
  return {};
}

}  // namespace newsrank::test
