// SPDX-License-Identifier: GPL-2.0-or-later
// The check of one shard.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "index/identity.hpp"
#include "index/index_layout.hpp"
#include "index/index_metadata.hpp"
#include "newsrank/maintenance.hpp"

namespace newsrank::detail {

inline constexpr const char* kRebuildAdvice = "run newsrank-index --rebuild with the same sources";

struct ShardCheck {
  std::optional<IndexMetadata> metadata;  // if it could be read
  std::vector<IdentityHash> identities;   // of the stored articles, ascending; only if `readable`
  bool readable = false;                  // the shard could be read to its end
  std::vector<CheckFinding> findings;
};

// Reads shard `number` to its end. Error: schema_mismatch.
Result<ShardCheck> check_shard(const std::string& folder, const Generation& generation, unsigned number);

}  // namespace newsrank::detail
