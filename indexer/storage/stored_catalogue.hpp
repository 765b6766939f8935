// SPDX-License-Identifier: GPL-2.0-or-later
// Reads what the indexer asks of an index that is not opened for writing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "newsrank/error.hpp"
#include "newsrank/schema.hpp"

namespace newsrank {

// The same as IndexStore::catalogue(), without a lock and without writing; works beside a writer. Empty if there is no
// index. Error: index_corrupt, schema_mismatch, io, or index_changed if commits follow each other too quickly.
Result<std::string> read_stored_catalogue(const std::string& database);

// The fields of its own that an index has; nothing if there is no index that can be read.
std::optional<std::vector<FieldDeclaration>> read_stored_fields(const std::string& database);

}  // namespace newsrank
