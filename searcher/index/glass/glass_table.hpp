// SPDX-License-Identifier: GPL-2.0-or-later
// GlassTable: one of the engine's tables of a shard, read block by block without the engine.
#pragma once

#include <xapian.h>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/file_descriptor.hpp"

namespace newsrank::detail {

// Which table: posting lists and values, what is stored of documents, or positions.
enum class TableKind : std::uint8_t { postings, records, positions };

// The file of a table, at the commit of the database that it belongs to. The engine opens each posting list anew, and
// hands out one posting at a time; a pattern reads a thousand lists that stand side by side in a few blocks.
//
// The format is that of Xapian 1.4 ("glass" of 2016-03-14, which all versions of 1.4 share), as the comments of its
// glass_table.h and glass_postlist.cc have it: a B-tree of blocks with big-endian numbers.
//
// Blocks that were read are kept, up to 4 MiB of a table: those of a commit do not change.
//
// Threads: one at a time. Cost of opening: two files.
class GlassTable {
 public:
  using Block = std::vector<unsigned char>;

  // Null if the tables in `folder` have another format or another commit than `database`, or cannot be opened: then the
  // engine reads them. Throws Xapian::Error.
  static std::shared_ptr<const GlassTable> open(const std::string& folder, const Xapian::Database& database,
                                                TableKind kind = TableKind::postings);

  // The revision of the engine's newest commit in `folder`; absent if its file is gone or has another format.
  static std::optional<std::uint64_t> newest_revision(const std::string& folder);

  GlassTable(const GlassTable&) = delete;
  GlassTable& operator=(const GlassTable&) = delete;

  // The greatest document number that there is.
  Xapian::docid last_document() const { return last_document_; }

 private:
  friend class GlassCursor;
  struct Kept {
    std::uint32_t number = 0;
    std::shared_ptr<Block> block;  // null: none is kept here
  };

  GlassTable() = default;
  // Throws Xapian::DatabaseModifiedError if a writer has used the block again, Xapian::DatabaseCorruptError.
  std::shared_ptr<const Block> block(std::uint32_t number, unsigned level) const;
  void read(std::uint32_t number, Block& block) const;

  FileDescriptor file_;
  std::size_t block_size_ = 0;
  std::uint64_t revision_ = 0;
  std::uint32_t root_ = 0;
  unsigned level_ = 0;  // of the root; leaves have 0
  bool empty_ = true;   // no block was ever written
  bool may_compress_ = false;
  Xapian::docid last_document_ = 0;
  mutable std::vector<Kept> kept_;  // block n at place n modulo their number
};

// A tag can be stored in several pieces; keys are ordered by their bytes, and then by those.
struct PieceKey {
  std::string_view key;
  unsigned piece = 1;

  friend auto operator<=>(const PieceKey&, const PieceKey&) = default;
};

// Stands at an entry of a table, or behind the last. All functions that move may throw what GlassTable::block() does.
class GlassCursor {
 public:
  // The table must outlive it. Behind the last entry.
  explicit GlassCursor(const GlassTable& table);
  GlassCursor(const GlassCursor&) = delete;
  GlassCursor& operator=(const GlassCursor&) = delete;

  // To the first entry whose key is not before that one, which is not empty. Quick where that is near.
  void seek(std::string_view key);
  // To the last entry whose key is not behind that one; behind the last entry if there is none.
  void seek_back(std::string_view key);
  void next();
  bool at_end() const { return at_end_; }
  // Valid until it moves.
  std::string_view key() const { return key_; }
  std::string_view tag() const { return tag_; }
  // Whether the tag is packed as the engine does: a raw stream of Deflate. Never of posting lists.
  bool compressed() const { return compressed_; }

 private:
  struct Level {
    std::shared_ptr<const GlassTable::Block> block;  // null: none was read
    std::uint32_t number = 0;
    std::size_t item = 0;  // where it stands

    std::size_t items() const;
  };

  Level& load(unsigned level, std::uint32_t number);
  std::size_t place_in_leaf(const PieceKey& wanted);
  bool next_item();
  bool item_before();
  void settle();

  const GlassTable* table_;
  std::vector<Level> levels_;  // the leaf first
  bool at_end_ = true;
  bool compressed_ = false;
  std::string_view key_;  // in the leaf, or in kept_key_
  std::string_view tag_;  // in the leaf, or in joined_
  std::string kept_key_;  // of a tag in several pieces,
  std::string joined_;    // and that tag
};

}  // namespace newsrank::detail
