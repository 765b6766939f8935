// SPDX-License-Identifier: GPL-2.0-or-later
// To be preloaded (LD_PRELOAD): makes the calls by which a program changes files fail, as a dying machine, a full disk
// or a read-only file system would. What it does is said by environment variables, each counting from 1:
//   NEWSRANK_CRASH_AT=N    the process ends at once, without the N-th call that changes a file
//   NEWSRANK_FULL_FROM=N   from the N-th write on there is no space left
//   NEWSRANK_READ_ONLY=1   no file can be opened for writing
//   NEWSRANK_NO_LINKS=1    the file system has no symbolic links
//   NEWSRANK_VANISH=TEXT   files whose path contains TEXT are gone when they are opened for reading
//   NEWSRANK_THREADS=N     no more than N threads can be started, besides the first
//   NEWSRANK_REUSED_INODE=A:B   the first look at a file whose name ends in B shows the inode of the file whose name
//   ends
//                          in A, as if B had been saved by renaming after A was replaced
// Writes to the standard streams are let through and not counted.
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

namespace {

constexpr int kKilled = 137;  // as after SIGKILL

long setting(const char* name) {
  const char* const text = std::getenv(name);
  return text == nullptr ? 0 : std::atol(text);
}

std::atomic<long> changes{0};
std::atomic<long> writes{0};

void count_change() {
  static const long last = setting("NEWSRANK_CRASH_AT");
  if (++changes == last) ::_exit(kKilled);
}

// False: the write has to fail.
bool count_write(int file) {
  if (file <= STDERR_FILENO) return true;
  count_change();
  static const long full = setting("NEWSRANK_FULL_FROM");
  if (++writes < full || full == 0) return true;
  errno = ENOSPC;
  return false;
}

template <typename Function>
Function* real(Function* /*type*/, const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

bool has_mode(int flags) {
  return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
}

// False: the open has to fail.
bool count_open(const char* path, int flags) {
  const bool changing = has_mode(flags) || (flags & O_ACCMODE) != O_RDONLY;
  if (changing && setting("NEWSRANK_READ_ONLY") != 0) {
    errno = EROFS;
    return false;
  }
  if (has_mode(flags)) count_change();
  const char* const vanishing = std::getenv("NEWSRANK_VANISH");
  if (!changing && vanishing != nullptr && std::strstr(path, vanishing) != nullptr) ::unlink(path);
  return true;
}

// What the first look at a file shows instead of its inode.
void reuse_inode(const char* path, struct stat& status) {
  static const std::string setting = std::getenv("NEWSRANK_REUSED_INODE") ? std::getenv("NEWSRANK_REUSED_INODE") : "";
  static const std::size_t colon = setting.find(':');
  static ino_t first = 0;
  static bool shown = false;
  if (colon == std::string::npos || shown) return;
  const std::string_view name(path);
  if (name.ends_with(setting.substr(0, colon))) first = status.st_ino;
  if (first == 0 || !name.ends_with(setting.substr(colon + 1))) return;
  status.st_ino = first;
  shown = true;
}

}  // namespace

extern "C" {

// The names and types of the C library.
#define NEWSRANK_VISIBLE __attribute__((visibility("default")))

NEWSRANK_VISIBLE ssize_t write(int file, const void* bytes, size_t size) {
  static auto* const next = real(&::write, "write");
  return count_write(file) ? next(file, bytes, size) : -1;
}

NEWSRANK_VISIBLE ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
  static auto* const next = real(&::pwrite, "pwrite");
  return count_write(file) ? next(file, bytes, size, at) : -1;
}

NEWSRANK_VISIBLE ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
  static auto* const next = real(&::pwrite64, "pwrite64");
  return count_write(file) ? next(file, bytes, size, at) : -1;
}

NEWSRANK_VISIBLE int fsync(int file) {
  static auto* const next = real(&::fsync, "fsync");
  count_change();
  return next(file);
}

