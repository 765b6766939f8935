#include "sources/source_scan.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <memory>

#include "sources/catalogue_key.hpp"
#include "sources/source.hpp"

namespace newsrank {
namespace {

using FileId = std::pair<std::uint64_t, std::uint64_t>;  // device, inode

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

// A file that can be reached under several names is found under one of them only.
std::function<bool(const std::string&)> gone_check(std::vector<FileId> found) {
  std::sort(found.begin(), found.end());
  return [ids = std::make_shared<const std::vector<FileId>>(std::move(found))](const std::string& key) {
    if (is_gone(key)) return true;
    struct stat status {};
    return key != "-" && ::stat(key.c_str(), &status) == 0 &&
           std::binary_search(ids->begin(), ids->end(), FileId{status.st_dev, status.st_ino});
  };
}

}  // namespace

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
  std::vector<FileId> ids;
  for (SourceFile& file : found.files) {
    std::string key = catalogue_key(file.path, folder);
    if (lies_below(key, own_folder)) continue;
    ids.emplace_back(file.device, file.inode);
    scan.files.push_back({std::move(key), std::move(file.path), file.size, file.modified_ns});
  }
  if (found.standard_input) scan.files.push_back({"-", "-", 0, 0});
  sort_by_key(scan.files);
  scan.gone = gone_check(std::move(ids));
  return scan;
}

}  // namespace newsrank
