// SPDX-License-Identifier: GPL-2.0-or-later
// TermSource: the terms of a collection of shards, and in how many documents each stands.
#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/field_table.hpp"
#include "index/glass/glass.hpp"
#include "index/remote/term_counter.hpp"

namespace newsrank::detail {

// A database that may have several shards, and what reads those. Threads: one at a time. Throws Xapian::Error.
class TermSource {
 public:
  using Readers = std::vector<std::shared_ptr<GlassReader>>;

  // Where a shard has no table or reader (null), or without any, the engine goes through the terms, and `counter` or
  // the engine counts them. As long as `counter` guesses there are no terms to go through.
  TermSource(const Xapian::Database& database, GlassTables tables = {},
             const FieldTable& fields = FieldTable::built_in(), Readers readers = {},
             std::shared_ptr<TermCounter> counter = nullptr);

  const Xapian::Database& database() const { return database_; }

  // As the database says them, and named as its functions.
  Xapian::doccount get_doccount() const { return database_.get_doccount(); }
  Xapian::doccount get_termfreq(const std::string& term) const;
  Xapian::termcount get_collection_freq(const std::string& term) const;
  bool term_exists(const std::string& term) const { return get_termfreq(term) > 0; }

  // Whether counts are guesses now, of a translation that is for nothing but to learn which are needed: then the engine
  // is not to be asked for anything else.
  bool guesses() const { return counter_ && counter_->guesses(); }

  // The fields that the terms are of; valid as long as what has made the source.
  const FieldTable& fields() const { return *fields_; }

  // The terms that begin with `prefix`, which is not empty.
  void visit_prefix(std::string_view prefix, const TermVisit& visit) const;
  // The terms from `first` to the one before `end`; without an end: to the last.
  void visit_from(std::string_view first, std::string_view end, const TermVisit& visit) const;

 private:
  Xapian::Database database_;
  GlassTables tables_;  // of all shards, or none
  Readers readers_;     // likewise
  std::shared_ptr<TermCounter> counter_;
  const FieldTable* fields_;
};

}  // namespace newsrank::detail
