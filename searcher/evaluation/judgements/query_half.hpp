// SPDX-License-Identifier: GPL-2.0-or-later
// Halves of a query set: settings are tuned on the queries with even numbers and reported on those with odd ones.
#pragma once

#include <cstdint>
#include <string_view>

#include "evaluation/judgements/qrels.hpp"
#include "newsrank/error.hpp"

namespace newsrank::detail {

enum class QueryHalf : std::uint8_t { all, even, odd };

std::string_view to_string(QueryHalf half) noexcept;

// The judgements of the queries in a half, by the number at the end of the query's id ("dH0012" is even). Errors:
// invalid_argument, if an even or odd half is asked for and an id does not end with a digit.
Result<Qrels> select_half(const Qrels& qrels, QueryHalf half);

}  // namespace newsrank::detail
