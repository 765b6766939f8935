// SPDX-License-Identifier: GPL-2.0-or-later
// TextCutter: cuts a fragment out of a text between sentences, words or, at least, grapheme clusters.
#pragma once

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <cstddef>
#include <string_view>

namespace newsrank::detail {

// ICU's boundaries of one kind over UTF-8, by the root locale. Without ICU's data every character has boundaries.
class Boundaries {
 public:
  explicit Boundaries(UBreakIteratorType kind);
  Boundaries(const Boundaries&) = delete;
  Boundaries& operator=(const Boundaries&) = delete;
  ~Boundaries();

  // At most 2 GiB, which must stay where they are.
  void set_text(std::string_view text);

  bool is_boundary(std::size_t at);
  // The nearest boundary before `at`; 0 if there is none. Likewise behind it; the end of the text.
  std::size_t before(std::size_t at);
  std::size_t after(std::size_t at);
  std::size_t at_or_before(std::size_t at) { return is_boundary(at) ? at : before(at); }
  std::size_t at_or_after(std::size_t at) { return is_boundary(at) ? at : after(at); }

 private:
  UBreakIterator* iterator_ = nullptr;
  UText text_ = UTEXT_INITIALIZER;
  std::string_view bytes_;
};

struct TextRange {
  std::size_t begin = 0;  // bytes
  std::size_t end = 0;
};

struct TextPart {
  TextRange range;
  bool cut_before = false;  // begins within a sentence
  bool cut_after = false;   // ends within one
};

// Threads: one at a time.
class TextCutter {
 public:
  TextCutter();

  // `text` must stay where it is. `cut_off`: it is the beginning of a longer one.
  void set_text(std::string_view text, bool cut_off);

  // At most `length` grapheme clusters around `core`, within `room`; of a core that is longer its beginning. Blanks at
  // the ends are left out. At most 24 bytes for each of the clusters, or 384: what does not fit into that is cut away.
  TextPart cut(const TextRange& core, const TextRange& room, std::size_t length);

  // The smallest whole grapheme clusters that hold the range.
  TextRange whole_clusters(const TextRange& range);

 private:
  std::size_t walk_back(std::size_t from, std::size_t limit, std::size_t& clusters);
  std::size_t walk_on(std::size_t from, std::size_t limit, std::size_t& clusters);
  std::size_t start_of(std::size_t core, std::size_t limit, std::size_t clusters, bool& cut);
  std::size_t stop_of(const TextRange& kept, std::size_t limit, bool& cut);
  void trim(TextRange& range);

  std::string_view text_;
  std::size_t end_ = 0;  // of the last grapheme cluster that is whole
  bool cut_off_ = false;
  bool is_plain_ = false;  // every byte is a grapheme cluster
  Boundaries clusters_;
  Boundaries words_;
  Boundaries sentences_;
};

}  // namespace newsrank::detail
