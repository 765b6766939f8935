// SPDX-License-Identifier: GPL-2.0-or-later
// Queries as the engine can run them where a term stands in every document of a shard.
//
// Xapian 1.4.22 reads the list of all documents in place of the posting list of such a term, wherever it needs neither
// the occurrences nor the positions: in filters and exclusions, and everywhere in a query without weights. It does so
// under the term's name. If document numbers have gaps and the list has several pieces, it then looks for a second
// piece of the term's list and says "Unexpected end of posting list".
//
// Of local databases such a term is read from its own list by a source of postings. Servers cannot be given one: there
// it gets next to no weight, with which the engine reads it from its list as well. What is excluded never has a weight,
// but stands in a synonym there, which has next to none as a whole. (An exclusion by OP_XOR would have weights, but
// makes Xapian 1.4.22 crash with several databases.)
#pragma once

#include <xapian.h>

#include "index/index_reader.hpp"

namespace newsrank::detail {

// Sets the query and weights of a run in which matches have no weights. The engine's matches may get some.
void set_unweighted(Xapian::Enquire& enquire, const IndexReader& index, const Xapian::Query& query);

// The same with weights. `weight` must be one that depends on the occurrences of terms.
void set_weighted(Xapian::Enquire& enquire, const IndexReader& index, const Xapian::Query& query,
                  const Xapian::Weight& weight);

// What a match of such a run weighs, without the next to nothing that was added.
double own_weight(double weight);

}  // namespace newsrank::detail
