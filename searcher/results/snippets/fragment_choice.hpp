// SPDX-License-Identifier: GPL-2.0-or-later
// Fragment choice: which stretch of a text says most about a query.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "results/snippets/mark_finder.hpp"

namespace newsrank::detail {

// A stretch of a text from one occurrence to another.
struct Stretch {
  std::size_t begin = 0;  // bytes
  std::size_t end = 0;
  double score = 0;
};

// The best stretch of at most `length` characters (code points), or a single longer occurrence; absent if there are no
// occurrences. Its score is the sum of the weights of the different clauses that stand in it, more where they stand
// close to each other or come again. `weights` are those of the clauses. Of equals the first. Cost: linear.
std::optional<Stretch> best_stretch(std::string_view text, std::span<const Occurrence> occurrences,
                                    const std::vector<double>& weights, std::size_t length);

}  // namespace newsrank::detail
