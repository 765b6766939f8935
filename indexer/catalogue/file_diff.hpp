// SPDX-License-Identifier: GPL-2.0-or-later
// FileDiff: what a scan of the sources found, compared with what the catalogue remembers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "sources/found_file.hpp"

namespace newsrank {

// A source of which earlier runs knew files, and this one finds none.
struct EmptiedSource {
  std::string path;
  std::uint64_t files = 0;  // that are gone
};

struct FileDiff {
  std::vector<std::size_t> to_read;    // positions in the found files
  std::vector<std::size_t> unchanged;  // file numbers of the catalogue: found as they were
  std::vector<std::size_t> untouched;  // file numbers: of other sources, or out of reach in this run
  std::vector<std::size_t> removed;    // file numbers: below the sources once, and no more
};

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
