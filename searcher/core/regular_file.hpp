// SPDX-License-Identifier: GPL-2.0-or-later
// Files of an index are opened as files and nothing else: what stands in their place may lead or wait elsewhere.
#pragma once

#include <sys/types.h>

#include <string>

namespace newsrank::detail {

// As ::open() with O_CLOEXEC, but refuses what is not a regular file (EINVAL), and never waits for a pipe's other end.
// With O_NOFOLLOW among the flags a link is refused as well (ELOOP). -1: see errno.
int open_regular(const std::string& path, int flags, mode_t mode = 0666);

}  // namespace newsrank::detail
