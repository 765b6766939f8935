// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/regular_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace newsrank::detail {

int open_regular(const std::string& path, int flags, mode_t mode) {
  // Truncated only when it is known what it is.
  const int file = ::open(path.c_str(), (flags & ~O_TRUNC) | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, mode);
  if (file < 0) return -1;
  struct stat status {};
  int failure = ::fstat(file, &status) != 0 ? errno : 0;
  if (failure == 0 && !S_ISREG(status.st_mode)) failure = EINVAL;
  if (failure == 0 && (flags & O_TRUNC) != 0 && ::ftruncate(file, 0) != 0) failure = errno;
  if (failure == 0) return file;
  ::close(file);
  errno = failure;
  return -1;
}

}  // namespace newsrank::detail
