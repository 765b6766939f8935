// SPDX-License-Identifier: GPL-2.0-or-later
// Locator: from byte offsets in a text to lines and columns.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace newsrank {

struct Place {
  std::size_t line = 0;    // from 1
  std::size_t column = 0;  // from 1, in characters
};

// Turns byte offsets in a text into places, in any order. The first question costs a look at the whole text, each one
// the length of its line.
class Locator {
 public:
  // The text's first line is number `first_line` of what the user sees.
  explicit Locator(std::string_view text, std::size_t first_line = 1);

  Place place_of(std::size_t offset);

 private:
  std::string_view text_;
  std::size_t first_line_;
  std::vector<std::size_t> lines_;  // where they begin
  std::size_t offset_ = 0;          // of the last question, with its place
  Place place_;
};

}  // namespace newsrank
