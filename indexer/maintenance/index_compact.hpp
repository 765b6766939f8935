// SPDX-License-Identifier: GPL-2.0-or-later
// Compaction: the same index in as little space as the engine can put it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "newsrank/error.hpp"

namespace newsrank {

struct CompactReport {
  std::string database;
  std::uint64_t articles = 0;
  std::uint64_t bytes_before = 0;
  std::uint64_t bytes_after = 0;
};

// Writes the index anew as a new generation and puts it in place of the old one at once; searches go on meanwhile. It
// needs free space for a second index. `wait` and `cancelled` are for the lock, as in StoreOptions. Errors:
// index_not_found, index_locked, schema_mismatch, index_corrupt, io. After an error the index is as it was.
Result<CompactReport> compact_index(const std::string& database, bool wait, const std::function<bool()>& cancelled);

}  // namespace newsrank
