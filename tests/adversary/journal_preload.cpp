// SPDX-License-Identifier: GPL-2.0-or-later
// To be preloaded (LD_PRELOAD): writes down every call by which a program changes files below a folder, and every call
// that makes changes durable, so that a test can tell what a loss of power would leave (power_loss_test.py).
//   NEWSRANK_JOURNAL=FILE   where it is written
//   NEWSRANK_BELOW=FOLDER   only what is in this folder
// A record: a letter, then a line each with the path, the inode, the offset or the other path, and the number of bytes
// that follow. Letters: O opened and empty, W written, T cut or lengthened, R renamed, U removed, D folder made, L link
// made, S synced.
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>
#include <string_view>

namespace {

template <typename Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

std::string setting(const char* name) {
  const char* const text = std::getenv(name);
  return text == nullptr ? std::string() : text;
}

bool is_below(std::string_view path) {
  static const std::string folder = setting("NEWSRANK_BELOW");
  return !folder.empty() && path.substr(0, folder.size()) == folder;
}

std::string path_of(int file) {
  char path[PATH_MAX];
  const ssize_t size = ::readlink(("/proc/self/fd/" + std::to_string(file)).c_str(), path, sizeof path);
  return size < 0 ? std::string() : std::string(path, static_cast<std::size_t>(size));
}

std::string absolute(int folder, const char* path) {
  if (path[0] == '/') return path;
  char here[PATH_MAX];
  const std::string base = folder != AT_FDCWD ? path_of(folder) : ::getcwd(here, sizeof here) ? std::string(here) : "";
  return base + '/' + path;
}

unsigned long inode_of(int file) {
  struct stat status {};
  return ::fstat(file, &status) == 0 ? status.st_ino : 0;
}

void record(char letter, const std::string& path, unsigned long inode, const std::string& other,
            std::string_view bytes = {}) {
  static std::mutex mutex;
  static auto* const real_write = next<ssize_t (*)(int, const void*, size_t)>("write");
  static auto* const real_open = next<int (*)(const char*, int, ...)>("open");
  if (!is_below(path)) return;
  const std::lock_guard lock(mutex);
  static const int journal =
      real_open(setting("NEWSRANK_JOURNAL").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  std::string text(1, letter);
  text += '\n' + path + '\n' + std::to_string(inode) + '\n' + other + '\n' + std::to_string(bytes.size()) + '\n';
  text.append(bytes);
  for (std::string_view rest = text; !rest.empty();) {
    const ssize_t written = real_write(journal, rest.data(), rest.size());
    if (written <= 0) std::abort();
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
}

void record_write(int file, const void* bytes, ssize_t size, off64_t at) {
  if (size <= 0) return;
  record('W', path_of(file), inode_of(file), std::to_string(at),
         {static_cast<const char*>(bytes), static_cast<std::size_t>(size)});
}

bool has_mode(int flags) {
  return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
}

int opened(const char* name, const char* path, int flags, mode_t mode) {
  auto* const real = next<int (*)(const char*, int, ...)>(name);
  struct stat status {};
  const bool is_new = (flags & O_CREAT) != 0 && ::lstat(path, &status) != 0;
  const int file = real(path, flags, mode);
  if (file >= 0 && (is_new || (flags & O_TRUNC) != 0)) record('O', path_of(file), inode_of(file), is_new ? "new" : "");
  return file;
}

}  // namespace

extern "C" {

#define NEWSRANK_VISIBLE __attribute__((visibility("default")))

NEWSRANK_VISIBLE int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = has_mode(flags) ? va_arg(arguments, mode_t) : 0;
  va_end(arguments);
  return opened("open", path, flags, mode);
}

NEWSRANK_VISIBLE int open64(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = has_mode(flags) ? va_arg(arguments, mode_t) : 0;
  va_end(arguments);
  return opened("open64", path, flags, mode);
}

NEWSRANK_VISIBLE ssize_t write(int file, const void* bytes, size_t size) {
  static auto* const real = next<ssize_t (*)(int, const void*, size_t)>("write");
  const off64_t at = ::lseek64(file, 0, SEEK_CUR);
  const ssize_t done = real(file, bytes, size);
  if (at >= 0) record_write(file, bytes, done, at);
  return done;
}

NEWSRANK_VISIBLE ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
  static auto* const real = next<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite");
  const ssize_t done = real(file, bytes, size, at);
  record_write(file, bytes, done, at);
  return done;
}

NEWSRANK_VISIBLE ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
  static auto* const real = next<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
  const ssize_t done = real(file, bytes, size, at);
  record_write(file, bytes, done, at);
  return done;
}

