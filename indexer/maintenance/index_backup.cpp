// SPDX-License-Identifier: GPL-2.0-or-later
// The engine writes over no block of a commit before the next but one begins to be written. So the tables of commit C,
// copied while commit C + 1 is being written, together with the version file of C, are the database as C left it: what
// has been copied of the next one are blocks that C does not use. Only if C is no longer the newest behind the copying
// may blocks of it be gone.
#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "core/xapian_guard.hpp"
#include "index/index_layout.hpp"
#include "index/index_metadata.hpp"
#include "maintenance/folder_size.hpp"
#include "newsrank/maintenance.hpp"
#include "storage/durable_file.hpp"
#include "storage/index_folder.hpp"
#include "storage/index_lock.hpp"
#include "storage/index_view.hpp"

namespace newsrank {
namespace {

namespace fs = std::filesystem;
using detail::Generation;

constexpr int kCopyAttempts = 20;
constexpr std::chrono::milliseconds kPause{50};

// One commit of an index: what tells it from others, and what belongs to it.
struct Commit {
  Generation generation;
  std::vector<std::string> versions;  // the version file of each shard, as readers open it
  std::uint64_t number = 0;
  std::uint64_t articles = 0;
};

Result<std::vector<std::string>> read_versions(const std::string& folder, const Generation& generation) {
  std::vector<std::string> versions;
  for (unsigned shard = 0; shard < generation.shards; ++shard) {
    auto version = detail::read_file(detail::version_path(detail::readable_path(folder, generation, shard)));
    if (!version) return version.error();
    versions.push_back(*std::move(version));
  }
  return versions;
}

Result<Commit> current_commit(const std::string& folder) {
  Commit commit;
  auto generation = detail::read_pointer(folder);
  if (!generation) return generation.error();
  commit.generation = *generation;
  if (auto checked = detail::check_files(folder, *generation); !checked) return checked.error();
  auto versions = read_versions(folder, *generation);
  if (!versions) return versions.error();
  commit.versions = *std::move(versions);
  return detail::guarded([&]() -> Result<Commit> {
    for (unsigned shard = 0; shard < commit.generation.shards; ++shard) {
      const auto metadata =
          detail::read_metadata(Xapian::Database(detail::readable_path(folder, commit.generation, shard)));
      if (!metadata) return metadata.error();
      commit.number = metadata->commit;
      commit.articles += metadata->articles;
    }
    return commit;
  });
}

// Whether it is still the newest: by the pointer, and where that names the shards themselves by their version files.
bool is_newest(const std::string& folder, const Commit& commit) {
  const auto generation = detail::read_pointer(folder);
  if (!generation || !(*generation == commit.generation)) return false;
  const auto versions = read_versions(folder, *generation);
  return versions && *versions == commit.versions;
}

Result<void> make_folder(const std::string& path) {
  std::error_code failure;
  fs::create_directories(path, failure);
  if (failure) return Error{ErrorCode::io, fmt::format("cannot make {}: {}", path, failure.message()), ""};
  return {};
}

Result<void> copy_file(const std::string& from, const std::string& to) {
  std::error_code failure;
  fs::copy_file(from, to, failure);
  if (!failure) return {};
  return Error{ErrorCode::io, fmt::format("cannot copy {} to {}: {}", from, to, failure.message()),
               "check the free space and the permissions"};
}

Result<void> copy_shard(const std::string& from, const std::string& to, const std::string& version) {
  if (auto made = make_folder(to); !made) return made;
  std::error_code failure;
  for (fs::directory_iterator entry(from, failure), end; !failure && entry != end; entry.increment(failure)) {
    const std::string name = entry->path().filename();
    if (!detail::is_table(name)) continue;
    if (auto copied = copy_file(entry->path().string(), to + '/' + name); !copied) return copied;
  }
  if (failure) return Error{ErrorCode::io, fmt::format("cannot read {}: {}", from, failure.message()), ""};
  if (auto written = detail::write_file(detail::version_path(to), version); !written) return written;
  return detail::sync_folder_and_files(to);
}

Result<void> copy_commit(const std::string& folder, const Commit& commit, const std::string& target,
                         const Generation& copy) {
  const std::uint32_t from = commit.generation.number;
  for (unsigned shard = 0; shard < copy.shards; ++shard) {
    auto copied = copy_shard(detail::shard_path(folder, from, shard), detail::shard_path(target, copy.number, shard),
                             commit.versions[shard]);
    if (copied) {
      copied = copy_file(detail::column_path(folder, from, shard, commit.number),
                         detail::column_path(target, copy.number, shard, commit.number));
    }
    if (!copied) return copied;
  }
  auto copied = copy_file(detail::catalogue_path(folder, from, commit.number),
                          detail::catalogue_path(target, copy.number, commit.number));
  if (!copied) return copied;
  if (copy.view) copied = detail::make_view(target, copy.number, copy.shards, commit.number);
  return copied ? detail::sync_folder_and_files(detail::generation_path(target, copy.number)) : copied;
}

// Copies the commit that is the newest before and behind it.
Result<Commit> copy_newest(const std::string& folder, const std::string& target, std::uint32_t number) {
  for (int attempt = 1;; ++attempt) {
    detail::remove_other_generations(target, number - 1);
    auto commit = current_commit(folder);
    Result<void> copied = commit ? Result<void>() : commit.error();
    bool newest = false;
    if (commit) {
      Generation copy = commit->generation;
      copy.number = number;
      copied = copy_commit(folder, *commit, target, copy);
      newest = is_newest(folder, *commit);
      if (copied && newest) return commit;
    } else if (!detail::read_pointer(folder)) {
      return copied.error();
    }
    if (attempt == kCopyAttempts) {
      // What fails again and again is no commit that came between.
      if (!copied && (newest || !commit)) return copied.error();
      return Error{ErrorCode::index_changed, fmt::format("{} is committed to more quickly than it is copied", folder),
                   "make the copy while there are fewer commits"};
    }
    std::this_thread::sleep_for(kPause);
  }
}

Result<std::uint32_t> next_generation(const std::string& target) {
  const auto held = detail::examine_folder(target, true);
  if (!held) return held.error();
  return *held ? (*held)->number + 1 : 1;
}

}  // namespace

Result<BackupReport> backup_index(const std::string& database, const std::string& target) {
  return detail::guarded([&]() -> Result<BackupReport> {
    if (auto present = detail::read_pointer(database); !present) return present.error();
    std::error_code ignored;  // what is not there is not the same
    if (fs::equivalent(database, target, ignored)) {
      return Error{ErrorCode::invalid_argument, fmt::format("{} is the index itself", target), "name another folder"};
    }
    if (auto usable = next_generation(target); !usable) return usable.error();
    const auto lock = detail::IndexLock::acquire(target, false, {});
    if (!lock) return lock.error();
    const auto number = next_generation(target);
    if (!number) return number.error();
    const auto commit = copy_newest(database, target, *number);
    Generation copy = commit ? commit->generation : Generation{};
    copy.number = *number;
    auto done = commit ? detail::sync_folder(target) : commit.error();
    if (done) done = detail::replace_file(fmt::format("{}/{}", target, kPointerFile), detail::format_pointer(copy));
    if (!done) {
      // A copy that is not whole only takes space.
      detail::remove_other_generations(target, *number - 1);
      return done.error();
    }
    detail::remove_other_generations(target, *number);
    const std::uint64_t bytes = detail::folder_size(detail::generation_path(target, *number));
    return BackupReport{database, target, commit->number, commit->articles, bytes};
  });
}

}  // namespace newsrank