NEWSRANK_VISIBLE int fdatasync(int file) {
  static auto* const next = real(&::fdatasync, "fdatasync");
  count_change();
  return next(file);
}

NEWSRANK_VISIBLE int rename(const char* from, const char* to) noexcept {
  static auto* const next = reinterpret_cast<int (*)(const char*, const char*)>(::dlsym(RTLD_NEXT, "rename"));
  count_change();
  return next(from, to);
}

NEWSRANK_VISIBLE int unlink(const char* path) noexcept {
  static auto* const next = reinterpret_cast<int (*)(const char*)>(::dlsym(RTLD_NEXT, "unlink"));
  count_change();
  return next(path);
}

NEWSRANK_VISIBLE int unlinkat(int folder, const char* path, int flags) noexcept {
  static auto* const next = reinterpret_cast<int (*)(int, const char*, int)>(::dlsym(RTLD_NEXT, "unlinkat"));
  count_change();
  return next(folder, path, flags);
}

NEWSRANK_VISIBLE int mkdir(const char* path, mode_t mode) noexcept {
  static auto* const next = reinterpret_cast<int (*)(const char*, mode_t)>(::dlsym(RTLD_NEXT, "mkdir"));
  count_change();
  return next(path, mode);
}

NEWSRANK_VISIBLE int symlink(const char* target, const char* path) noexcept {
  static auto* const next = reinterpret_cast<int (*)(const char*, const char*)>(::dlsym(RTLD_NEXT, "symlink"));
  if (setting("NEWSRANK_NO_LINKS") != 0) {
    errno = EPERM;
    return -1;
  }
  count_change();
  return next(target, path);
}

NEWSRANK_VISIBLE int ftruncate(int file, off_t size) noexcept {
  static auto* const next = reinterpret_cast<int (*)(int, off_t)>(::dlsym(RTLD_NEXT, "ftruncate"));
  count_change();
  return next(file, size);
}

NEWSRANK_VISIBLE int ftruncate64(int file, off64_t size) noexcept {
  static auto* const next = reinterpret_cast<int (*)(int, off64_t)>(::dlsym(RTLD_NEXT, "ftruncate64"));
  count_change();
  return next(file, size);
}

NEWSRANK_VISIBLE int open(const char* path, int flags, ...) {
  static auto* const next = reinterpret_cast<int (*)(const char*, int, ...)>(::dlsym(RTLD_NEXT, "open"));
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = has_mode(flags) ? va_arg(arguments, mode_t) : 0;
  va_end(arguments);
  return count_open(path, flags) ? next(path, flags, mode) : -1;
}

NEWSRANK_VISIBLE int open64(const char* path, int flags, ...) {
  static auto* const next = reinterpret_cast<int (*)(const char*, int, ...)>(::dlsym(RTLD_NEXT, "open64"));
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = has_mode(flags) ? va_arg(arguments, mode_t) : 0;
  va_end(arguments);
  return count_open(path, flags) ? next(path, flags, mode) : -1;
}

NEWSRANK_VISIBLE int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*run)(void*),
                                    void* argument) noexcept {
  using Create = int (*)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
  static auto* const next = reinterpret_cast<Create>(::dlsym(RTLD_NEXT, "pthread_create"));
  static std::atomic<long> started{0};
  if (std::getenv("NEWSRANK_THREADS") != nullptr && ++started > setting("NEWSRANK_THREADS")) return EAGAIN;
  return next(thread, attributes, run, argument);
}

NEWSRANK_VISIBLE int fstatat(int folder, const char* path, struct stat* status, int flags) noexcept {
  static auto* const next =
      reinterpret_cast<int (*)(int, const char*, struct stat*, int)>(::dlsym(RTLD_NEXT, "fstatat"));
  const int result = next(folder, path, status, flags);
  if (result == 0) reuse_inode(path, *status);
  return result;
}

}  // extern "C"
