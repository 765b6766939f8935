// SPDX-License-Identifier: GPL-2.0-or-later
#include "newsrank/maintenance.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <filesystem>

#include "core/xapian_guard.hpp"
#include "index/article_column.hpp"
#include "maintenance/folder_size.hpp"
#include "maintenance/opened_index.hpp"
#include "storage/bulk/segment_merge.hpp"
#include "storage/durable_file.hpp"
#include "storage/index_folder.hpp"
#include "storage/index_lock.hpp"
#include "storage/index_view.hpp"

namespace newsrank {
namespace {

using detail::Generation;
using detail::OpenedIndex;

Result<void> check_compactable(const std::string& folder, const OpenedIndex& index) {
  for (unsigned shard = 0; shard < index.generation.shards; ++shard) {
    if (index.metadata[shard].shard != shard || index.metadata[shard].shards != index.generation.shards) {
      return Error{ErrorCode::index_corrupt, fmt::format("shard {} of {} belongs to another index", shard, folder),
                   "run newsrank-index --rebuild with the same sources"};
    }
    if (index.metadata[shard].commit != index.metadata.front().commit) {
      return Error{ErrorCode::index_corrupt, fmt::format("the shards of {} are at different commits", folder),
                   "run newsrank-index --rebuild with the same sources"};
    }
  }
  return {};
}

// Documents get new numbers where some were removed, so the column is read from the new shard.
Result<void> compact_shard(const std::string& folder, const OpenedIndex& index, const Generation& target,
                           unsigned shard) {
  const std::string path = detail::shard_path(folder, target.number, shard);
  std::string uuid;
  auto column = detail::guarded([&]() -> Result<detail::ArticleColumn> {
    Xapian::Database source = index.shards[shard];
    source.compact(path, 0, detail::kBlockSize);
    const Xapian::Database compacted(path);
    uuid = compacted.get_uuid();
    return detail::ArticleColumn::from_database(compacted);
  });
  if (!column) return std::move(column.error());
  if (auto synced = detail::sync_folder_and_files(path); !synced) return synced;
  const std::uint64_t commit = index.metadata[shard].commit;
  return detail::write_file(detail::column_path(folder, target.number, shard, commit),
                            detail::ArticleColumn::to_bytes(column->entries(), commit, uuid));
}

Result<void> copy_catalogue(const std::string& folder, const OpenedIndex& index, const Generation& target) {
  const std::uint64_t commit = index.metadata.front().commit;
  const auto catalogue = detail::read_catalogue(detail::catalogue_path(folder, index.generation.number, commit));
  if (!catalogue) return catalogue.error();
  return detail::write_catalogue(detail::catalogue_path(folder, target.number, commit), *catalogue);
}

Result<void> write_generation(const std::string& folder, const OpenedIndex& index, const Generation& target) {
  const std::string path = detail::generation_path(folder, target.number);
  std::error_code failure;
  std::filesystem::create_directories(path, failure);
  if (failure) return Error{ErrorCode::io, fmt::format("cannot make {}: {}", path, failure.message()), ""};
  for (unsigned shard = 0; shard < target.shards; ++shard) {
    if (auto done = compact_shard(folder, index, target, shard); !done) return done;
  }
  if (auto copied = copy_catalogue(folder, index, target); !copied) return copied;
  if (target.view) return detail::make_view(folder, target.number, target.shards, *target.view);
  return detail::sync_folder(path);
}

}  // namespace

Result<CompactReport> compact_index(const std::string& database, const LockOptions& lock_options) {
  if (auto present = detail::read_pointer(database); !present) return present.error();
  const auto lock = detail::IndexLock::acquire(database, lock_options.wait, lock_options.cancelled);
  if (!lock) return lock.error();
  const auto index = detail::open_shards(database);
  if (!index) return index.error();
  if (auto fit = check_compactable(database, *index); !fit) return fit.error();
  detail::remove_other_generations(database, index->generation.number);

  CompactReport report{database, 0, 0, 0};
  for (const auto& metadata : index->metadata) report.articles += metadata.articles;
  report.bytes_before = detail::folder_size(detail::generation_path(database, index->generation.number));
  Generation target{index->generation.number + 1, index->generation.shards};
  if (target.shards > 1) target.view = index->metadata.front().commit;
  auto done = write_generation(database, *index, target);
  if (done) done = detail::sync_folder(database);
  if (done) {
    done = detail::replace_file(fmt::format("{}/{}", database, kPointerFile), detail::format_pointer(target));
  }
  if (!done) {
    // Whichever generation the pointer names now is the index; a full disk needs the space of the other.
    if (const auto current = detail::read_pointer(database)) {
      detail::remove_other_generations(database, current->number);
    }
    return done.error();
  }
  detail::remove_other_generations(database, target.number);
  report.bytes_after = detail::folder_size(detail::generation_path(database, target.number));
  return report;
}

}  // namespace newsrank
