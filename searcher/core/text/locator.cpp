// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/text/locator.hpp"

#include <algorithm>

namespace newsrank {

Locator::Locator(std::string_view text, std::size_t first_line)
    : text_(text), first_line_(first_line), place_{first_line, 1} {}

Place Locator::place_of(std::size_t offset) {
  offset = std::min(offset, text_.size());
  if (offset < offset_) {
    offset_ = 0;
    place_ = {first_line_, 1};
  }
  for (; offset_ < offset; ++offset_) {
    const auto byte = static_cast<unsigned char>(text_[offset_]);
    if (byte == '\n') {
      ++place_.line;
      place_.column = 1;
    } else if ((byte & 0xc0U) != 0x80) {
      ++place_.column;
    }
  }
  return place_;
}

}  // namespace newsrank
