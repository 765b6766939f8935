// SPDX-License-Identifier: GPL-2.0-or-later
// Glass: the engine's posting lists, read from its files without the engine. All that others may use of this folder.
//
// With the build's option NEWSRANK_GLASS=OFF no table can be opened, and the engine reads everything.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsrank::detail {

// The posting lists of one shard, at the commit that the shard was opened at. Threads: any.
class PostlistTable;
using PostlistTables = std::vector<std::shared_ptr<const PostlistTable>>;

// Null if the tables in `folder` have another format or another commit than `database`, or cannot be opened: then the
// engine reads the lists. Throws Xapian::Error. Cost: opening two files.
std::shared_ptr<const PostlistTable> open_postlist_table(const std::string& folder, const Xapian::Database& database);

// The revision of the engine's newest commit in `folder`; absent if its file is gone or has another format.
std::optional<std::uint64_t> newest_revision(const std::string& folder);

// In the order of the terms' bytes.
using TermVisit = std::function<void(std::string_view term, Xapian::doccount documents)>;

// The terms of all tables (none is null) from `first` to the one before `end`, each once; without an end: to the last.
// Throws Xapian::DatabaseModifiedError if a writer has used a block again, Xapian::DatabaseCorruptError.
void visit_terms(const PostlistTables& tables, std::string_view first, std::string_view end, const TermVisit& visit);

using PostingVisit = std::function<void(Xapian::docid document, Xapian::termcount occurrences)>;

// The postings of the terms, which are in the order of their bytes, one list after another. Throws likewise.
void visit_postings(const std::shared_ptr<const PostlistTable>& table, const std::vector<std::string>& terms,
                    const PostingVisit& visit);

enum class WalkDepth {
  branches,  // all blocks that lead to others: one of some hundred
  all,
};

// The first thing that is wrong with a table of the database in `folder`, in one line; absent: nothing is, or the
// tables are of another format. The engine follows what a block says without a question, and can crash or go round in
// circles where it is damaged: here each number is checked before it leads anywhere. What the entries hold is not
// looked at. Cost: reads the blocks.
std::optional<std::string> find_table_damage(const std::string& folder, WalkDepth depth);

// Throws Xapian::DatabaseCorruptError if the database in `folder` claims more documents than its tables have room for,
// or numbers far beyond what removals leave behind: damage that would cost all memory. Also without NEWSRANK_GLASS.
void check_document_numbers(const Xapian::Database& database, const std::string& folder);

}  // namespace newsrank::detail
