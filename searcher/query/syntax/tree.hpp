// SPDX-License-Identifier: GPL-2.0-or-later
// Building syntax trees in normal form.
//
// Normal form: no `nothing` below the root; groups have at least two children, `any_of` and `all_of` none of their own
// kind and boost 1; a bag has a child that is not excluded; `occur` is `should` outside of bags and for filters that
// are not excluded; filters have boost 1.
#pragma once

#include <vector>

#include "newsrank/query.hpp"

namespace newsrank::detail {

inline constexpr double kMaxBoost = 100;

// Whether the tree restricts the result without scoring: values, ranges, and groups of nothing else. In a bag a filter
// that is not excluded always has to match, and it does not count as the bag's `must`.
bool is_filter(const Query& query);

// `kind` is any_of or all_of.
Query make_group(QueryKind kind, std::vector<Query> children);

// `positive` without each of `negative`.
Query make_and_not(Query positive, std::vector<Query> negative);

// Children with their `occur`.
Query make_bag(std::vector<Query> children);

}  // namespace newsrank::detail
