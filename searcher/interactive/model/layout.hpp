// SPDX-License-Identifier: GPL-2.0-or-later
// How a screen is divided. From above: the line, its status, the choices, completions, the list, the details of the
// selected hit, the keys. What does not fit is left out, the list last.
#pragma once

#include <cstddef>

namespace newsrank::cli {

struct ScreenSize {
  std::size_t rows = 24;
  std::size_t columns = 80;

  friend bool operator==(const ScreenSize&, const ScreenSize&) = default;
};

inline constexpr std::size_t kDetailRows = 5;  // a rule, the address, the excerpt

struct Layout {
  bool status = false;
  bool choices = false;
  bool completions = false;
  bool details = false;
  bool keys = false;
  std::size_t entry_rows = 1;  // of each hit
  std::size_t list_rows = 0;

  // How many entries of `rows` rows each the list shows.
  std::size_t visible(std::size_t rows) const { return list_rows / rows; }
};

// `selected`: there is a hit to show details of.
// `chosen`: there is something to say of the choices.
Layout divide(const ScreenSize& size, bool selected, bool chosen = false);

}  // namespace newsrank::cli
