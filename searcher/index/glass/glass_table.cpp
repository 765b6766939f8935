// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/glass/glass_table.hpp"

#include <fcntl.h>
#include <unistd.h>

#include "core/byte_codec.hpp"
#include "core/first_number.hpp"
#include "core/regular_file.hpp"

namespace newsrank::detail {
namespace {

constexpr std::string_view kMagic("\x0f\x0dXapian Glass\x04\x6e", 16);
constexpr std::size_t kUuidSize = 16;
constexpr unsigned kMaxLevel = 10;
constexpr std::size_t kMinBlockSize = 2'048;
constexpr std::size_t kMaxBlockSize = 65'536;
constexpr std::size_t kMostKept = std::size_t{4} << 20U;  // bytes of blocks

// A block: revision (4 bytes), level (1), free space (2 and 2), end of the directory (2), and the directory of items.
constexpr std::size_t kLevelAt = 4;
constexpr std::size_t kDirectoryEndAt = 9;
constexpr std::size_t kDirectory = 11;

// An item of a leaf: size and flags (2), length of the key (1), key, unless it is the first piece of a tag its number
// (2), tag.
constexpr unsigned kCompressed = 0x8000;
constexpr unsigned kLastPiece = 0x4000;
constexpr unsigned kFirstPiece = 0x2000;
constexpr unsigned kSizeMask = 0x1fff;
constexpr std::size_t kSizeOffset = 3;
constexpr std::size_t kLeafKeyAt = 2;
// An item of a branch: block (4), length of the key (1), key, number of the piece (2).
constexpr std::size_t kBranchKeyAt = 4;
constexpr std::size_t kPieceSize = 2;

using Block = GlassTable::Block;

[[noreturn]] void damaged_table(const char* what) {
  throw Xapian::DatabaseCorruptError(std::string("a table of the engine is damaged: ") + what);
}

std::uint32_t big_endian(const unsigned char* bytes, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i) value = value << 8U | bytes[i];
  return value;
}

// Bytes of a block, of which damage must not lead out.
const unsigned char* bytes_at(const Block& block, std::size_t at, std::size_t size) {
  if (at + size > block.size()) damaged_table("an item leads out of its block");
  return block.data() + at;
}

template <std::size_t kSize>
std::uint32_t number_at(const Block& block, std::size_t at) {
  return big_endian(bytes_at(block, at, kSize), kSize);
}

std::string_view text_at(const Block& block, std::size_t at, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes_at(block, at, size)), size};
}

std::size_t place_of(const Block& block, std::size_t item) {
  return number_at<2>(block, kDirectory + 2 * item);
}

struct LeafItem {
  PieceKey key;
  bool last = true;  // of the pieces
  bool compressed = false;
  std::string_view tag;
};

PieceKey leaf_key(const Block& block, std::size_t item) {
  const std::size_t place = place_of(block, item);
  const std::size_t size = number_at<1>(block, place + kLeafKeyAt);
  const std::size_t key = place + kLeafKeyAt + 1;
  const bool first = (block[place] & (kFirstPiece >> 8U)) != 0;
  return {text_at(block, key, size), first ? 1 : number_at<kPieceSize>(block, key + size)};
}

LeafItem leaf_item(const Block& block, std::size_t item) {
  const std::size_t place = place_of(block, item);
  const PieceKey key = leaf_key(block, item);
  const unsigned head = number_at<2>(block, place);
  const std::size_t size = (head & kSizeMask) + kSizeOffset;
  const bool first = (head & kFirstPiece) != 0;
  const std::size_t tag = place + kLeafKeyAt + 1 + key.key.size() + (first ? 0 : kPieceSize);
  if (tag > place + size) damaged_table("an item is shorter than its key");
  return {key, (head & kLastPiece) != 0, (head & kCompressed) != 0, text_at(block, tag, place + size - tag)};
}

PieceKey branch_key(const Block& block, std::size_t item) {
  const std::size_t place = place_of(block, item) + kBranchKeyAt;
  const std::size_t size = number_at<1>(block, place);
  return {text_at(block, place + 1, size), number_at<kPieceSize>(block, place + 1 + size)};
}

std::uint32_t child_of(const Block& block, std::size_t item) {
  return number_at<4>(block, place_of(block, item));
}

// Read whole or not at all.
bool read_fully(int file, unsigned char* bytes, std::size_t size, std::uint64_t at) {
  while (size > 0) {
    const ssize_t count = ::pread(file, bytes, size, static_cast<off_t>(at));
    if (count <= 0) return false;
    bytes += count;
    size -= static_cast<std::size_t>(count);
    at += static_cast<std::uint64_t>(count);
  }
  return true;
}

