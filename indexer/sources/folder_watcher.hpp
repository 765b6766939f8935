// SPDX-License-Identifier: GPL-2.0-or-later
// FolderWatcher: notices that something changed below the sources of an index.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/file_descriptor.hpp"
#include "newsrank/error.hpp"

namespace newsrank {

// Follows folders with all their subfolders, and named files, by inotify. It says that there was a change, not which:
// the caller scans the sources anyway, so lost notifications (an overflow of the queue) lose nothing.
//
// Threads: one.
class FolderWatcher {
 public:
  // `database` is left out, wherever it lies. Error: io.
  static Result<FolderWatcher> create(const std::vector<std::string>& sources, const std::string& database);

  // Follows what is there now. To be called before each scan: what comes later is noticed then.
  void update();

  // Waits until something changes, `longest` at most; false: nothing did. All that was noticed is forgotten.
  bool wait(std::chrono::milliseconds longest);

  // False if the system refuses to follow some folder (its limit, a vanished source): scan from time to time.
  bool complete() const { return complete_; }

 private:
  FolderWatcher() = default;
  using FileId = std::pair<std::uint64_t, std::uint64_t>;  // device, inode

  void follow(const std::string& path, std::vector<FileId>& seen, unsigned depth);
  bool add(const std::string& path);
  void note_links(const std::string& source);
  bool is_link_on_the_way(int watch, std::string_view name) const;
  bool is_noted(int watch, std::string_view name) const;
  bool read_events();

  detail::FileDescriptor file_;
  std::vector<std::string> sources_;
  std::string database_;
  std::vector<int> followed_;                       // watch descriptors, sorted
  std::vector<int> found_;                          // by the update() that is under way
  std::vector<int> whole_;                          // of followed_, those of which every name counts; sorted
  std::vector<std::pair<int, std::string>> links_;  // of the others: the names that count
  bool complete_ = true;
};

}  // namespace newsrank
