// SPDX-License-Identifier: GPL-2.0-or-later
// Values of remote candidates: what ranking needs of each match, with a question or two instead of one for each match.
#pragma once

#include <xapian.h>

#include "index/index_reader.hpp"
#include "ranking/engine_evidence.hpp"
#include "ranking/exact_ranking.hpp"

namespace newsrank::detail {

// The sort key of a match travels with it. Where a shard is remote, an order by relevance alone therefore becomes one
// by relevance and then quality: the ranking does not depend on which of equally relevant articles comes first.
void carry_qualities(Xapian::Enquire& enquire);

// Lets `index` remember the qualities, words and dates of `matches`, as far as ranking reads them; the matches were
// sorted by `slot`, or by relevance and then `slot`. Asks the engine once more for each further slot. Throws
// Xapian::Error (callers guard).
void learn_values(const IndexReader& index, const RankingRequest& request, const EngineEvidence& evidence,
                  Xapian::valueno slot, const Xapian::MSet& matches);

}  // namespace newsrank::detail
