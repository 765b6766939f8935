// SPDX-License-Identifier: GPL-2.0-or-later
#include "results/facets/value_tally.hpp"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <utility>

#include "index/engine_run.hpp"

namespace newsrank::detail {
namespace {

// Tallies while the engine matches: reading one slot after another in the order of the documents costs little.
class TallyingSpy : public Xapian::MatchSpy {
 public:
  explicit TallyingSpy(std::vector<ValueTally>& tallies) : tallies_(tallies) {}

  void operator()(const Xapian::Document& document, double /*weight*/) override {
    ++matches_;
    for (ValueTally& tally : tallies_) tally.add(document.get_value(tally.slot()), 1);
  }

  std::uint64_t matches() const { return matches_; }

 private:
  std::vector<ValueTally>& tallies_;
  std::uint64_t matches_ = 0;
};

// Servers only run the engine's own spies, one for each slot, which count whole values.
std::uint64_t tally_remotely(Xapian::Enquire& enquire, Xapian::doccount articles, std::vector<ValueTally>& tallies) {
  std::deque<Xapian::ValueCountMatchSpy> spies;  // they cannot be moved
  for (const ValueTally& tally : tallies) enquire.add_matchspy(&spies.emplace_back(tally.slot()));
  const Xapian::MSet matches = enquire.get_mset(0, 0, articles);
  for (std::size_t i = 0; i < spies.size(); ++i) {
    for (auto value = spies[i].values_begin(); value != spies[i].values_end(); ++value)
      tallies[i].add(*value, value.get_termfreq());
  }
  return matches.get_matches_estimated();
}

std::uint64_t tally(Xapian::Enquire& enquire, bool remotely, Xapian::doccount articles,
                    std::vector<ValueTally>& tallies) {
  if (remotely) return tally_remotely(enquire, articles, tallies);
  TallyingSpy spy(tallies);
  enquire.add_matchspy(&spy);
  enquire.get_mset(0, 0, articles);
  return spy.matches();
}

template <typename Counts>
void subtract_counts(Counts& counts, const Counts& others) {
  for (const auto& [value, count] : others) {
    const auto found = counts.find(value);
    if (found != counts.end() && (found->second -= std::min(found->second, count)) == 0) counts.erase(found);
  }
}

}  // namespace

void ValueTally::subtract(const ValueTally& other) {
  subtract_counts(values_, other.values_);
  subtract_counts(buckets_, other.buckets_);
}

void ValueTally::add(const std::string& stored, std::uint64_t count) {
  if (stored.empty()) return;
  if (!bucket_) {
    values_[stored] += count;
  } else if (const auto bucket = bucket_(Xapian::sortable_unserialise(stored))) {
    buckets_[*bucket] += count;
  }
}

std::uint64_t tally_matches(const IndexReader& index, const Xapian::Query& query, std::vector<ValueTally>& tallies) {
  Xapian::Enquire enquire(index.database());
  set_unweighted(enquire, index, query);
  std::uint64_t matches = tally(enquire, index.has_remote(), index.database().get_doccount(), tallies);
  for (const IndexReader::ShardDuplicates& shard : index.duplicates()) {
    Xapian::Enquire twice(shard.database);
    set_unweighted(twice, index, Xapian::Query(Xapian::Query::OP_FILTER, query, shard.listed));
    std::vector<ValueTally> counted_twice;
    counted_twice.reserve(tallies.size());
    for (const ValueTally& tally : tallies) counted_twice.push_back(tally.restarted());
    matches -= tally(twice, index.has_remote(), shard.database.get_doccount(), counted_twice);
    for (std::size_t i = 0; i < tallies.size(); ++i) tallies[i].subtract(counted_twice[i]);
  }
  return matches;
}

}  // namespace newsrank::detail
