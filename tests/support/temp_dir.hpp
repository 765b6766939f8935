// SPDX-License-Identifier: GPL-2.0-or-later
// TempDir: a folder of its own for a test, removed with everything in it.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <system_error>

namespace newsrank::test {

class TempDir {
 public:
  // `memory`: where there is such a place, for tests that write much and are not about the disk.
  enum class Place { disk, memory };

  explicit TempDir(Place place = Place::disk) {
    std::filesystem::path parent = std::filesystem::temp_directory_path();
    std::error_code ignored;
    if (place == Place::memory && std::filesystem::is_directory("/dev/shm", ignored)) parent = "/dev/shm";
    std::string pattern = (parent / "newsrank-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
    path_ = pattern;
  }
  ~TempDir() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const std::string& path() const { return path_; }
  std::string file(const std::string& name) const { return path_ + '/' + name; }

 private:
  std::string path_;
};

}  // namespace newsrank::test
