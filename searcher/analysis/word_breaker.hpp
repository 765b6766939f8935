// SPDX-License-Identifier: GPL-2.0-or-later
// WordBreaker: ICU's word boundaries over UTF-8.
#pragma once

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <cstddef>
#include <string_view>

namespace newsrank::detail {

// Walks over the boundaries of one text after another. ICU's data is loaded by the first set_text(); without that data
// a text is one segment.
class WordBreaker {
 public:
  struct Segment {
    std::size_t end = 0;
    bool word = false;  // holds letters, digits, kana or ideographs
  };

  WordBreaker() = default;
  WordBreaker(const WordBreaker&) = delete;
  WordBreaker& operator=(const WordBreaker&) = delete;
  ~WordBreaker();

  // Begins a text of at most 2 GiB, which must stay where it is while next() is called.
  void set_text(std::string_view text);

  // Sets `segment` to the next one; false at the end of the text.
  bool next(Segment& segment);

 private:
  UBreakIterator* iterator_ = nullptr;
  UText text_ = UTEXT_INITIALIZER;
  std::size_t size_ = 0;
  std::size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace newsrank::detail
