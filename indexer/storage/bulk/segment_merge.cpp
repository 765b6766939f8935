// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/bulk/segment_merge.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <xapian.h>

#include <algorithm>
#include <atomic>
#include <filesystem>

#include "core/xapian_guard.hpp"
#include "storage/bulk/worker_group.hpp"

namespace newsrank::detail {
namespace {

// An open database holds a descriptor for each of its tables.
constexpr std::size_t kFilesPerDatabase = 5;
constexpr std::size_t kMaxFanIn = 256;

void remove_databases(const std::vector<std::string>& paths) {
  std::error_code ignored;  // what is left is removed with its folder
  for (const std::string& path : paths) std::filesystem::remove_all(path, ignored);
}

Result<void> merge(const MergeJob& job, unsigned flags) {
  return guarded([&] {
    if (job.segments.empty()) {
      Xapian::WritableDatabase(job.shard, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS).commit();
      return;
    }
    Xapian::Database all;
    for (const std::string& segment : job.segments) all.add_database(Xapian::Database(segment));
    all.compact(job.shard, flags, kBlockSize);
    all.close();
    remove_databases(job.segments);
  });
}

Result<void> merge_all(const std::vector<MergeJob>& jobs, unsigned flags, unsigned threads) {
  std::atomic<std::size_t> next = 0;
  return run_workers(threads, [&]() -> Result<void> {
    for (std::size_t i = next++; i < jobs.size(); i = next++) {
      if (auto merged = merge(jobs[i], flags); !merged) {
        next = jobs.size();
        return merged;
      }
    }
    return {};
  });
}

// Cuts a job with more segments than may be open into groups of about equal size; the job goes on with their results.
void add_groups(MergeJob& job, std::size_t most, const std::string& scratch, std::vector<MergeJob>& groups) {
  const std::size_t count = job.segments.size();
  const std::size_t pieces = (count + most - 1) / most;
  std::vector<std::string> merged;
  for (std::size_t piece = 0; piece < pieces; ++piece) {
    MergeJob group;
    const auto from = job.segments.begin() + static_cast<std::ptrdiff_t>(count * piece / pieces);
    const auto to = job.segments.begin() + static_cast<std::ptrdiff_t>(count * (piece + 1) / pieces);
    group.segments.assign(from, to);
    group.shard = fmt::format("{}/merged{}", scratch, groups.size());
    merged.push_back(group.shard);
    groups.push_back(std::move(group));
  }
  job.segments = std::move(merged);
}

}  // namespace

// Half of what the process may open is left to others.
std::size_t most_open_databases(unsigned threads) {
  rlimit limit{};
  const bool known = ::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
  const std::size_t files = known ? static_cast<std::size_t>(limit.rlim_cur) : 4096;
  return std::clamp<std::size_t>(files / 2 / kFilesPerDatabase / threads, 2, kMaxFanIn);
}

Result<void> merge_segments(const std::vector<MergeJob>& jobs, const std::string& scratch, unsigned threads) {
  std::vector<MergeJob> left = jobs;
  const std::size_t most = most_open_databases(threads);
  for (unsigned level = 0;; ++level) {
    std::vector<MergeJob> groups;
    const std::string folder = fmt::format("{}/level{}", scratch, level);
    for (MergeJob& job : left) {
      if (job.segments.size() > most) add_groups(job, most, folder, groups);
    }
    if (groups.empty()) return merge_all(left, Xapian::Compactor::FULL, threads);
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    if (failure) return Error{ErrorCode::io, fmt::format("cannot make {}: {}", folder, failure.message()), ""};
    if (auto merged = merge_all(groups, Xapian::Compactor::STANDARD, threads); !merged) return merged;
  }
}

}  // namespace newsrank::detail
