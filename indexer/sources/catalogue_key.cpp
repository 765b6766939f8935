// SPDX-License-Identifier: GPL-2.0-or-later
#include "sources/catalogue_key.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

namespace newsrank {

std::string working_folder() {
  std::error_code failure;
  return std::filesystem::current_path(failure).native();
}

std::string catalogue_key(std::string_view path, std::string_view folder) {
  if (path == "-") return "-";
  std::string key;
  for (std::string_view rest : {path.starts_with('/') ? std::string_view() : folder, path}) {
    while (!rest.empty()) {
      const std::string_view name = rest.substr(0, rest.find('/'));
      rest.remove_prefix(std::min(name.size() + 1, rest.size()));
      if (name.empty() || name == ".") continue;
      if (name == "..") {
        key.resize(key.empty() ? 0 : key.rfind('/'));
      } else {
        key.append("/").append(name);
      }
    }
  }
  return key.empty() ? "/" : key;
}

bool lies_below(std::string_view key, std::string_view source) {
  if (key.substr(0, source.size()) != source) return false;
  return key.size() == source.size() || source == "/" || key[source.size()] == '/';
}

bool is_same_file(const std::string& path, const std::string& other) {
  // While both are open neither inode can go to another file.
  const int file = ::open(path.c_str(), O_PATH | O_CLOEXEC);
  const int second = ::open(other.c_str(), O_PATH | O_CLOEXEC);
  struct stat status {};
  struct stat second_status {};
  const bool known = file >= 0 && second >= 0 && ::fstat(file, &status) == 0 && ::fstat(second, &second_status) == 0;
  if (file >= 0) ::close(file);
  if (second >= 0) ::close(second);
  return known && status.st_dev == second_status.st_dev && status.st_ino == second_status.st_ino;
}

bool is_gone(const std::string& key) {
  struct stat status {};
  if (key == "-") return false;
  if (::stat(key.c_str(), &status) == 0) return !S_ISREG(status.st_mode);
  return errno == ENOENT || errno == ENOTDIR;
}

}  // namespace newsrank
