// SPDX-License-Identifier: GPL-2.0-or-later
// Which entry of a list is selected, and which part of the list is seen.
#pragma once

#include <cstddef>
#include <optional>

namespace newsrank::cli {

// `count` is the number of entries, `visible` how many of them the screen shows at a time.
class ListCursor {
 public:
  std::optional<std::size_t> selected() const { return selected_; }
  std::size_t top() const { return top_; }  // the first entry that is seen

  void clear();
  void select(std::size_t entry) { selected_ = entry; }

  // Without a selection, `down` selects the first entry. `up` from the first entry selects nothing.
  void down(std::size_t steps, std::size_t count);
  void up(std::size_t steps);

  // After anything that changed the list, the screen or the selection: keeps the selection inside the list and inside
  // what is seen, and leaves no part of the screen empty that entries could fill.
  void fit(std::size_t count, std::size_t visible);

 private:
  std::optional<std::size_t> selected_;
  std::size_t top_ = 0;
};

}  // namespace newsrank::cli
