#include "sources/catalogue_key.hpp"

#include <sys/stat.h>

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

bool is_gone(const std::string& key) {
  struct stat status {};
  if (key == "-") return false;
  if (::stat(key.c_str(), &status) == 0) return !S_ISREG(status.st_mode);
  return errno == ENOENT || errno == ENOTDIR;
}

}  // namespace newsrank
