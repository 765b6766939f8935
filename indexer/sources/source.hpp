// SPDX-License-Identifier: GPL-2.0-or-later
// Discovery: from the SOURCE arguments of a user to the files to read, in a stable order.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reading/problem.hpp"

namespace newsrank {

struct SourceFile {
  std::string path;  // as the user named it, or below a folder the user named; any bytes
  std::uint64_t size = 0;
  std::int64_t modified_ns = 0;  // since 1970
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
};

struct Sources {
  std::vector<SourceFile> files;  // sorted by path, byte by byte; no file twice
  bool standard_input = false;    // "-" was named
  std::vector<Problem> problems;  // what could not be reached, sorted by path
};

// Folders are searched through for the names of is_article_name(); names that begin with a dot are left out. What is
// named itself is taken whatever its name. Symbolic links are followed; a link to a folder it is in, and anything but
// files and folders, is a problem. A folder or file reached in several ways is taken once.
Sources discover_sources(const std::vector<std::string>& arguments);

}  // namespace newsrank
