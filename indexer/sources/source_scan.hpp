// SPDX-License-Identifier: GPL-2.0-or-later
// The scan of a run's sources: what there is to read, under the names the catalogue uses.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "newsrank/error.hpp"
#include "reading/fields/field_map.hpp"
#include "reading/problem.hpp"
#include "sources/found_file.hpp"
#include "sources/source.hpp"

namespace newsrank {

struct SourceScan {
  std::vector<std::string> sources;  // keys of what the user named, sorted
  std::vector<FoundFile> files;      // in ascending order of keys, each key once

  std::vector<std::size_t> by_inode;  // all numbers of `files`, in the order of device and inode

  // Whether a file of the catalogue that the scan did not come across is gone: also if the scan came across the same
  // file under another name.
  bool is_gone(const std::string& key) const;
};

struct ScanOptions {
  NameFilter names;
  std::string base_url;  // of the sites that the sources are; empty: what their configuration says
  bool strict = false;   // see ReadLimits
  FieldMap fields{};     // likewise
};

// Files in the folder `database` are left out. What cannot be reached is added to `problems`. Error: invalid_argument
// if no source is named, or if one does not exist.
Result<SourceScan> scan_sources(const std::vector<std::string>& sources, const std::string& database,
                                ProblemList& problems, RemarkList& remarks, const ScanOptions& options = {});

}  // namespace newsrank
