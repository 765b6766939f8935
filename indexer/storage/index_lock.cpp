// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/index_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <string_view>
#include <thread>
#include <utility>

#include "core/regular_file.hpp"
#include "index/index_layout.hpp"
#include "storage/durable_file.hpp"

namespace newsrank::detail {
namespace {

constexpr std::chrono::milliseconds kPoll{50};

Error locked(int file, const std::string& folder) {
  std::array<char, 32> text{};
  const ssize_t size = ::pread(file, text.data(), text.size(), 0);
  long holder = 0;
  if (size > 0) std::from_chars(text.data(), text.data() + size, holder);
  const std::string by = holder > 0 ? fmt::format("process {}", holder) : std::string("another process");
  return {ErrorCode::index_locked, fmt::format("{} is locked by {}", folder, by),
          "wait until it has finished writing (newsrank-index --wait), or end it"};
}

void write_holder(int file) {
  // What has another name as well is not ours alone.
  struct stat status {};
  if (::fstat(file, &status) != 0 || status.st_nlink > 1) return;
  const std::string text = fmt::format("{}\n", ::getpid());
  // The number is for messages only: that it cannot be written is no reason to stop.
  if (::ftruncate(file, 0) == 0) [[maybe_unused]]
    const auto written = ::pwrite(file, text.data(), text.size(), 0);
}

}  // namespace

Result<IndexLock> IndexLock::acquire(const std::string& folder, bool wait, const std::function<bool()>& cancelled) {
  const std::string path = fmt::format("{}/{}", folder, kLockFile);
  IndexLock lock(open_regular(path, O_RDWR | O_CREAT | O_NOFOLLOW));
  if (!lock.file_) return system_error("open", path);
  while (::flock(lock.file_.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) return system_error("lock", path);
    if (!wait || (cancelled && cancelled())) return locked(lock.file_.get(), folder);
    std::this_thread::sleep_for(kPoll);
  }
  write_holder(lock.file_.get());
  return lock;
}

}  // namespace newsrank::detail
