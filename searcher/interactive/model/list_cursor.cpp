// SPDX-License-Identifier: GPL-2.0-or-later
#include "interactive/model/list_cursor.hpp"

#include <algorithm>

namespace newsrank::cli {

void ListCursor::clear() {
  selected_.reset();
  top_ = 0;
}

void ListCursor::down(std::size_t steps, std::size_t count) {
  if (count == 0) return;
  selected_ = selected_ ? std::min(*selected_ + steps, count - 1) : 0;
}

void ListCursor::up(std::size_t steps) {
  if (!selected_) return;
  if (*selected_ == 0) {
    selected_.reset();
  } else {
    *selected_ -= std::min(steps, *selected_);
  }
}

void ListCursor::fit(std::size_t count, std::size_t visible) {
  if (count == 0) return clear();
  visible = std::max<std::size_t>(visible, 1);
  if (selected_) {
    selected_ = std::min(*selected_, count - 1);
    top_ = std::clamp(top_, *selected_ + 1 - std::min(visible, *selected_ + 1), *selected_);
  } else {
    top_ = 0;
  }
  top_ = std::min(top_, count - std::min(visible, count));
}

}  // namespace newsrank::cli
