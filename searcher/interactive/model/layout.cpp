// SPDX-License-Identifier: GPL-2.0-or-later
#include "interactive/model/layout.hpp"

namespace newsrank::cli {
namespace {

constexpr std::size_t kRowsForTwoLines = 8;  // of the list; below, a hit takes one row
constexpr std::size_t kRowsForDetails = 16;  // of the screen

}  // namespace

Layout divide(const ScreenSize& size, bool selected, bool chosen) {
  Layout layout;
  std::size_t left = size.rows - (size.rows > 0 ? 1 : 0);
  const auto take = [&](bool& part, std::size_t rows, std::size_t least) {
    part = size.rows >= least;
    if (part) left -= rows;
  };
  take(layout.status, 1, 3);
  if (chosen) take(layout.choices, 1, 5);
  take(layout.completions, 1, 7);
  take(layout.keys, 1, 9);
  if (selected) take(layout.details, kDetailRows, kRowsForDetails);
  layout.entry_rows = left >= kRowsForTwoLines ? 2 : 1;
  layout.list_rows = left;
  return layout;
}

}  // namespace newsrank::cli
