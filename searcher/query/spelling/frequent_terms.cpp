// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/spelling/frequent_terms.hpp"

#include <algorithm>
#include <queue>
#include <unordered_map>
#include <utility>

namespace newsrank::detail {
namespace {

constexpr std::size_t kMaxTerms = 2'000;
constexpr std::size_t kMaxFiltered = 10'000;
constexpr std::size_t kSample = 48;
constexpr std::size_t kMaxTermsOfDocument = 500;
constexpr std::size_t kMaxWork = 100'000;  // postings that are counted
constexpr std::size_t kOpening = 20;       // what the opening of a list costs, in postings

// The first term behind those with the prefix; empty: there is none.
std::string behind_prefix(std::string prefix) {
  while (!prefix.empty() && prefix.back() == '\xFF') prefix.pop_back();
  if (!prefix.empty()) ++prefix.back();
  return prefix;
}

}  // namespace

void keep_most_frequent(std::vector<CountedTerm>& terms, std::size_t count) {
  const auto kept = static_cast<std::ptrdiff_t>(std::min(count, terms.size()));
  std::partial_sort(terms.begin(), terms.begin() + kept, terms.end(), [](const CountedTerm& a, const CountedTerm& b) {
    return a.count != b.count ? a.count > b.count : a.term < b.term;
  });
  terms.resize(static_cast<std::size_t>(kept));
}

FrequentTerms::FrequentTerms(const IndexReader& index, const MatchingDocuments* within)
    : index_(index), database_(index.database()), within_(within) {}

std::vector<CountedTerm> FrequentTerms::with_prefix(const std::string& prefix, std::size_t wanted,
                                                    const TermFilter& filter) const {
  const auto passes = [&](const std::string& term) { return !filter || filter(term); };
  // Few documents tell all of their terms sooner than the many terms tell their documents.
  const bool few = within_ != nullptr && (index_.has_remote() || within_->count() <= kSample);
  std::vector<CountedTerm> terms;
  if (few) {
    terms = in_sample(prefix, behind_prefix(prefix));
    std::erase_if(terms, [&](const CountedTerm& each) { return !passes(each.term); });
    keep_most_frequent(terms, wanted);
    return terms;
  }
  const auto end = database_.allterms_end(prefix);
  auto term = database_.allterms_begin(prefix);
  std::size_t most = filter ? kMaxFiltered : kMaxTerms;
  for (; term != end && most > 0; ++term, --most) {
    if (passes(*term)) terms.push_back({static_cast<double>(term.get_termfreq()), *term});
  }
  if (term != end) {
    for (const CountedTerm& more : in_sample(*term, behind_prefix(prefix))) {
      if (passes(more.term)) terms.push_back({static_cast<double>(database_.get_termfreq(more.term)), more.term});
    }
  }
  return of(std::move(terms), wanted);
}

std::vector<CountedTerm> FrequentTerms::of(std::vector<CountedTerm> terms, std::size_t wanted) const {
  if (within_ == nullptr) {
    keep_most_frequent(terms, wanted);
    return terms;
  }
  std::sort(terms.begin(), terms.end(), [](const CountedTerm& a, const CountedTerm& b) { return a.count > b.count; });
  std::vector<CountedTerm> found;
  std::priority_queue<double, std::vector<double>, std::greater<>> best;  // the counts of the `wanted` best
  std::size_t work = 0;
  for (CountedTerm& term : terms) {
    // No further term stands in more documents than it has.
    if (best.size() == wanted && (wanted == 0 || best.top() >= term.count)) break;
    if (work > kMaxWork && !found.empty()) break;
    const double count = count_within(term.term, work);
    if (count == 0) continue;
    best.push(count);
    if (best.size() > wanted) best.pop();
    found.push_back({count, std::move(term.term)});
  }
  keep_most_frequent(found, wanted);
  return found;
}

double FrequentTerms::count_within(const std::string& term, std::size_t& work) const {
  double count = 0;
  work += kOpening;
  const auto end = database_.postlist_end(term);
  for (auto posting = database_.postlist_begin(term); posting != end; ++posting, ++work)
    count += within_->contains(*posting) ? 1 : 0;
  return count;
}

std::vector<Xapian::docid> FrequentTerms::sample() const {
  if (within_ != nullptr) return within_->sample(kSample);
  std::vector<Xapian::docid> documents;
  const Xapian::docid step =
      std::max<Xapian::docid>(1, database_.get_lastdocid() / static_cast<Xapian::docid>(kSample));
  // A number that was given up has no terms: the list of all documents steps over it.
  const auto end = database_.postlist_end("");
  for (auto posting = database_.postlist_begin(""); posting != end; posting.skip_to(documents.back() + step))
    documents.push_back(*posting);
  return documents;
}

std::vector<CountedTerm> FrequentTerms::in_sample(const std::string& first, const std::string& end) const {
  std::unordered_map<std::string, double> counts;
  for (const Xapian::docid document : sample()) {
    auto term = database_.termlist_begin(document);
    const auto last = database_.termlist_end(document);
    term.skip_to(first);
    for (std::size_t count = 0; term != last && count < kMaxTermsOfDocument; ++term, ++count) {
      const std::string text = *term;
      if (!end.empty() && text >= end) break;
      ++counts[text];
    }
  }
  std::vector<CountedTerm> terms;
  terms.reserve(counts.size());
  for (const auto& [term, count] : counts) terms.push_back({count, term});
  return terms;
}

std::vector<Xapian::docid> FrequentTerms::documents_with(const std::string& term, std::size_t count) const {
  std::vector<Xapian::docid> documents;
  const auto end = database_.postlist_end(term);
  for (auto posting = database_.postlist_begin(term); posting != end && documents.size() < count; ++posting) {
    if (within_ == nullptr || within_->contains(*posting)) documents.push_back(*posting);
  }
  return documents;
}

}  // namespace newsrank::detail
