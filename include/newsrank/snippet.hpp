// SPDX-License-Identifier: GPL-2.0-or-later
/// @file
/// Snippets: the parts of an article's texts that answer the query, with the matched words marked.
///
/// A word is marked where it makes the article match: in any inflection, with or without accents, written apart or as
/// one (multi-cloud, multicloud), through a synonym, a pattern or a corrected spelling. The words of a phrase are
/// marked only where the phrase stands, those of `title:word` only in the title, and what the query excludes never.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "newsrank/export.hpp"

namespace newsrank {

/// What a mark stands for.
enum class MarkKind : std::uint8_t {
  word,    ///< a word of the query
  phrase,  ///< a phrase in quotes, or one of its words where others stand between them
};

/// A marked part of a text. Both ends are boundaries of grapheme clusters, what a reader takes for one character.
struct Mark {
  std::size_t begin = 0;           ///< bytes from the start of the text
  std::size_t end = 0;             ///< greater than `begin`
  MarkKind kind = MarkKind::word;  ///< what it stands for

  /// Memberwise.
  friend bool operator==(const Mark&, const Mark&) = default;
};

/// A part of a field, cut between sentences where possible, else between words, and never within a grapheme cluster.
struct Snippet {
  std::string field{};        ///< "title", "excerpt" or "body"
  std::string text{};         ///< as the article has it, line ends and control characters included
  std::size_t begin = 0;      ///< where in the field it stands, bytes
  std::vector<Mark> marks{};  ///< in order, none overlaps another
  bool cut_before = false;    ///< it begins within a sentence
  bool cut_after = false;     ///< it ends within a sentence

  /// Memberwise.
  friend bool operator==(const Snippet&, const Snippet&) = default;
};

/// How long snippets may become, and where they come from.
struct SnippetOptions {
  /// Grapheme clusters of all fragments together, 1 to kMaxSnippetLength; and at most 24 bytes for each, or
  /// 384 for a fragment.
  std::size_t length = 240;
  /// How many fragments there may be, 0 to kMaxSnippetFragments; they share the length.
  std::size_t fragments = 1;
  /// Where they may come from: of equally good fragments the one in the field named first is taken. Only the first 64
  /// KiB of a field are looked at.
  std::vector<std::string> fields{"excerpt", "body"};

  /// Memberwise.
  friend bool operator==(const SnippetOptions&, const SnippetOptions&) = default;
};

/// How many grapheme clusters of snippets a hit can have.
inline constexpr std::size_t kMaxSnippetLength = 10'000;

/// How many fragments a hit can have.
inline constexpr std::size_t kMaxSnippetFragments = 10;

/// What is shown of one hit.
struct HitSnippets {
  Snippet title{};  ///< in full
  /// Those with the most, the rarest and the closest words of the query, in the order of the fields and texts. Where no
  /// word stands in them, the beginning of the first field that is not empty.
  std::vector<Snippet> fragments{};

  /// Memberwise.
  friend bool operator==(const HitSnippets&, const HitSnippets&) = default;
};

/// The text with its marks as HTML: `& < > " '` are escaped, `open` and `close` stand around the marks as they are.
NEWSRANK_EXPORT std::string snippet_html(const Snippet& snippet, std::string_view open = "<mark>",
                                         std::string_view close = "</mark>");

/// The text with its marks for a terminal, bold unless other sequences are given. Control characters of the text, line
/// ends too, and what reorders a terminal's text become blanks.
NEWSRANK_EXPORT std::string snippet_ansi(const Snippet& snippet, std::string_view open = "\x1b[1m",
                                         std::string_view close = "\x1b[22m");

/// The text as it is with its marks between `open` and `close`.
NEWSRANK_EXPORT std::string snippet_text(const Snippet& snippet, std::string_view open = "*",
                                         std::string_view close = "*");

}  // namespace newsrank
