// SPDX-License-Identifier: GPL-2.0-or-later
// OpenedIndex: the shards of an index, opened to be looked at as a whole.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "index/index_layout.hpp"
#include "index/index_metadata.hpp"
#include "newsrank/error.hpp"

namespace newsrank::detail {

struct OpenedIndex {
  Generation generation;
  std::vector<Xapian::Database> shards;
  std::vector<IndexMetadata> metadata;  // by shard
};

// Works beside a writer. Errors: index_not_found, index_corrupt, schema_mismatch, io; index_changed if generations
// follow each other too quickly.
Result<OpenedIndex> open_shards(const std::string& folder);

}  // namespace newsrank::detail
