// SPDX-License-Identifier: GPL-2.0-or-later
#include "evaluation/judgements/query_half.hpp"

#include <fmt/format.h>

#include "evaluation/judgements/record_reader.hpp"

namespace newsrank::detail {

std::string_view to_string(QueryHalf half) noexcept {
  switch (half) {
    case QueryHalf::all:
      return "all";
    case QueryHalf::even:
      return "even";
    case QueryHalf::odd:
      return "odd";
  }
  return "all";
}

Result<Qrels> select_half(const Qrels& qrels, QueryHalf half) {
  if (half == QueryHalf::all) return qrels;
  Qrels selected;
  for (const auto& [query, judgements] : qrels) {
    // A number is as even as its last digit, however long it is.
    const char last = query.empty() ? ' ' : query.back();
    if (last < '0' || last > '9') {
      return Error{ErrorCode::invalid_argument,
                   fmt::format("query id '{}' does not end with a number", quotable(query)),
                   "number the queries, or judge all of them together"};
    }
    const bool even = (last - '0') % 2 == 0;
    if (even == (half == QueryHalf::even)) selected.emplace(query, judgements);
  }
  return selected;
}

}  // namespace newsrank::detail
