// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/spelling/matching_documents.hpp"

#include <algorithm>
#include <bit>

#include "index/engine_run.hpp"

namespace newsrank::detail {
namespace {

using XQuery = Xapian::Query;

constexpr Xapian::doccount kMostMatches = 20'000;
constexpr Xapian::doccount kMostOfServers = 50;

// Whether only the first part decides what matches.
bool first_decides(XQuery::op type) {
  return type == XQuery::OP_AND_MAYBE || type == XQuery::OP_SCALE_WEIGHT;
}

bool takes_all(XQuery::op type) {
  return type == XQuery::OP_AND || type == XQuery::OP_FILTER;
}

bool takes_any(XQuery::op type) {
  return type == XQuery::OP_OR || type == XQuery::OP_SYNONYM || type == XQuery::OP_MAX;
}

}  // namespace

MatchingDocuments::MatchingDocuments(const IndexReader& index) : words_(index.database().get_lastdocid() / kBits + 1) {}

MatchingDocuments MatchingDocuments::of(const IndexReader& index, const Xapian::Query& query) {
  const MatchingDocuments none(index);
  if (!index.has_remote()) return none.matches_of(index, query);
  MatchingDocuments some = none;
  some.add_matches(index, query);
  return some;
}

MatchingDocuments MatchingDocuments::matches_of(const IndexReader& index, const Xapian::Query& query) const {
  if (auto known = combined(index, query)) return std::move(*known);
  MatchingDocuments found(index);
  found.add_matches(index, query);
  return found;
}

// Nothing: what matches is not made of postings alone.
std::optional<MatchingDocuments> MatchingDocuments::combined(const IndexReader& index,
                                                             const Xapian::Query& query) const {
  const XQuery::op type = query.get_type();
  MatchingDocuments found(index);
  if (type == XQuery::LEAF_MATCH_NOTHING || query.empty()) return found;
  if (type == XQuery::LEAF_TERM || type == XQuery::LEAF_MATCH_ALL) {
    // The list of the empty term is that of all documents.
    found.add_postings(index.database(), type == XQuery::LEAF_TERM ? *query.get_terms_begin() : std::string());
    return found;
  }
  if (!takes_all(type) && !takes_any(type) && !first_decides(type) && type != XQuery::OP_AND_NOT) return std::nullopt;
  found = matches_of(index, query.get_subquery(0));
  for (std::size_t part = 1; part < query.get_num_subqueries() && !first_decides(type); ++part) {
    const MatchingDocuments other = matches_of(index, query.get_subquery(part));
    for (std::size_t i = 0; i < found.words_.size(); ++i) {
      const std::uint64_t bits = other.words_[i];
      found.words_[i] = takes_any(type)   ? found.words_[i] | bits
                        : takes_all(type) ? found.words_[i] & bits
                                          : found.words_[i] & ~bits;
    }
  }
  return found;
}

void MatchingDocuments::add_postings(const Xapian::Database& database, const std::string& term) {
  const auto end = database.postlist_end(term);
  for (auto posting = database.postlist_begin(term); posting != end; ++posting) add(*posting);
}

void MatchingDocuments::add_matches(const IndexReader& index, const Xapian::Query& query) {
  Xapian::Enquire enquire(index.database());
  set_unweighted(enquire, index, query);
  const Xapian::MSet matches = enquire.get_mset(0, index.has_remote() ? kMostOfServers : kMostMatches);
  for (auto match = matches.begin(); match != matches.end(); ++match) add(*match);
}

std::size_t MatchingDocuments::count() const {
  std::size_t count = 0;
  for (const std::uint64_t bits : words_) count += static_cast<std::size_t>(std::popcount(bits));
  return count;
}

std::vector<Xapian::docid> MatchingDocuments::sample(std::size_t size) const {
  const std::size_t all = count();
  std::vector<Xapian::docid> chosen;
  std::size_t seen = 0;
  for (std::size_t word = 0; word < words_.size(); ++word) {
    for (std::uint64_t bits = words_[word]; bits != 0; bits &= bits - 1, ++seen) {
      // The i-th of them is chosen where i * size / all grows.
      if (seen > 0 && all > size && seen * size / all == (seen - 1) * size / all) continue;
      chosen.push_back(static_cast<Xapian::docid>(word * kBits + static_cast<std::size_t>(std::countr_zero(bits))));
    }
  }
  return chosen;
}

}  // namespace newsrank::detail
