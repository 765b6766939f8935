// SPDX-License-Identifier: GPL-2.0-or-later
// Tallies: how many matches have which value in a slot.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "index/index_reader.hpp"

namespace newsrank::detail {

// The number that stands for a class of numbers, such as the day for a moment; absent: not counted.
using Bucket = std::function<std::optional<std::int64_t>(double)>;

// Of one slot. Absent values are not counted.
class ValueTally {
 public:
  // Values are counted as they are stored; or, given `bucket`, as sortable numbers by their buckets.
  explicit ValueTally(Xapian::valueno slot, Bucket bucket = {}) : slot_(slot), bucket_(std::move(bucket)) {}

  void add(const std::string& stored, std::uint64_t count);
  // Takes back what `other`, of the same slot, counts.
  void subtract(const ValueTally& other);
  // One that counts the same way from nothing.
  ValueTally restarted() const { return ValueTally(slot_, bucket_); }

  Xapian::valueno slot() const { return slot_; }
  const std::unordered_map<std::string, std::uint64_t>& values() const { return values_; }
  const std::unordered_map<std::int64_t, std::uint64_t>& buckets() const { return buckets_; }

 private:
  Xapian::valueno slot_;
  Bucket bucket_;
  std::unordered_map<std::string, std::uint64_t> values_;
  std::unordered_map<std::int64_t, std::uint64_t> buckets_;
};

// Adds the values of all articles that match `query`, each article once, and returns how many those are. Cost: one run
// of the query without scores, and reading the slots' values of its matches. Throws Xapian::Error (callers guard).
std::uint64_t tally_matches(const IndexReader& index, const Xapian::Query& query, std::vector<ValueTally>& tallies);

}  // namespace newsrank::detail
