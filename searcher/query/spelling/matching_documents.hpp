// SPDX-License-Identifier: GPL-2.0-or-later
// MatchingDocuments: which documents match a query, for counting terms within them.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "index/index_reader.hpp"

namespace newsrank::detail {

// A set of document numbers. Functions that read from the engine throw Xapian::Error.
class MatchingDocuments {
 public:
  // All that match, of a query that terms and their combinations make; of others (phrases, ranges) the first 20,000 at
  // each such part. Of servers, only the first 50 are asked for. Cost: about 12 ns for each posting of a term.
  static MatchingDocuments of(const IndexReader& index, const Xapian::Query& query);

  bool contains(Xapian::docid document) const {
    return document / kBits < words_.size() && ((words_[document / kBits] >> (document % kBits)) & 1) != 0;
  }
  bool empty() const { return count() == 0; }
  std::size_t count() const;
  // At most that many, evenly apart.
  std::vector<Xapian::docid> sample(std::size_t size) const;

 private:
  static constexpr std::size_t kBits = 64;

  explicit MatchingDocuments(const IndexReader& index);
  std::optional<MatchingDocuments> combined(const IndexReader& index, const Xapian::Query& query) const;
  MatchingDocuments matches_of(const IndexReader& index, const Xapian::Query& query) const;
  void add_postings(const Xapian::Database& database, const std::string& term);
  void add_matches(const IndexReader& index, const Xapian::Query& query);
  void add(Xapian::docid document) { words_[document / kBits] |= std::uint64_t{1} << (document % kBits); }

  std::vector<std::uint64_t> words_;
};

}  // namespace newsrank::detail
