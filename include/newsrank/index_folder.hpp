// SPDX-License-Identifier: GPL-2.0-or-later
/// @file
/// How to recognise the folder of an index.
#pragma once

#include <string_view>

namespace newsrank {

/// A folder that holds a file of this name is an index. The file is a Xapian stub, which names the current shards.
inline constexpr std::string_view kPointerFile = "XAPIANDB";

}  // namespace newsrank
