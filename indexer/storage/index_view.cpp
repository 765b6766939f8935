// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/index_view.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "storage/durable_file.hpp"

namespace newsrank::detail {
namespace {

namespace fs = std::filesystem;

// Names of the engine: the file that says which commit a database is at, and the end of those that hold its tables.
constexpr std::string_view kVersionFile = "/iamglass";
constexpr std::string_view kTableSuffix = ".glass";

Error cannot_link(const std::string& path, const std::error_code& failure) {
  return {ErrorCode::io, fmt::format("cannot link {}: {}", path, failure.message()),
          "an index of several shards needs a file system with symbolic links; use another place, or one shard"};
}

// Relative links, so that the index can be moved and copied.
Result<void> link_tables(const std::string& shard, const std::string& view) {
  const fs::path target = fs::path("../..") / fs::path(shard).filename();
  std::error_code failure;
  for (fs::directory_iterator entry(shard, failure), end; !failure && entry != end; entry.increment(failure)) {
    const fs::path name = entry->path().filename();
    if (!is_table(name.native())) continue;
    fs::create_symlink(target / name, fs::path(view) / name, failure);
    if (failure) return cannot_link(view + '/' + name.native(), failure);
  }
  if (failure) return Error{ErrorCode::io, fmt::format("cannot read {}: {}", shard, failure.message()), ""};
  return {};
}

Result<void> add_shard(const std::string& shard, const std::string& view) {
  std::error_code failure;
  fs::create_directories(view, failure);
  if (failure) return Error{ErrorCode::io, fmt::format("cannot make {}: {}", view, failure.message()), ""};
  if (auto linked = link_tables(shard, view); !linked) return linked;
  const auto version = read_file(version_path(shard));
  if (!version) return version.error();
  if (auto written = write_file(version_path(view), *version); !written) return written;
  return sync_folder(view);
}

}  // namespace

std::string version_path(const std::string& database) {
  return std::string(database).append(kVersionFile);
}

bool is_table(std::string_view name) {
  return name.ends_with(kTableSuffix);
}

Result<void> make_view(const std::string& folder, std::uint32_t generation, unsigned shards, std::uint64_t commit) {
  const Generation viewed{generation, shards, commit};
  const std::string path = view_path(folder, generation, commit);
  std::error_code ignored;  // what cannot be removed cannot be made anew either
  fs::remove_all(path, ignored);
  for (unsigned shard = 0; shard < shards; ++shard) {
    auto added = add_shard(shard_path(folder, generation, shard), readable_path(folder, viewed, shard));
    if (!added) return added;
  }
  if (auto synced = sync_folder(path); !synced) return synced;
  return sync_folder(generation_path(folder, generation));
}

Result<bool> is_at_view(const std::string& folder, const Generation& generation, unsigned shard) {
  const auto viewed = read_file(version_path(readable_path(folder, generation, shard)));
  const auto current = read_file(version_path(shard_path(folder, generation.number, shard)));
  for (const auto* version : {&viewed, &current}) {
    if (*version) continue;
    if (version->error().code != ErrorCode::index_not_found) return version->error();
    return Error{ErrorCode::index_corrupt, fmt::format("a part of the index is missing: {}", version->error().message),
                 "run newsrank-index --rebuild with the same sources"};
  }
  return *viewed == *current;
}

Result<void> return_to_view(const std::string& folder, const Generation& generation) {
  for (unsigned shard = 0; shard < generation.shards; ++shard) {
    const auto unchanged = is_at_view(folder, generation, shard);
    if (!unchanged) return unchanged.error();
    if (*unchanged) continue;
    const auto version = read_file(version_path(readable_path(folder, generation, shard)));
    if (!version) return version.error();
    auto replaced = replace_file(version_path(shard_path(folder, generation.number, shard)), *version);
    if (!replaced) return replaced;
  }
  return {};
}

}  // namespace newsrank::detail
