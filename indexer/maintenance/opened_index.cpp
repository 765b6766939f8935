// SPDX-License-Identifier: GPL-2.0-or-later
#include "maintenance/opened_index.hpp"

#include "core/xapian_guard.hpp"

namespace newsrank::detail {
namespace {

constexpr int kAttempts = 10;

Result<OpenedIndex> attempt(const std::string& folder, const Generation& generation) {
  OpenedIndex opened;
  opened.generation = generation;
  return guarded([&]() -> Result<OpenedIndex> {
    for (unsigned shard = 0; shard < generation.shards; ++shard) {
      opened.shards.emplace_back(readable_path(folder, generation, shard));
      auto metadata = read_metadata(opened.shards.back());
      if (!metadata) return metadata.error();
      opened.metadata.push_back(*std::move(metadata));
    }
    return std::move(opened);
  });
}

}  // namespace

Result<OpenedIndex> open_shards(const std::string& folder) {
  for (int i = 1;; ++i) {
    const auto generation = read_pointer(folder);
    if (!generation) return generation.error();
    const auto checked = check_files(folder, *generation);
    auto opened = checked ? attempt(folder, *generation) : checked.error();
    if (opened || i == kAttempts) return opened;
    // A writer may take the generation away that the pointer has just named; then another is there.
    const auto current = read_pointer(folder);
    const bool replaced = current && !(*current == *generation);
    if (!replaced && opened.error().code != ErrorCode::index_changed) return opened;
  }
}

}  // namespace newsrank::detail