NEWSRANK_VISIBLE int ftruncate(int file, off_t size) noexcept {
  static auto* const real = next<int (*)(int, off_t)>("ftruncate");
  const int done = real(file, size);
  if (done == 0) record('T', path_of(file), inode_of(file), std::to_string(size));
  return done;
}

NEWSRANK_VISIBLE int ftruncate64(int file, off64_t size) noexcept {
  static auto* const real = next<int (*)(int, off64_t)>("ftruncate64");
  const int done = real(file, size);
  if (done == 0) record('T', path_of(file), inode_of(file), std::to_string(size));
  return done;
}

NEWSRANK_VISIBLE int fsync(int file) {
  static auto* const real = next<int (*)(int)>("fsync");
  const int done = real(file);
  if (done == 0) record('S', path_of(file), inode_of(file), "");
  return done;
}

NEWSRANK_VISIBLE int fdatasync(int file) {
  static auto* const real = next<int (*)(int)>("fdatasync");
  const int done = real(file);
  if (done == 0) record('S', path_of(file), inode_of(file), "");
  return done;
}

NEWSRANK_VISIBLE int rename(const char* from, const char* to) noexcept {
  static auto* const real = next<int (*)(const char*, const char*)>("rename");
  const int done = real(from, to);
  if (done == 0) record('R', absolute(AT_FDCWD, from), 0, absolute(AT_FDCWD, to));
  return done;
}

NEWSRANK_VISIBLE int unlink(const char* path) noexcept {
  static auto* const real = next<int (*)(const char*)>("unlink");
  const int done = real(path);
  if (done == 0) record('U', absolute(AT_FDCWD, path), 0, "");
  return done;
}

NEWSRANK_VISIBLE int rmdir(const char* path) noexcept {
  static auto* const real = next<int (*)(const char*)>("rmdir");
  const int done = real(path);
  if (done == 0) record('U', absolute(AT_FDCWD, path), 0, "");
  return done;
}

NEWSRANK_VISIBLE int remove(const char* path) noexcept {
  static auto* const real = next<int (*)(const char*)>("remove");
  const int done = real(path);
  if (done == 0) record('U', absolute(AT_FDCWD, path), 0, "");
  return done;
}

NEWSRANK_VISIBLE int unlinkat(int folder, const char* path, int flags) noexcept {
  static auto* const real = next<int (*)(int, const char*, int)>("unlinkat");
  const std::string name = absolute(folder, path);
  const int done = real(folder, path, flags);
  if (done == 0) record('U', name, 0, "");
  return done;
}

NEWSRANK_VISIBLE int mkdir(const char* path, mode_t mode) noexcept {
  static auto* const real = next<int (*)(const char*, mode_t)>("mkdir");
  const int done = real(path, mode);
  if (done == 0) record('D', absolute(AT_FDCWD, path), 0, "");
  return done;
}

NEWSRANK_VISIBLE int symlink(const char* target, const char* path) noexcept {
  static auto* const real = next<int (*)(const char*, const char*)>("symlink");
  const int done = real(target, path);
  if (done == 0) record('L', absolute(AT_FDCWD, path), 0, target);
  return done;
}

}  // extern "C"
