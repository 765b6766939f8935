// SPDX-License-Identifier: GPL-2.0-or-later
#include "ranking/remote_values.hpp"

#include <string>
#include <vector>

#include "index/engine_run.hpp"
#include "newsrank/schema.hpp"
#include "ranking/weighting.hpp"

namespace newsrank::detail {
namespace {

// Room for rounding between the weights of two runs.
constexpr double kBetweenRuns = 1e-9;
// Of a KiB or two each.
constexpr Xapian::doccount kFetchedWhole = 200;

// Everything that comes before the last of `matches`, which were sorted by `sorted`, and what ties with it; with the
// values of another slot.
Xapian::MSet ask_again(const IndexReader& index, const RankingRequest& request, const EngineEvidence& evidence,
                       Xapian::valueno sorted, const Xapian::MSet& matches, Xapian::valueno slot) {
  Xapian::Enquire enquire(index.database());
  Xapian::Query query = evidence.asked(engine_query(request.query));
  if (request.sort == SortOrder::relevance) {
    enquire.set_cutoff(0, matches.back().get_weight() * (1 - kBetweenRuns));
  } else if (const std::string last = matches.back().get_sort_key(); !last.empty()) {
    query = Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(Xapian::Query::OP_VALUE_GE, sorted, last));
  }
  if (request.scores && request.sort == SortOrder::relevance) {
    set_weighted(enquire, index, query, bm25_weight(request.profile));
  } else {
    set_unweighted(enquire, index, query);
  }
  enquire.set_sort_by_relevance_then_value(slot, true);
  return enquire.get_mset(0, index.database().get_doccount());
}

}  // namespace

void carry_qualities(Xapian::Enquire& enquire) {
  enquire.set_sort_by_relevance_then_value(kQualitySlot, true);
}

void learn_values(const IndexReader& index, const RankingRequest& request, const EngineEvidence& evidence,
                  Xapian::valueno slot, const Xapian::MSet& matches) {
  if (matches.empty()) return;
  index.remember(slot, matches);
  // Few are fetched whole, in one round trip, which also brings what will be compared and shown.
  if (matches.size() <= kFetchedWhole) {
    std::vector<Xapian::docid> documents(matches.begin(), matches.end());
    index.fetch_remote(documents);
    if (index.holds(documents)) return;
  }
  const bool by_date = request.profile.recency_weight > 0 || evidence.needs_date();
  for (const Xapian::valueno needed : {kQualitySlot, kDateSlot, kWordsSlot}) {
    if (needed == slot || (needed == kDateSlot && !by_date) || (needed == kWordsSlot && !evidence.needs_words()))
      continue;
    index.remember(needed, ask_again(index, request, evidence, slot, matches, needed));
  }
}

}  // namespace newsrank::detail
