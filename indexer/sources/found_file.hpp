// SPDX-License-Identifier: GPL-2.0-or-later
// FoundFile: a file that a scan of the sources came across.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "reading/sites/site.hpp"

namespace newsrank {

struct FoundFile {
  std::string key;    // its name in the catalogue, see catalogue_key()
  std::string shown;  // as the user named or reached it
  std::uint64_t size = 0;
  std::int64_t mtime_ns = 0;
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::uint32_t file_mark = 0;         // see FileStamp
  std::uint32_t reading_mark = 0;      // likewise
  std::uint32_t place_mark = 0;        // the reading mark if an identity in it is the file's place
  std::shared_ptr<const Site> site{};  // null: none is known
  std::string site_path{};             // below the site's folder; without a site, below the source
  std::string source_path{};           // below the source
};

}  // namespace newsrank
