// SPDX-License-Identifier: GPL-2.0-or-later
// PostlistTable: the engine's table of posting lists of one shard, read block by block without the engine.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/file_descriptor.hpp"

namespace newsrank::detail {

// The file of the table, at the commit of the database that it belongs to. The engine opens each posting list anew, and
// hands out one posting at a time; a pattern reads a thousand lists that stand side by side in a few blocks.
//
// The format is that of Xapian 1.4 ("glass" of 2016-03-14, which all versions of 1.4 share), as the comments of its
// glass_table.h and glass_postlist.cc have it: a B-tree of blocks with big-endian numbers.
//
// Threads: any. Cost of opening: two files.
class PostlistTable {
 public:
  // Null if the tables in `folder` have another format or another commit than `database`, or cannot be opened: then the
  // engine reads the lists. Throws Xapian::Error.
  static std::shared_ptr<const PostlistTable> open(const std::string& folder, const Xapian::Database& database);

  // The revision of the engine's newest commit in `folder`; absent if its file is gone or has another format.
  static std::optional<std::uint64_t> newest_revision(const std::string& folder);

  PostlistTable(const PostlistTable&) = delete;
  PostlistTable& operator=(const PostlistTable&) = delete;

  // The greatest document number that there is.
  Xapian::docid last_document() const { return last_document_; }

 private:
  friend class PostlistCursor;
  PostlistTable() = default;
  // Throws Xapian::DatabaseModifiedError if a writer has used the block again, Xapian::DatabaseCorruptError.
  void read(std::uint32_t number, unsigned level, std::vector<unsigned char>& block) const;

  FileDescriptor file_;
  std::size_t block_size_ = 0;
  std::uint64_t revision_ = 0;
  std::uint32_t root_ = 0;
  unsigned level_ = 0;  // of the root; leaves have 0
  bool empty_ = true;   // no block was ever written
  Xapian::docid last_document_ = 0;
};

// A tag can be stored in several pieces; keys are ordered by their bytes, and then by those.
struct PieceKey {
  std::string_view key;
  unsigned piece = 1;

  friend auto operator<=>(const PieceKey&, const PieceKey&) = default;
};

// Stands at an entry of a table, or behind the last. All functions that move may throw what PostlistTable::read() does.
class PostlistCursor {
 public:
  // The table must outlive it. Behind the last entry.
  explicit PostlistCursor(const PostlistTable& table);
  PostlistCursor(const PostlistCursor&) = delete;
  PostlistCursor& operator=(const PostlistCursor&) = delete;

  // To the first entry whose key is not before that one, which is not empty. Quick where that is near.
  void seek(std::string_view key);
  void next();
  bool at_end() const { return at_end_; }
  // Valid until it moves.
  std::string_view key() const { return key_; }
  std::string_view tag() const { return tag_; }

 private:
  struct Level {
    std::vector<unsigned char> block;
    std::uint32_t number = 0;
    bool loaded = false;
    std::size_t item = 0;  // where it stands

    std::size_t items() const;
  };

  Level& load(unsigned level, std::uint32_t number);
  std::size_t place_in_leaf(const PieceKey& wanted);
  bool next_item();
  void settle();

  const PostlistTable* table_;
  std::vector<Level> levels_;  // the leaf first
  bool at_end_ = true;
  std::string key_;
  std::string_view tag_;  // in the leaf, or in joined_
  std::string joined_;    // of a tag in several pieces
};

}  // namespace newsrank::detail
