// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/text/locator.hpp"

#include <algorithm>

namespace newsrank {

Locator::Locator(std::string_view text, std::size_t first_line)
    : text_(text), first_line_(first_line), place_{first_line, 1} {}

Place Locator::place_of(std::size_t offset) {
  offset = std::min(offset, text_.size());
  if (lines_.empty()) {
    lines_.push_back(0);
    for (std::size_t end = text_.find('\n'); end != std::string_view::npos; end = text_.find('\n', end + 1))
      lines_.push_back(end + 1);
  }
  const auto line =
      static_cast<std::size_t>(std::upper_bound(lines_.begin(), lines_.end(), offset) - lines_.begin()) - 1;
  // On from the last question where it was about the same line, so that ascending ones cost each byte once.
  if (place_.line != first_line_ + line || offset < offset_) {
    offset_ = lines_[line];
    place_ = {first_line_ + line, 1};
  }
  for (; offset_ < offset; ++offset_) {
    if ((static_cast<unsigned char>(text_[offset_]) & 0xc0U) != 0x80) ++place_.column;
  }
  return place_;
}

}  // namespace newsrank
