// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/glass/glass.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/byte_codec.hpp"
#include "core/regular_file.hpp"

namespace newsrank::detail {
namespace {

constexpr std::size_t kVersionFileSize = 4'096;
constexpr std::string_view kVersionMagic("\x0f\x0dXapian Glass\x04\x6e", 16);
constexpr std::array<std::string_view, 6> kTables{"postlist", "docdata", "termlist", "position", "spelling", "synonym"};
constexpr std::uint64_t kBlockUnit = 2'048;
constexpr std::uint64_t kMostUnits = 32;
constexpr std::uint64_t kMostLevels = 10;

// What the version file says of a table.
struct TableRoot {
  std::uint64_t block = 0;
  std::uint64_t flags = 0;  // four times the level; 1: there is no block yet
  std::uint64_t block_size = 0;
};

struct Roots {
  std::uint64_t revision = 0;
  std::array<TableRoot, kTables.size()> tables;
};

std::optional<Roots> read_roots(const std::string& folder) {
  std::string bytes(kVersionFileSize, '\0');
  const int file = open_regular(folder + "/iamglass", O_RDONLY);
  if (file < 0) return std::nullopt;
  const ssize_t size = ::pread(file, bytes.data(), bytes.size(), 0);
  ::close(file);
  bytes.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
  constexpr std::size_t kHead = kVersionMagic.size() + 16;  // and the identity
  if (!bytes.starts_with(kVersionMagic) || bytes.size() < kHead) return std::nullopt;
  ByteReader in(std::string_view(bytes).substr(kHead));
  Roots roots;
  roots.revision = in.length();
  for (TableRoot& table : roots.tables) {
    table.block = in.length();
    table.flags = in.length();
    in.length();  // entries
    table.block_size = in.length() * kBlockUnit;
    in.length();  // from which size on entries are compressed
    in.view();    // free blocks
  }
  return in.ok() ? std::optional(roots) : std::nullopt;
}

// A key with the number of the piece of its entry.
struct ItemKey {
  std::string key;
  unsigned piece = 0;

  friend auto operator<=>(const ItemKey&, const ItemKey&) = default;
};

class TableWalk {
 public:
  TableWalk(int file, const TableRoot& root, std::uint64_t revision, WalkDepth depth)
      : file_(file), root_(root), revision_(revision), depth_(depth) {
    struct stat status {};
    if (::fstat(file, &status) == 0) blocks_ = static_cast<std::uint64_t>(status.st_size) / root.block_size;
  }

  // What is wrong; empty: nothing.
  std::string run() {
    visit(root_.block, static_cast<unsigned>(root_.flags / 4), nullptr, nullptr);
    return problem_;
  }

 private:
  using Block = std::vector<unsigned char>;
  static constexpr std::size_t kDirectoryBegin = 11;

  static unsigned number(const Block& block, std::size_t at, std::size_t size) {
    unsigned value = 0;
    for (std::size_t i = 0; i < size; ++i) value = value << 8U | block[at + i];
    return value;
  }

  bool fail(std::uint64_t block, std::string_view what) {
    if (problem_.empty()) problem_ = fmt::format("block {}: {}", block, what);
    return false;
  }

  bool read(std::uint64_t number, Block& block) {
    block.resize(root_.block_size);
    if (number >= blocks_) return fail(number, "is behind the end of the file");
    std::size_t done = 0;
    while (done < block.size()) {
      const ssize_t count = ::pread(file_, block.data() + done, block.size() - done,
                                    static_cast<off_t>(number * root_.block_size + done));
      if (count <= 0) return fail(number, "cannot be read");
      done += static_cast<std::size_t>(count);
    }
    return true;
  }

  // `first` and `last`: the keys from and before which all of the block must be; null: any.
  bool visit(std::uint64_t place, unsigned level, const ItemKey* first, const ItemKey* last) {
    if (++visited_ > blocks_) return fail(place, "blocks are used twice");
    Block block;
    if (!read(place, block)) return false;
    if (number(block, 0, 4) > revision_) return fail(place, "is of a later commit");
    if (block[4] != level) return fail(place, "is of another level");
    const std::size_t end = number(block, 9, 2);
    if (end < kDirectoryBegin || end > block.size() || (end - kDirectoryBegin) % 2 != 0)
      return fail(place, "has no directory");
    const std::size_t items = (end - kDirectoryBegin) / 2;
    if (items == 0 && level > 0) return fail(place, "leads nowhere");
    return level > 0 ? visit_branch(place, block, items, level, first, last)
                     : visit_leaf(place, block, items, first, last);
  }

