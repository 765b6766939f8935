// SPDX-License-Identifier: GPL-2.0-or-later
// Discovery: from the SOURCE arguments of a user to the files to read, in a stable order.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reading/problem.hpp"
#include "sources/site_config.hpp"

namespace newsrank {

struct SourceFile {
  std::string path;  // as the user named it, or below a folder the user named; any bytes
  std::uint64_t size = 0;
  std::int64_t modified_ns = 0;  // since 1970
  std::int64_t changed_ns = 0;   // likewise, of its status
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
};

// Which names count where a folder is searched through.
struct NameFilter {
  std::vector<std::string> include;  // patterns of the shell for a file's name or path below the source; empty: all
  std::vector<std::string> exclude;  // likewise, for files and folders
};

struct Sources {
  std::vector<SourceFile> files;  // sorted by path, byte by byte; no file twice
  bool standard_input = false;    // "-" was named
  std::vector<Problem> problems;  // what could not be reached, sorted by path
  std::vector<Problem> remarks;   // what is left out for its name or place
};

// Folders are searched through for the names of is_article_name(); names that begin with a dot are left out. What is
// named itself is taken whatever its name. Symbolic links are followed; a link to a folder it is in, and anything but
// files and folders, is a problem. A folder or file reached in several ways is taken once.
// Folders that hold what others made (node_modules, _site, public, vendor) are left out, and of a site what its
// generator makes no pages of: its configuration, layouts and data, all beside Hugo's content/, resources of a page
// bundle.
Sources discover_sources(const std::vector<std::string>& arguments, const NameFilter& filter, SiteFinder& sites);
Sources discover_sources(const std::vector<std::string>& arguments);

}  // namespace newsrank
