// SPDX-License-Identifier: GPL-2.0-or-later
// Index folder: what a writer does with the files around the shards.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "index/index_layout.hpp"
#include "newsrank/error.hpp"

namespace newsrank::detail {

// Whether a writer may work in the folder: it is an index, or empty but for left-overs of an interrupted first run; it
// is made if it is missing and `create` is set. Answers the current generation; nothing if there is none yet. Errors:
// index_not_found (no index and not `create`), invalid_argument (it holds something else), index_corrupt, io.
Result<std::optional<Generation>> examine_folder(const std::string& folder, bool create);

// Removes every generation but `current`, and temporary files. Only under the lock.
void remove_other_generations(const std::string& folder, std::optional<std::uint32_t> current);

// Removes from a generation's folder all but its shards and what belongs to the commit given. Only under the lock.
void remove_other_commits(const std::string& folder, std::uint32_t generation, std::uint64_t commit);

// The catalogue file: the bytes behind a header that detects damage. Errors: io; index_corrupt when reading what is
// missing or damaged.
Result<void> write_catalogue(const std::string& path, std::string_view catalogue);
Result<std::string> read_catalogue(const std::string& path);

}  // namespace newsrank::detail
