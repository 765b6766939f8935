// SPDX-License-Identifier: GPL-2.0-or-later
// UnitedPostings: the posting lists of many terms of a shard as that of one, for the words that a pattern stands for.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "index/index_reader.hpp"

namespace newsrank::detail {

// Reads one list after another: merging a thousand at once would hold a thousand cursors with their blocks. The terms
// are those of the shared term space, which stand at least once in each document that holds them. Memory: a byte for
// each document of the shard.
class UnitedPostings {
 public:
  // Throws Xapian::Error.
  UnitedPostings(const IndexReader::Shard& shard, std::vector<std::string> terms);

  // The first document from `document` (not 0) on in which the terms stand that often, at least once; 0 if there is
  // none.
  Xapian::docid first_from(Xapian::docid document, Xapian::termcount at_least) const;

  // How many documents hold one of the terms.
  Xapian::doccount size() const;

  // How often the terms stand in the document, together.
  Xapian::termcount occurrences(Xapian::docid document) const {
    const std::uint8_t few = few_[document];
    return few < kMany ? few : many_.at(document);
  }

 private:
  static constexpr std::uint8_t kMany = 255;
  void read(const Xapian::Database& shard, const std::vector<std::string>& terms);
  void add(Xapian::docid document, Xapian::termcount occurrences);

  std::vector<std::uint8_t> few_;                              // occurrences by document; kMany: see many_
  std::unordered_map<Xapian::docid, Xapian::termcount> many_;  // of documents with kMany and more
};

}  // namespace newsrank::detail
