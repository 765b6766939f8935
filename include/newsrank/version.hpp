// SPDX-License-Identifier: GPL-2.0-or-later
/// @file
/// The version of newsrank, for C and C++. The build takes it from here.
#pragma once

#include "newsrank/export.hpp"

/// The version of these headers, as the library's is told by newsrank::version() and newsrank_version().
#define NEWSRANK_VERSION "1.0.0"

#ifdef __cplusplus
namespace newsrank {

/// The version of the library, "1.0.0".
NEWSRANK_EXPORT const char* version() noexcept;

}  // namespace newsrank
#endif
