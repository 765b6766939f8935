// SPDX-License-Identifier: GPL-2.0-or-later
// Groups of words that weigh as if they were one word.
//
// The engine weighs a group by an estimate of how many articles hold any of its words: it joins their lists two by two,
// those that are shortest in a shard first, and rounds to whole articles each time. One group would so weigh
// differently in each shard. Therefore groups are given to it in pairs, which it keeps, joined by the frequencies in
// all shards.
#pragma once

#include <xapian.h>

#include <vector>

#include "query/translation/term_query.hpp"

namespace newsrank::detail {

// Articles that hold any of the terms, weighed by how often these stand in an article together; none for no terms.
Xapian::Query any_as_one(const std::vector<WeightedTerm>& terms);

// How many of `size` articles hold any of the terms (at least one), estimated as the engine does for any_as_one(): as
// if the terms were independent.
Xapian::doccount estimate_union(const std::vector<WeightedTerm>& terms, Xapian::doccount size);

}  // namespace newsrank::detail
