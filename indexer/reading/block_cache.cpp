// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/block_cache.hpp"

#include <xxhash.h>

#include <algorithm>

namespace newsrank {

BlockKey block_key(std::string_view block) {
  const XXH128_hash_t hash = XXH3_128bits(block.data(), block.size());
  return {hash.high64, hash.low64};
}

BlockCache::BlockCache(std::size_t capacity) : generation_(std::max<std::size_t>(capacity / (2 * kShards), 1)) {}

std::optional<ReadBlock> BlockCache::find(const BlockKey& key) {
  Shard& shard = shard_of(key);
  const std::lock_guard lock(shard.mutex);
  if (const auto found = shard.recent.find(key); found != shard.recent.end()) return found->second;
  const auto found = shard.old.find(key);
  if (found == shard.old.end()) return std::nullopt;
  const ReadBlock block = found->second;
  put(shard, key, block);
  return block;
}

void BlockCache::insert(const BlockKey& key, const ReadBlock& block) {
  Shard& shard = shard_of(key);
  const std::lock_guard lock(shard.mutex);
  put(shard, key, block);
}

void BlockCache::put(Shard& shard, const BlockKey& key, const ReadBlock& block) const {
  if (shard.recent.size() >= generation_) {
    shard.old = std::move(shard.recent);
    shard.recent = {};
  }
  shard.recent.emplace(key, block);
}

}  // namespace newsrank
