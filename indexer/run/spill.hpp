// SPDX-License-Identifier: GPL-2.0-or-later
// Spill: keeps the records read in a run on disk until they are stored, so that memory does not grow with the text.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/slot_index.hpp"
#include "core/file_descriptor.hpp"
#include "newsrank/error.hpp"

namespace newsrank {

// An unlinked temporary file (the system drops it when the process ends in any way) and about 32 bytes of memory a
// record. Threads: add() may be called from many at once; then finish(), then the rest from any thread.
class Spill {
 public:
  // The file is made in `folder`, which must exist. Error: io.
  static Result<std::unique_ptr<Spill>> create(const std::string& folder);

  Spill(const Spill&) = delete;
  Spill& operator=(const Spill&) = delete;

  // Keeps a record under its content hash; a second record of the same hash is dropped. `quality` is remembered beside
  // it. finish() reports failures.
  void add(std::uint64_t content, std::string_view record, float quality);

  // Completes writing. Error: io if anything could not be written (a full disk).
  Result<void> finish();

  // The record of that content; nothing if there is none. Error: io.
  Result<std::optional<std::string>> read(std::uint64_t content) const;

  // The quality given with that content; 0 if there is no such record.
  float quality(std::uint64_t content) const;

 private:
  struct Entry {
    std::uint64_t content = 0;
    std::uint64_t offset = 0;
    std::uint32_t size = 0;
    float quality = 0;
  };
  Spill(detail::FileDescriptor file, std::string folder) : file_(std::move(file)), folder_(std::move(folder)) {}

  const Entry* find(std::uint64_t content) const;
  void write_buffer();

  detail::FileDescriptor file_;
  std::string folder_;
  std::mutex mutex_;
  std::vector<Entry> entries_;
  detail::SlotIndex index_;
  std::string buffer_;
  std::uint64_t written_ = 0;
  int failure_ = 0;  // errno of the first failure
};

}  // namespace newsrank
