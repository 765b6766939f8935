// SPDX-License-Identifier: GPL-2.0-or-later
#include "sources/source_scan.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <numeric>
#include <utility>

#include "sources/catalogue_key.hpp"
#include "sources/source.hpp"

namespace newsrank {
namespace {

using FileId = std::pair<std::uint64_t, std::uint64_t>;  // device, inode

FileId id_of(const FoundFile& file) {
  return {file.device, file.inode};
}

// A name that leads nowhere is most likely mistyped; going on would remove all that was once below it.
Result<void> check_exist(const std::vector<std::string>& sources) {
  if (sources.empty()) {
    return Error{ErrorCode::invalid_argument, "no source is named", "name folders, files, or - for standard input"};
  }
  for (const std::string& source : sources) {
    struct stat status {};
    if (source == "-" || ::stat(source.c_str(), &status) == 0 || (errno != ENOENT && errno != ENOTDIR)) continue;
    return Error{ErrorCode::invalid_argument, "there is no file or folder " + (source.empty() ? "\"\"" : source),
                 "check the name; nothing was changed"};
  }
  return {};
}

void sort_by_key(std::vector<FoundFile>& files) {
  std::sort(files.begin(), files.end(), [](const FoundFile& a, const FoundFile& b) { return a.key < b.key; });
  files.erase(
      std::unique(files.begin(), files.end(), [](const FoundFile& a, const FoundFile& b) { return a.key == b.key; }),
      files.end());
}

std::vector<std::size_t> ordered_by_inode(const std::vector<FoundFile>& files) {
  std::vector<std::size_t> order(files.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return id_of(files[a]) < id_of(files[b]); });
  return order;
}

}  // namespace

// A file that can be reached under several names is found under one of them only.
bool SourceScan::is_gone(const std::string& key) const {
  if (newsrank::is_gone(key)) return true;
  struct stat status {};
  if (key == "-" || ::stat(key.c_str(), &status) != 0) return false;
  const FileId id{status.st_dev, status.st_ino};
  auto found =
      std::partition_point(by_inode.begin(), by_inode.end(), [&](std::size_t file) { return id_of(files[file]) < id; });
  for (; found != by_inode.end() && id_of(files[*found]) == id; ++found) {
    if (is_same_file(key, files[*found].shown)) return true;
  }
  return false;
}

Result<SourceScan> scan_sources(const std::vector<std::string>& sources, const std::string& database,
                                ProblemList& problems) {
  if (auto exist = check_exist(sources); !exist) return std::move(exist.error());
  Sources found = discover_sources(sources);
  problems.add(std::move(found.problems));

  SourceScan scan;
  const std::string folder = working_folder();
  for (const std::string& source : sources) scan.sources.push_back(catalogue_key(source, folder));
  std::sort(scan.sources.begin(), scan.sources.end());
  const std::string own_folder = catalogue_key(database, folder);
  for (SourceFile& file : found.files) {
    std::string key = catalogue_key(file.path, folder);
    if (lies_below(key, own_folder)) continue;
    scan.files.push_back({std::move(key), std::move(file.path), file.size, file.modified_ns, file.device, file.inode});
  }
  if (found.standard_input) scan.files.push_back({"-", "-", 0, 0});
  sort_by_key(scan.files);
  scan.by_inode = ordered_by_inode(scan.files);
  return scan;
}

}  // namespace newsrank
