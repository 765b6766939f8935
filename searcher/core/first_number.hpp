// SPDX-License-Identifier: GPL-2.0-or-later
// The first of a range of numbers for which something holds, by halves.
#pragma once

#include <cstddef>

namespace newsrank {

// The least number of [first, last) for which `holds` is true, or `last`. It must be true for all numbers after that
// one. (std::views::iota would do; clang 14 does not compile it.)
template <typename Predicate>
std::size_t first_number(std::size_t first, std::size_t last, Predicate holds) {
  while (first < last) {
    const std::size_t middle = first + (last - first) / 2;
    if (holds(middle)) {
      last = middle;
    } else {
      first = middle + 1;
    }
  }
  return first;
}

}  // namespace newsrank
