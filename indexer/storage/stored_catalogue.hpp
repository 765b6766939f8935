// SPDX-License-Identifier: GPL-2.0-or-later
// Reads the catalogue bytes of an index that is not opened for writing.
#pragma once

#include <string>

#include "newsrank/error.hpp"

namespace newsrank {

// The same as IndexStore::catalogue(), without a lock and without writing; works beside a writer. Empty if there is no
// index. Error: index_corrupt, schema_mismatch, io, or index_changed if commits follow each other too quickly.
Result<std::string> read_stored_catalogue(const std::string& database);

}  // namespace newsrank
