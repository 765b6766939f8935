// SPDX-License-Identifier: GPL-2.0-or-later
#include "sources/source_scan.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <numeric>
#include <utility>

#include "sources/catalogue_key.hpp"
#include "sources/site_config.hpp"
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

// Of any text; never 0.
std::uint32_t mark_of(std::string_view text) {
  constexpr std::uint64_t kMask = (std::uint64_t{1} << 31U) - 1;
  return static_cast<std::uint32_t>(std::max<std::uint64_t>(XXH3_64bits(text.data(), text.size()) & kMask, 1));
}

std::string text_of(const Site& site) {
  std::string text = fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n{}", static_cast<int>(site.kind), site.folder, site.base_url,
                                 site.content, site.permalink, site.language, site.default_language_in_path);
  for (const auto* map : {&site.section_permalinks, &site.collections, &site.language_folders}) {
    for (const auto& [name, value] : *map) text += "\n" + name + "\n" + value;
  }
  for (const auto* list : {&site.languages, &site.pageless, &site.excluded, &site.included}) {
    for (const std::string& name : *list) text += "\n" + name;
  }
  for (const SiteDefault& defaults : site.defaults) {
    text += "\n" + defaults.path + "\n" + defaults.type;
    for (const SiteDefault::Value& value : defaults.values) {
      text += "\n" + value.key + (value.list ? ":" : "=");
      for (const std::string& each : value.texts) text += "\n" + each;
    }
  }
  return text;
}

// The innermost of the sources that the file lies below.
std::string source_above(const std::vector<std::string>& sources, const std::string& key) {
  std::string best;
  for (const std::string& source : sources) {
    if (lies_below(key, source) && source.size() >= best.size()) best = source;
  }
  return best;
}

// What is below a folder, as a path. A file that is named itself stands alone.
std::string path_below(const std::string& key, std::string folder) {
  if (!lies_below(key, folder) || folder == key) folder = key.substr(0, key.rfind('/'));
  return key.substr(std::min(folder.size() + (folder == "/" ? 0 : 1), key.size()));
}

void find_sites(SourceScan& scan, SiteFinder& finder, const ScanOptions& options) {
  const Site* last = nullptr;
  std::string text;
  const std::string rules = (options.strict ? "strict " : "") + options.fields.changes();
  for (FoundFile& file : scan.files) {
    if (file.key == "-") continue;
    const std::string source = source_above(scan.sources, file.key);
    file.site = finder.site_of(file.key, source);
    file.source_path = path_below(file.key, source);
    file.site_path = file.site ? path_below(file.key, file.site->folder) : file.source_path;
    if (file.site && file.site.get() != last) text = rules + text_of(*file.site);
    last = file.site ? file.site.get() : last;
    if (file.site) file.reading_mark = mark_of(text);
    if (!file.site && !rules.empty()) file.reading_mark = mark_of(rules);
    file.place_mark = mark_of((file.site ? text + "\n" : rules) + file.source_path);
  }
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
                                ProblemList& problems, RemarkList& remarks, const ScanOptions& options) {
  if (auto exist = check_exist(sources); !exist) return std::move(exist.error());
  SiteFinder sites(options.base_url);
  Sources found = discover_sources(sources, options.names, sites);
  problems.add(std::move(found.problems));
  remarks.add(std::move(found.remarks), {});

  SourceScan scan;
  const std::string folder = working_folder();
  for (const std::string& source : sources) scan.sources.push_back(catalogue_key(source, folder));
  std::sort(scan.sources.begin(), scan.sources.end());
  const std::string own_folder = catalogue_key(database, folder);
  for (SourceFile& file : found.files) {
    std::string key = catalogue_key(file.path, folder);
    if (lies_below(key, own_folder)) continue;
    FoundFile next;
    next.key = std::move(key);
    next.shown = std::move(file.path);
    next.size = file.size;
    next.mtime_ns = file.modified_ns;
    next.device = file.device;
    next.inode = file.inode;
    next.file_mark = mark_of(fmt::format("{} {} {}", file.device, file.inode, file.changed_ns));
    scan.files.push_back(std::move(next));
  }
  if (found.standard_input) {
    FoundFile input;
    input.key = input.shown = "-";
    scan.files.push_back(std::move(input));
  }
  sort_by_key(scan.files);
  scan.by_inode = ordered_by_inode(scan.files);
  find_sites(scan, sites, options);
  return scan;
}

}  // namespace newsrank
