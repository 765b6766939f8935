// SPDX-License-Identifier: GPL-2.0-or-later
// How much disk space files take.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace newsrank::detail {

// The sizes of all files, without symbolic links, below a folder whose names begin with `prefix`, in bytes; what cannot
// be read counts as 0.
std::uint64_t folder_size(const std::string& folder, std::string_view prefix = "");

}  // namespace newsrank::detail