  bool visit_branch(std::uint64_t place, const Block& block, std::size_t items, unsigned level, const ItemKey* first,
                    const ItemKey* last) {
    std::vector<ItemKey> keys(items);
    std::vector<std::uint64_t> children(items);
    for (std::size_t i = 0; i < items; ++i) {
      const std::size_t at = number(block, kDirectoryBegin + 2 * i, 2);
      if (at < kDirectoryBegin + 2 * items || at + 5 > block.size()) return fail(place, "an entry lies outside");
      const std::size_t size = block[at + 4];
      if (at + 5 + size + 2 > block.size()) return fail(place, "an entry leads out of it");
      children[i] = number(block, at, 4);
      keys[i] = {text(block, at + 5, size), number(block, at + 5 + size, 2)};
      // The first stands for whatever is less than the second.
      if (i > 1 && !(keys[i - 1] < keys[i])) return fail(place, "keys are out of order");
    }
    if (level == 1 && depth_ == WalkDepth::branches) return check_leaves(place, children);
    for (std::size_t i = 0; i < items; ++i) {
      if (!visit(children[i], level - 1, i == 0 ? first : &keys[i], i + 1 == items ? last : &keys[i + 1])) return false;
    }
    return true;
  }

  bool check_leaves(std::uint64_t place, const std::vector<std::uint64_t>& leaves) {
    if (std::any_of(leaves.begin(), leaves.end(), [this](std::uint64_t leaf) { return leaf >= blocks_; }))
      return fail(place, "leads behind the end of the file");
    return true;
  }

  bool visit_leaf(std::uint64_t place, const Block& block, std::size_t items, const ItemKey* first,
                  const ItemKey* last) {
    ItemKey before;
    for (std::size_t i = 0; i < items; ++i) {
      const std::size_t at = number(block, kDirectoryBegin + 2 * i, 2);
      if (at < kDirectoryBegin + 2 * items || at + 3 > block.size()) return fail(place, "an entry lies outside");
      const unsigned head = number(block, at, 2);
      const std::size_t size = (head & 0x1fffU) + 3;
      const std::size_t key_size = block[at + 2];
      const bool is_first_piece = (head & 0x2000U) != 0;
      if (at + size > block.size() || 3 + key_size + (is_first_piece ? 0 : 2) > size)
        return fail(place, "an entry leads out of it");
      ItemKey key{text(block, at + 3, key_size), is_first_piece ? 1 : number(block, at + 3 + key_size, 2)};
      if (i > 0 && !(before < key)) return fail(place, "keys are out of order");
      if ((first != nullptr && key < *first) || (last != nullptr && !(key < *last)))
        return fail(place, "keys are of another block");
      before = std::move(key);
    }
    return true;
  }

  static std::string text(const Block& block, std::size_t at, std::size_t size) {
    return {reinterpret_cast<const char*>(block.data()) + at, size};
  }

  const int file_;
  const TableRoot root_;
  const std::uint64_t revision_;
  const WalkDepth depth_;
  std::uint64_t blocks_ = 0;
  std::uint64_t visited_ = 0;
  std::string problem_;
};

std::string walk(const std::string& path, const TableRoot& root, std::uint64_t revision, WalkDepth depth) {
  if (root.block_size == 0 || root.block_size > kMostUnits * kBlockUnit || root.flags / 4 > kMostLevels)
    return "what the version file says of it is impossible";
  const int file = open_regular(path, O_RDONLY);
  if (file < 0) return (root.flags & 1U) != 0 ? "" : "is missing";
  const std::string problem = (root.flags & 1U) != 0 ? "" : TableWalk(file, root, revision, depth).run();
  ::close(file);
  return problem;
}

}  // namespace

std::optional<std::string> find_table_damage(const std::string& folder, WalkDepth depth) {
  const auto roots = read_roots(folder);
  if (!roots) return std::nullopt;
  for (std::size_t i = 0; i < kTables.size(); ++i) {
    const std::string problem =
        walk(fmt::format("{}/{}.glass", folder, kTables[i]), roots->tables[i], roots->revision, depth);
    if (!problem.empty()) return fmt::format("table {}: {}", kTables[i], problem);
  }
  return std::nullopt;
}

}  // namespace newsrank::detail
