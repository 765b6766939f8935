// SPDX-License-Identifier: GPL-2.0-or-later
// The check of an index: whether all its parts are whole and agree with each other.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "newsrank/error.hpp"

namespace newsrank {

// One thing that was found, in one line each.
struct CheckFinding {
  std::string what;
  std::string advice;
  bool damage = true;  // otherwise a sound state that the operator may want to know of

  friend bool operator==(const CheckFinding&, const CheckFinding&) = default;
};

struct CheckReport {
  std::string database;
  std::uint32_t generation = 0;
  unsigned shards = 0;
  std::uint64_t articles = 0;
  std::vector<CheckFinding> findings;

  bool sound() const;  // no finding is damage
};

// Reads all of the index: the engine's tables, what each shard says about itself, the stored articles, the quality
// columns, and the catalogue. No writer can work meanwhile, unless the folder may not be written to; `wait` and
// `cancelled` are for its lock, as in StoreOptions. What is wrong with the index is a finding; Errors: index_not_found,
// index_corrupt (the folder is not an index), schema_mismatch (of another format or program version: nothing in it can
// be judged), index_locked, io. Memory: 16 bytes an article, and the catalogue.
Result<CheckReport> check_index(const std::string& database, bool wait, const std::function<bool()>& cancelled);

}  // namespace newsrank
