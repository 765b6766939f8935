// SPDX-License-Identifier: GPL-2.0-or-later
// The terms that stand most often in some documents.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "index/index_reader.hpp"
#include "query/spelling/matching_documents.hpp"

namespace newsrank::detail {

struct CountedTerm {
  double count = 0;  // documents, or what they are weighed by
  std::string term;
};

using TermFilter = std::function<bool(const std::string& term)>;

// Brings the `count` most frequent to the front, in order (equal ones by their bytes), and drops the rest.
void keep_most_frequent(std::vector<CountedTerm>& terms, std::size_t count);

// Functions throw Xapian::Error.
class FrequentTerms {
 public:
  // `within`: the documents that count; null: all. They outlive this object.
  FrequentTerms(const IndexReader& index, const MatchingDocuments* within);

  // The terms that begin with `prefix`, of which there may be none, and pass the filter (none: all do): the `wanted`
  // that most documents hold, in that order. Each is held by a document. At most 2,000 terms are looked at, with a
  // filter 10,000; where there are more, those of 48 documents as well. Of servers, those of the documents that are
  // known.
  std::vector<CountedTerm> with_prefix(const std::string& prefix, std::size_t wanted, const TermFilter& filter) const;

  // The same from terms that are at hand, with how many documents hold each.
  std::vector<CountedTerm> of(std::vector<CountedTerm> terms, std::size_t wanted) const;

  // Counts in at most 48 of the documents the terms from `first` to the one before `end` (empty: to the last), of one
  // document no more than 500.
  std::vector<CountedTerm> in_sample(const std::string& first, const std::string& end) const;

  // Some documents that hold the term, at most `count`.
  std::vector<Xapian::docid> documents_with(const std::string& term, std::size_t count) const;

 private:
  double count_within(const std::string& term, std::size_t& work) const;
  std::vector<Xapian::docid> sample() const;

  const IndexReader& index_;
  const Xapian::Database& database_;
  const MatchingDocuments* within_;
};

}  // namespace newsrank::detail