std::string start_of_file(const std::string& path) {
  std::string bytes(256, '\0');
  const FileDescriptor file(open_regular(path, O_RDONLY));
  const ssize_t count = !file ? -1 : ::pread(file.get(), bytes.data(), bytes.size(), 0);
  bytes.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
  return bytes;
}

// The file of the commit: magic, identity, revision, and for each table, that of posting lists first, root block,
// level and flags, entries, size of blocks, ... From the revision on; empty if that is not what it is.
std::string commit_file(const std::string& folder) {
  const std::string bytes = start_of_file(folder + "/iamglass");
  const std::size_t head = kMagic.size() + kUuidSize;
  return bytes.starts_with(kMagic) && bytes.size() > head ? bytes.substr(head) : std::string();
}

// Root, level and flags, entries, size of blocks, from which size on entries are compressed, free blocks.
void skip_table(ByteReader& version) {
  for (int number = 0; number < 5; ++number) version.length();
  version.view();
}

struct KindOfTable {
  const char* file;
  unsigned before;  // tables that come before it in the file of the commit
};

KindOfTable kind_of(TableKind kind) {
  switch (kind) {
    case TableKind::postings:
      break;
    case TableKind::records:
      return {"/docdata.glass", 1};
    case TableKind::positions:
      return {"/position.glass", 3};
  }
  return {"/postlist.glass", 0};
}

}  // namespace

std::optional<std::uint64_t> GlassTable::newest_revision(const std::string& folder) {
  const std::string bytes = commit_file(folder);
  ByteReader commit(bytes);
  const std::uint64_t revision = commit.length();
  return commit.ok() ? std::optional(revision) : std::nullopt;
}

std::shared_ptr<const GlassTable> GlassTable::open(const std::string& folder, const Xapian::Database& database,
                                                   TableKind kind) {
  const std::string bytes = commit_file(folder);
  ByteReader version(bytes);
  std::shared_ptr<GlassTable> table(new GlassTable);
  table->revision_ = version.length();
  const KindOfTable of_kind = kind_of(kind);
  for (unsigned i = 0; i < of_kind.before; ++i) skip_table(version);
  table->root_ = static_cast<std::uint32_t>(version.length());
  const std::uint64_t level = version.length();
  version.length();
  const std::uint64_t block_size = version.length() * kMinBlockSize;
  if (!version.ok() || table->revision_ != database.get_revision() || level / 4 > kMaxLevel ||
      block_size < kMinBlockSize || block_size > kMaxBlockSize) {
    return nullptr;
  }
  table->level_ = static_cast<unsigned>(level / 4);
  table->empty_ = level % 2 == 1;
  table->may_compress_ = kind == TableKind::records;
  table->block_size_ = static_cast<std::size_t>(block_size);
  table->last_document_ = database.get_lastdocid();
  table->kept_.resize(kMostKept / table->block_size_);
  table->file_ = FileDescriptor(open_regular(folder + of_kind.file, O_RDONLY));
  // The engine makes the file of a table when there is something to write.
  if (!table->file_ && !table->empty_) return nullptr;
  return table;
}

void GlassTable::read(std::uint32_t number, Block& block) const {
  block.resize(block_size_);
  if (!read_fully(file_.get(), block.data(), block_size_, std::uint64_t{number} * block_size_))
    damaged_table("a block is missing");
  if (big_endian(block.data(), kLevelAt) > revision_)
    throw Xapian::DatabaseModifiedError("a writer has used a block of a table again");
  const std::size_t end = big_endian(block.data() + kDirectoryEndAt, 2);
  if (end < kDirectory || end > block_size_) damaged_table("a directory leads out of its block");
}

std::shared_ptr<const Block> GlassTable::block(std::uint32_t number, unsigned level) const {
  Kept& kept = kept_[number % kept_.size()];
  if (!kept.block || kept.number != number) {
    std::shared_ptr<Block> block = kept.block && kept.block.use_count() == 1 ? std::move(kept.block) : nullptr;
    kept.block.reset();
    if (!block) block = std::make_shared<Block>();
    read(number, *block);
    kept = {number, std::move(block)};
  }
  if ((*kept.block)[kLevelAt] != level) damaged_table("a block is of another level");
  return kept.block;
}

std::size_t GlassCursor::Level::items() const {
  return (big_endian(block->data() + kDirectoryEndAt, 2) - kDirectory) / 2;
}

GlassCursor::GlassCursor(const GlassTable& table) : table_(&table), levels_(table.level_ + std::size_t{1}) {}

