// SPDX-License-Identifier: GPL-2.0-or-later
#include "run/spill.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <limits>
#include <system_error>

namespace newsrank {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 20U;

Error spill_error(const std::string& folder, std::string_view action, int number) {
  const bool full = number == ENOSPC || number == EDQUOT;
  return {ErrorCode::io,
          fmt::format("cannot {} temporary data in {}: {}", action, folder, std::generic_category().message(number)),
          full ? "free some space on that disk and run again; the index is as it was"
               : "see that the folder can be written; the index is as it was"};
}

// A name is needed only where the file system cannot make nameless files; it is gone before this returns.
int open_unlinked(const std::string& folder) {
  const int nameless = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (nameless >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)) return nameless;
  std::string name = folder + "/spill.XXXXXX";
  const int named = ::mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0) ::unlink(name.c_str());
  return named;
}

}  // namespace

Result<std::unique_ptr<Spill>> Spill::create(const std::string& folder) {
  detail::FileDescriptor file(open_unlinked(folder));
  if (!file) return spill_error(folder, "create", errno);
  return std::unique_ptr<Spill>(new Spill(std::move(file), folder));
}

const Spill::Entry* Spill::find(std::uint64_t content) const {
  const std::uint32_t number =
      index_.find(content, [&](std::uint32_t other) { return entries_[other].content == content; });
  return number == detail::SlotIndex::kNone ? nullptr : &entries_[number];
}

void Spill::add(std::uint64_t content, std::string_view record, float quality) {
  const std::lock_guard lock(mutex_);
  if (failure_ != 0 || find(content) != nullptr) return;
  if (record.size() > std::numeric_limits<std::uint32_t>::max() || entries_.size() >= detail::SlotIndex::kMaxEntries) {
    failure_ = EFBIG;
    return;
  }
  if (buffer_.size() + record.size() > kBufferBytes) write_buffer();
  entries_.push_back({content, written_ + buffer_.size(), static_cast<std::uint32_t>(record.size()), quality});
  index_.add(static_cast<std::uint32_t>(entries_.size() - 1),
             [this](std::uint32_t number) { return entries_[number].content; });
  buffer_ += record;
}

void Spill::write_buffer() {
  for (std::size_t done = 0; done < buffer_.size() && failure_ == 0;) {
    const ssize_t count =
        ::pwrite(file_.get(), buffer_.data() + done, buffer_.size() - done, static_cast<off_t>(written_ + done));
    if (count > 0) {
      done += static_cast<std::size_t>(count);
    } else if (errno != EINTR) {
      failure_ = count == 0 ? ENOSPC : errno;
    }
  }
  written_ += buffer_.size();
  buffer_.clear();
}

Result<void> Spill::finish() {
  const std::lock_guard lock(mutex_);
  write_buffer();
  buffer_ = {};
  if (failure_ != 0) return spill_error(folder_, "write", failure_);
  return {};
}

Result<std::optional<std::string>> Spill::read(std::uint64_t content) const {
  const Entry* entry = find(content);
  if (entry == nullptr) return std::optional<std::string>();
  std::string record(entry->size, '\0');
  for (std::size_t done = 0; done < record.size();) {
    const ssize_t count =
        ::pread(file_.get(), record.data() + done, record.size() - done, static_cast<off_t>(entry->offset + done));
    if (count > 0) {
      done += static_cast<std::size_t>(count);
    } else if (count == 0 || errno != EINTR) {
      return spill_error(folder_, "read", count == 0 ? EIO : errno);
    }
  }
  return std::optional(std::move(record));
}

float Spill::quality(std::uint64_t content) const {
  const Entry* entry = find(content);
  return entry == nullptr ? 0.0F : entry->quality;
}

}  // namespace newsrank
