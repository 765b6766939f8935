// SPDX-License-Identifier: GPL-2.0-or-later
// Index view: one commit of an index of several shards, as readers open it.
//
// The shards commit one after another, so a reader that opened them could meet some before and some after a commit. A
// view is made when all have committed, and holds for each shard the engine's version file of that commit and links to
// its tables. The engine writes over no block of a commit before the next but one begins to be written, so the view
// that the pointer names is always whole, also when a later commit was cut short.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "index/index_layout.hpp"
#include "newsrank/error.hpp"

namespace newsrank::detail {

// The engine's file that says which commit a database is at, and whether a file of that name holds one of its tables.
std::string version_path(const std::string& database);
bool is_table(std::string_view name);

// Makes the view of the commit that the shards of a generation are at, durably, in place of an unfinished one. Only
// under the lock. Error: io.
Result<void> make_view(const std::string& folder, std::uint32_t generation, unsigned shards, std::uint64_t commit);

// Whether a shard is at the commit of the view that the generation names. Error: io, index_corrupt (a part is missing).
Result<bool> is_at_view(const std::string& folder, const Generation& generation, unsigned shard);

// Takes every shard back to the commit of the view: what a commit that was cut short, or a loss of power, left in it is
// forgotten. Only under the lock, before a shard is opened for writing. Errors as above.
Result<void> return_to_view(const std::string& folder, const Generation& generation);

}  // namespace newsrank::detail
