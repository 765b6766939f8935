// SPDX-License-Identifier: GPL-2.0-or-later
// TermSource: the terms of a collection of shards, and in how many documents each stands.
#pragma once

#include <xapian.h>

#include <string_view>

#include "core/field_table.hpp"
#include "index/glass/glass.hpp"

namespace newsrank::detail {

// A database that may have several shards, and the tables of those. Threads: one at a time. Throws Xapian::Error.
class TermSource {
 public:
  // Where a shard has no table (null), or without any, the engine goes through the terms.
  explicit TermSource(const Xapian::Database& database, PostlistTables tables = {},
                      const FieldTable& fields = FieldTable::built_in());

  const Xapian::Database& database() const { return database_; }

  // The fields that the terms are of; valid as long as what has made the source.
  const FieldTable& fields() const { return *fields_; }

  // The terms that begin with `prefix`, which is not empty.
  void visit_prefix(std::string_view prefix, const TermVisit& visit) const;
  // The terms from `first` to the one before `end`; without an end: to the last.
  void visit_from(std::string_view first, std::string_view end, const TermVisit& visit) const;

 private:
  Xapian::Database database_;
  PostlistTables tables_;  // of all shards, or none
  const FieldTable* fields_;
};

}  // namespace newsrank::detail
