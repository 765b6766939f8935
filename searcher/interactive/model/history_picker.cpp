// SPDX-License-Identifier: GPL-2.0-or-later
#include "interactive/model/history_picker.hpp"

#include <algorithm>
#include <utility>

namespace newsrank::cli {

void HistoryPicker::open(const History& history, std::string_view part, std::string line) {
  line_ = std::move(line);
  narrow(history, part);
}

void HistoryPicker::narrow(const History& history, std::string_view part) {
  queries_ = history.matching(part);
  cursor_.clear();
  if (!queries_.empty()) cursor_.select(queries_.size() - 1);
}

void HistoryPicker::older(std::size_t steps) {
  const std::size_t above = cursor_.selected().value_or(0);
  if (above > 0) cursor_.up(std::min(steps, above));
}

bool HistoryPicker::newer(std::size_t steps) {
  if (!cursor_.selected() || *cursor_.selected() + 1 == queries_.size()) return false;
  cursor_.down(steps, queries_.size());
  return true;
}

}  // namespace newsrank::cli
