#include "maintenance/opened_index.hpp"

#include "xapian_guard.hpp"

namespace newsrank::detail {
namespace {

constexpr int kAttempts = 10;

Result<OpenedIndex> attempt(const std::string& folder) {
  const auto generation = read_pointer(folder);
  if (!generation) return generation.error();
  OpenedIndex opened;
  opened.generation = *generation;
  return guarded([&]() -> Result<OpenedIndex> {
    for (unsigned shard = 0; shard < generation->shards; ++shard) {
      opened.shards.emplace_back(shard_path(folder, generation->number, shard));
      auto metadata = read_metadata(opened.shards.back());
      if (!metadata) return metadata.error();
      opened.metadata.push_back(*std::move(metadata));
    }
    return std::move(opened);
  });
}

}  // namespace

Result<OpenedIndex> open_shards(const std::string& folder) {
  // A writer may take the generation away that the pointer has just named; then another is there.
  auto opened = attempt(folder);
  for (int i = 1; i < kAttempts && !opened; ++i) {
    const ErrorCode code = opened.error().code;
    if (code != ErrorCode::index_changed && code != ErrorCode::index_not_found) break;
    opened = attempt(folder);
  }
  return opened;
}

}  // namespace newsrank::detail
