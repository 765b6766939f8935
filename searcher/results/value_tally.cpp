#include "results/value_tally.hpp"

#include <utility>

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

}  // namespace

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
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(query);
  TallyingSpy spy(tallies);
  enquire.add_matchspy(&spy);
  enquire.get_mset(0, 0, index.database().get_doccount());
  return spy.matches();
}

}  // namespace newsrank::detail
