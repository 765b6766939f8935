// SPDX-License-Identifier: GPL-2.0-or-later
#include "catalogue/file_diff.hpp"

#include "core/first_number.hpp"
#include "sources/catalogue_key.hpp"

namespace newsrank {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kCoarseMargin = 2 * kSecond;  // file systems that keep whole or even seconds
constexpr std::int64_t kFineMargin = kSecond / 10;   // the kernel's clock tick, generously

// The paths that lie below `source`, among `count` ascending ones that `path_of` gives: a range of numbers. What is
// `source` itself stands apart from them, since "/a-b" sorts between "/a" and "/a/b".
template <typename PathOf>
std::uint64_t count_below(std::string_view source, std::size_t count, PathOf path_of) {
  const auto first_at = [&](const std::string& bound) {
    return first_number(0, count, [&](std::size_t i) { return path_of(i) >= bound; });
  };
  const std::string folder = source == "/" ? "" : std::string(source);
  const std::size_t itself = first_at(std::string(source));
  const bool is_file = itself < count && path_of(itself) == source;
  return (is_file ? 1 : 0) + first_at(folder + '0') - first_at(folder + '/');  // '0' follows '/'
}

// A mark that is not known says nothing: catalogues of earlier programs have none.
bool is_same(const FileStamp& stamp, const FoundFile& file) {
  return stamp.clean && stamp.settled && stamp.size == file.size && stamp.mtime_ns == file.mtime_ns &&
         (stamp.file_mark == 0 || file.file_mark == 0 || stamp.file_mark == file.file_mark) &&
         (stamp.reading_mark == file.reading_mark || stamp.reading_mark == file.place_mark);
}

}  // namespace

FileStamp make_stamp(std::uint64_t size, std::int64_t mtime_ns, std::int64_t now_ns) {
  const std::int64_t margin = mtime_ns % kSecond == 0 ? kCoarseMargin : kFineMargin;
  const bool settled = mtime_ns < now_ns - margin || mtime_ns > now_ns + margin;
  return {size, mtime_ns, 0, true, settled};
}

FileDiff diff_files(const Catalogue& catalogue, const std::vector<FoundFile>& found,
                    const std::vector<std::string>& sources, const std::function<bool(const std::string&)>& gone) {
  FileDiff diff;
  std::size_t next = 0;
  for (std::size_t file = 0; file < catalogue.file_count(); ++file) {
    const std::string_view path = catalogue.path(file);
    for (; next < found.size() && found[next].key < path; ++next) diff.to_read.push_back(next);
    if (next < found.size() && found[next].key == path) {
      const FileStamp& stamp = catalogue.stamp(file);
      const bool same = path != "-" && is_same(stamp, found[next]);
      if (same) {
        diff.unchanged.push_back(file);
      } else {
        diff.to_read.push_back(next);
      }
      ++next;
      continue;
    }
    const bool ours = std::any_of(sources.begin(), sources.end(),
                                  [&](const std::string& source) { return lies_below(path, source); });
    if (ours && gone(std::string(path))) {
      diff.removed.push_back(file);
    } else {
      diff.untouched.push_back(file);
    }
  }
  for (; next < found.size(); ++next) diff.to_read.push_back(next);
  return diff;
}

std::vector<EmptiedSource> emptied_sources(const Catalogue& catalogue, const FileDiff& diff,
                                           const std::vector<FoundFile>& found,
                                           const std::vector<std::string>& sources) {
  std::vector<EmptiedSource> emptied;
  if (diff.removed.empty()) return emptied;
  for (const std::string& source : sources) {
    const auto removed =
        count_below(source, diff.removed.size(), [&](std::size_t i) { return catalogue.path(diff.removed[i]); });
    const auto kept =
        count_below(source, diff.untouched.size(), [&](std::size_t i) { return catalogue.path(diff.untouched[i]); });
    const auto there = count_below(source, found.size(), [&](std::size_t i) { return std::string_view(found[i].key); });
    if (removed > 0 && kept + there == 0) emptied.push_back({source, removed});
  }
  return emptied;
}

}  // namespace newsrank
