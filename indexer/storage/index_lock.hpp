// SPDX-License-Identifier: GPL-2.0-or-later
// IndexLock: makes one process the writer of an index folder.
#pragma once

#include <functional>
#include <string>

#include "core/file_descriptor.hpp"
#include "newsrank/error.hpp"

namespace newsrank::detail {

// Holds the folder's lock file until destroyed; a process that dies gives it back. The file keeps the holder's process
// id for messages; it is never removed.
class IndexLock {
 public:
  // Error: index_locked (with the holder's process id) if another one holds it and `wait` is false or `cancelled` says
  // so; io.
  static Result<IndexLock> acquire(const std::string& folder, bool wait, const std::function<bool()>& cancelled);

 private:
  explicit IndexLock(int file) : file_(file) {}
  FileDescriptor file_;
};

}  // namespace newsrank::detail
