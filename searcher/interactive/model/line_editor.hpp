// SPDX-License-Identifier: GPL-2.0-or-later
// The line that is typed: text with a cursor.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace newsrank::cli {

// A place in the line as seen from the cursor. `left` and `right` are one character away as people count them (a letter
// with its accents, an emoji of several parts); words are separated by blanks.
enum class Place : std::uint8_t { left, right, word_left, word_right, start, end };

inline constexpr std::size_t kMaxLineBytes = 1024;

// Holds valid UTF-8 without control characters, at most kMaxLineBytes. The cursor never stands inside a character.
class LineEditor {
 public:
  const std::string& text() const { return text_; }
  std::size_t cursor() const { return cursor_; }  // bytes before it
  std::string_view head() const { return std::string_view(text_).substr(0, cursor_); }
  std::string_view tail() const { return std::string_view(text_).substr(cursor_); }

  // Replaces what is before the cursor; the cursor goes to its end. Text that would not fit is left out.
  void set_head(std::string_view head);
  // Replaces everything; the cursor goes to the end.
  void set(std::string_view text);
  // At the cursor.
  void insert(std::string_view text);

  void move(Place place) { cursor_ = find(place); }
  void erase(Place place);

 private:
  std::size_t find(Place place) const;

  std::string text_;
  std::size_t cursor_ = 0;
};

}  // namespace newsrank::cli
