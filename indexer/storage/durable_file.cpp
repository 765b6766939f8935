// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/durable_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "core/file_descriptor.hpp"
#include "core/regular_file.hpp"

namespace newsrank::detail {
namespace {

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

Result<void> sync_path(const std::string& path, int flags) {
  const FileDescriptor file(::open(path.c_str(), flags | O_RDONLY | O_CLOEXEC));
  if (file.get() < 0 || ::fsync(file.get()) != 0) return system_error("sync", path);
  return {};
}

}  // namespace

Error system_error(std::string_view doing, const std::string& path) {
  const int code = errno;
  std::string_view hint = "check permissions";
  if (code == ENOSPC || code == EDQUOT) hint = "free some disk space and run again; the last state is kept";
  if (code == ELOOP || code == EINVAL) hint = "it is not a file: an index holds none but files of its own";
  if (code == EROFS) hint = "the file system is read-only";
  if (code == EMFILE || code == ENFILE) hint = "raise the limit of open files (ulimit -n)";
  return {ErrorCode::io, fmt::format("cannot {} {}: {}", doing, path, std::strerror(code)), std::string(hint)};
}

Result<void> write_file(const std::string& path, std::string_view bytes) {
  const FileDescriptor file(open_regular(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW));
  if (file.get() < 0 || !write_all(file.get(), bytes) || ::fsync(file.get()) != 0) return system_error("write", path);
  return {};
}

Result<void> sync_folder(const std::string& path) {
  return sync_path(path, O_DIRECTORY);
}

Result<void> sync_folder_and_files(const std::string& path) {
  std::error_code failure;
  for (std::filesystem::directory_iterator entry(path, failure), end; !failure && entry != end;
       entry.increment(failure)) {
    if (!entry->is_regular_file(failure)) continue;
    if (auto synced = sync_path(entry->path().string(), 0); !synced) return synced;
  }
  if (failure) return Error{ErrorCode::io, fmt::format("cannot read {}: {}", path, failure.message()), ""};
  return sync_folder(path);
}

Result<void> replace_file(const std::string& path, std::string_view bytes) {
  const std::string aside = path + ".new";
  if (auto written = write_file(aside, bytes); !written) return written;
  if (std::rename(aside.c_str(), path.c_str()) != 0) return system_error("replace", path);
  return sync_folder(std::filesystem::path(path).parent_path().string());
}

Result<std::string> read_file(const std::string& path) {
  const FileDescriptor file(open_regular(path, O_RDONLY));
  if (file.get() < 0) {
    const bool missing = errno == ENOENT;
    Error error = system_error("read", path);
    if (missing) error.code = ErrorCode::index_not_found;
    return error;
  }
  std::string bytes;
  constexpr std::size_t kChunk = 1 << 20;
  for (;;) {
    const std::size_t size = bytes.size();
    bytes.resize(size + kChunk);
    const ssize_t got = ::read(file.get(), bytes.data() + size, kChunk);
    if (got < 0 && errno != EINTR) return system_error("read", path);
    bytes.resize(size + static_cast<std::size_t>(got < 0 ? 0 : got));
    if (got == 0) return bytes;
  }
}

}  // namespace newsrank::detail
