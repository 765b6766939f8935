// SPDX-License-Identifier: GPL-2.0-or-later
// Index layout: the names of the files in an index folder, and its pointer to the current generation.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "newsrank/error.hpp"
#include "newsrank/index_folder.hpp"

namespace newsrank::detail {

// The pointer (kPointerFile) is a Xapian stub file with one line for each shard, `auto g000001/shard0`, or of several
// shards `auto g000001/view.7/shard0`: engine tools that are given the index folder open the current state.
inline constexpr std::string_view kLockFile = "lock";

// What the pointer says.
struct Generation {
  std::uint32_t number = 1;
  unsigned shards = 1;
  std::optional<std::uint64_t> view{};  // the commit whose view readers open; none: they open the shards themselves

  friend bool operator==(const Generation&, const Generation&) = default;
};

// "g000001", and its number; absent for any other name.
std::string generation_name(std::uint32_t number);
std::optional<std::uint32_t> parse_generation_name(std::string_view name);

std::string format_pointer(const Generation& generation);
std::optional<Generation> parse_pointer(std::string_view text);

// The current generation of the index in `folder`. Errors: index_not_found (no such folder, or nothing in it),
// index_corrupt (a folder that is not a newsrank index, or a damaged pointer), io.
Result<Generation> read_pointer(const std::string& folder);

// Refuses an index in which something is not what newsrank puts there: a link that leads out of it, a pipe, a file of
// somebody who owns neither the folder nor this process. The engine opens what it finds. Cost: a look at each file,
// some ten for each shard. Error: index_corrupt.
Result<void> check_files(const std::string& folder, const Generation& generation);

std::string generation_path(const std::string& folder, std::uint32_t number);
// Where a shard is written, and where it is read.
std::string shard_path(const std::string& folder, std::uint32_t generation, unsigned shard);
std::string readable_path(const std::string& folder, const Generation& generation, unsigned shard);
std::string view_path(const std::string& folder, std::uint32_t generation, std::uint64_t commit);
std::string column_path(const std::string& folder, std::uint32_t generation, unsigned shard, std::uint64_t commit);
std::string catalogue_path(const std::string& folder, std::uint32_t generation, std::uint64_t commit);

}  // namespace newsrank::detail
