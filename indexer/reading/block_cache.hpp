// SPDX-License-Identifier: GPL-2.0-or-later
// BlockCache: what was read from related entries that are repeated byte for byte in many files.
#pragma once

#include <array>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reading/fields/mention.hpp"
#include "reading/yaml/front_matter.hpp"

namespace newsrank {

// XXH3 128-bit hash of a block's bytes.
struct BlockKey {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  friend bool operator==(const BlockKey&, const BlockKey&) = default;
};

BlockKey block_key(std::string_view block);

// The outcome of reading a block: a mention, or the problem with it. Offsets are counted from the block's start.
struct ReadBlock {
  Mention mention;
  std::optional<TextProblem> problem;
  std::vector<TextProblem> remarks;
};

// Shared by all reading threads; every function may be called at any time. Holds between half of and all `capacity`
// blocks, those used last; a block that was dropped is read again.
class BlockCache {
 public:
  static constexpr std::size_t kDefaultCapacity = std::size_t{1} << 18;

  explicit BlockCache(std::size_t capacity = kDefaultCapacity);

  std::optional<ReadBlock> find(const BlockKey& key);
  void insert(const BlockKey& key, const ReadBlock& block);

 private:
  struct KeyHash {
    std::size_t operator()(const BlockKey& key) const { return static_cast<std::size_t>(key.low); }
  };
  using Blocks = std::unordered_map<BlockKey, ReadBlock, KeyHash>;
  // Two generations: when the recent one is full it becomes the old one, and the old one is dropped.
  struct Shard {
    std::mutex mutex;
    Blocks recent;
    Blocks old;
  };

  Shard& shard_of(const BlockKey& key) { return shards_[key.high % kShards]; }
  void put(Shard& shard, const BlockKey& key, const ReadBlock& block) const;

  static constexpr std::size_t kShards = 32;
  std::size_t generation_;  // blocks in one generation of one shard
  std::array<Shard, kShards> shards_;
};

}  // namespace newsrank
