// SPDX-License-Identifier: GPL-2.0-or-later
// The numbers of a shard's documents, before anything is made that has a place for each.
#pragma once

#include <xapian.h>

#include <string>

namespace newsrank::detail {

// Throws Xapian::DatabaseCorruptError if the database in `folder` claims more documents than its tables have room for,
// or numbers far beyond what removals leave behind: damage that would cost all memory.
void check_document_numbers(const Xapian::Database& database, const std::string& folder);

}  // namespace newsrank::detail
