// SPDX-License-Identifier: GPL-2.0-or-later
#include "maintenance/folder_size.hpp"

#include <filesystem>
#include <system_error>

namespace newsrank::detail {

std::uint64_t folder_size(const std::string& folder, std::string_view prefix) {
  std::uint64_t bytes = 0;
  std::error_code failure;
  for (std::filesystem::recursive_directory_iterator entry(folder, failure), end; !failure && entry != end;
       entry.increment(failure)) {
    std::error_code gone;
    if (entry->is_symlink(gone) || !entry->is_regular_file(gone) ||
        !entry->path().filename().native().starts_with(prefix))
      continue;
    const std::uintmax_t size = entry->file_size(gone);
    if (!gone) bytes += size;
  }
  return bytes;
}

}  // namespace newsrank::detail