GlassCursor::Level& GlassCursor::load(unsigned level, std::uint32_t number) {
  Level& loaded = levels_[level];
  if (!loaded.block || loaded.number != number) {
    loaded.block.reset();
    loaded.block = table_->block(number, level);
    loaded.number = number;
  }
  return loaded;
}

void GlassCursor::seek(std::string_view key) {
  at_end_ = table_->empty_;
  if (at_end_) return;
  const PieceKey wanted{key};
  const std::size_t from = place_in_leaf(wanted);
  Level& leaf = levels_.front();
  leaf.item = first_number(from, leaf.items(), [&](std::size_t item) { return leaf_key(*leaf.block, item) >= wanted; });
  if (leaf.item == leaf.items() && !next_item()) return;
  settle();
}

void GlassCursor::seek_back(std::string_view key) {
  at_end_ = table_->empty_;
  if (at_end_) return;
  const PieceKey wanted{key};
  const std::size_t from = place_in_leaf(wanted);
  Level& leaf = levels_.front();
  leaf.item = first_number(from, leaf.items(), [&](std::size_t item) { return leaf_key(*leaf.block, item) > wanted; });
  do {
    if (!item_before()) return;
  } while (leaf_key(*levels_.front().block, levels_.front().item).piece != 1);
  settle();
}

// Loads the leaf in which the key stands if it is there; the items before the answer are less.
std::size_t GlassCursor::place_in_leaf(const PieceKey& wanted) {
  Level& leaf = levels_.front();
  if (leaf.block && leaf.item < leaf.items() && leaf_key(*leaf.block, leaf.item) <= wanted &&
      leaf_key(*leaf.block, leaf.items() - 1) >= wanted)
    return leaf.item;
  std::uint32_t block = table_->root_;
  for (unsigned level = table_->level_; level > 0; --level) {
    Level& branch = load(level, block);
    if (branch.items() == 0) damaged_table("a branch is empty");
    // The first item stands for all that is before the second.
    const std::size_t beyond =
        first_number(1, branch.items(), [&](std::size_t item) { return branch_key(*branch.block, item) > wanted; });
    branch.item = beyond - 1;
    block = child_of(*branch.block, branch.item);
  }
  load(0, block);
  return 0;
}

void GlassCursor::next() {
  if (!at_end_ && next_item()) settle();
}

// To the next piece; at_end_ is set if there is none.
bool GlassCursor::next_item() {
  Level& leaf = levels_.front();
  if (leaf.item + 1 < leaf.items()) {
    ++leaf.item;
    return true;
  }
  unsigned level = 1;
  while (level < levels_.size() && levels_[level].item + 1 >= levels_[level].items()) ++level;
  at_end_ = level == levels_.size();
  if (at_end_) return false;
  ++levels_[level].item;
  for (; level > 0; --level) {
    Level& child = load(level - 1, child_of(*levels_[level].block, levels_[level].item));
    child.item = 0;
    if (child.items() == 0) damaged_table("a block is empty");
  }
  return true;
}

// To the piece before; at_end_ is set if there is none.
bool GlassCursor::item_before() {
  if (levels_.front().item > 0) {
    --levels_.front().item;
    return true;
  }
  unsigned level = 1;
  while (level < levels_.size() && levels_[level].item == 0) ++level;
  at_end_ = level == levels_.size();
  if (at_end_) return false;
  --levels_[level].item;
  for (; level > 0; --level) {
    Level& child = load(level - 1, child_of(*levels_[level].block, levels_[level].item));
    if (child.items() == 0) damaged_table("a block is empty");
    child.item = child.items() - 1;
  }
  return true;
}

// Takes the entry in whose first piece it stands, and stands in its last one then.
void GlassCursor::settle() {
  LeafItem item = leaf_item(*levels_.front().block, levels_.front().item);
  if (item.key.piece != 1) damaged_table("the beginning of a tag is missing");
  if (item.compressed && !table_->may_compress_) damaged_table("a list is compressed");
  key_ = item.key.key;
  tag_ = item.tag;
  compressed_ = item.compressed;
  if (item.last) return;
  // Its leaf may be left.
  kept_key_ = item.key.key;
  key_ = kept_key_;
  joined_ = item.tag;
  for (unsigned piece = 2; !item.last; ++piece) {
    if (!next_item()) damaged_table("the end of a tag is missing");
    item = leaf_item(*levels_.front().block, levels_.front().item);
    if (item.key != PieceKey{key_, piece}) damaged_table("a piece of a tag is missing");
    joined_ += item.tag;
  }
  tag_ = joined_;
}

}  // namespace newsrank::detail
