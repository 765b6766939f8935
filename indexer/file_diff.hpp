// FileDiff: what a scan of the sources found, compared with what the catalogue remembers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue.hpp"
#include "run_report.hpp"

namespace newsrank {

// A file that a scan came across. Its name in the catalogue is `key`.
struct FoundFile {
  std::string key;    // see catalogue_key()
  std::string shown;  // as the user named or reached it
  std::uint64_t size = 0;
  std::int64_t mtime_ns = 0;
};

struct FileDiff {
  std::vector<std::size_t> to_read;    // positions in the found files
  std::vector<std::size_t> unchanged;  // file numbers of the catalogue: found as they were
  std::vector<std::size_t> untouched;  // file numbers: of other sources, or out of reach in this run
  std::vector<std::size_t> removed;    // file numbers: below the sources once, and no more
};

// The absolute, lexically normal form of a path without a trailing slash; "-" (standard input) stays as it is.
// Relative paths begin in `folder`, which is absolute.
std::string catalogue_key(std::string_view path, std::string_view folder);

// The folder the process works in.
std::string working_folder();

// Whether `key` is `source` or lies below it; both in the form of catalogue_key().
bool lies_below(std::string_view key, std::string_view source);

// Whether no file is at `key` any more. A file that cannot be looked at is not gone.
bool is_gone(const std::string& key);

// Makes the stamp of a file of this size and time that was looked at at the moment `now_ns` and read afterwards. Not
// settled if it was modified so close to that moment that a later change could leave the same size and time.
FileStamp make_stamp(std::uint64_t size, std::int64_t mtime_ns, std::int64_t now_ns);

// `found` is in ascending order of keys, each key once; `sources` are keys. A file is unchanged if it has the size and
// time it was known by, settled, and was clean. `gone` answers as is_gone() does.
FileDiff diff_files(const Catalogue& catalogue, const std::vector<FoundFile>& found,
                    const std::vector<std::string>& sources, const std::function<bool(const std::string&)>& gone);

// The sources below which `found` has no file and the catalogue had some, which are all in `diff.removed`.
std::vector<EmptiedSource> emptied_sources(const Catalogue& catalogue, const FileDiff& diff,
                                           const std::vector<FoundFile>& found,
                                           const std::vector<std::string>& sources);

}  // namespace newsrank
