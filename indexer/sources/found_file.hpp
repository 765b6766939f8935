// SPDX-License-Identifier: GPL-2.0-or-later
// FoundFile: a file that a scan of the sources came across.
#pragma once

#include <cstdint>
#include <string>

namespace newsrank {

struct FoundFile {
  std::string key;    // its name in the catalogue, see catalogue_key()
  std::string shown;  // as the user named or reached it
  std::uint64_t size = 0;
  std::int64_t mtime_ns = 0;
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
};

}  // namespace newsrank
