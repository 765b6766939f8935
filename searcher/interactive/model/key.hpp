// SPDX-License-Identifier: GPL-2.0-or-later
// What a user does to the interactive search: keys, apart from how a terminal sends them.
#pragma once

#include <cstdint>
#include <string>

#include "interactive/model/line_editor.hpp"

namespace newsrank::cli {

enum class Key : std::uint8_t {
  nothing,  // a key without a meaning here
  text,     // `text` is typed or pasted
  move,     // the cursor, to `place`
  erase,    // what is between the cursor and `place`
  enter,
  next_completion,
  previous_completion,
  up,
  down,
  page_up,
  page_down,
  history,
  help,
  turn_words,  // the next of: a telling part of them, all, any
  turn_sort,
  turn_group,
  filters,
  copy,  // the address
  escape,
  leave,
  suspend,
  redraw,
};

struct KeyPress {
  Key key = Key::nothing;
  std::string text{};
  Place place = Place::start;

  friend bool operator==(const KeyPress&, const KeyPress&) = default;
};

}  // namespace newsrank::cli
