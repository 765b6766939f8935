// SPDX-License-Identifier: GPL-2.0-or-later
#include "sources/folder_watcher.hpp"

#include <dirent.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string_view>

namespace newsrank {
namespace {

constexpr std::uint32_t kChanges =
    IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF;
constexpr unsigned kMaxDepth = 100;  // deeper than any path can be followed by name

struct FolderCloser {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

bool is_folder(const std::string& path, struct stat& status) {
  return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

}  // namespace

Result<FolderWatcher> FolderWatcher::create(const std::vector<std::string>& sources, const std::string& database) {
  FolderWatcher watcher;
  watcher.file_ = detail::FileDescriptor(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
  if (!watcher.file_) {
    return Error{ErrorCode::io, std::string("cannot watch folders: ") + std::strerror(errno),
                 "raise fs.inotify.max_user_instances, or run newsrank-index from time to time instead"};
  }
  watcher.sources_ = sources;
  watcher.database_ = database;
  return watcher;
}

void FolderWatcher::update() {
  complete_ = true;
  found_.clear();
  links_.clear();
  std::vector<FileId> seen;  // sorted
  struct stat status {};
  // As if it had been visited already: its own changes would never end.
  if (is_folder(database_, status)) seen.emplace_back(status.st_dev, status.st_ino);
  for (const std::string& source : sources_) {
    note_links(source);
    if (is_folder(source, status)) {
      follow(source, seen, 0);
    } else {
      // A file is replaced rather than written to, so its folder is what tells.
      const std::string parent = std::filesystem::path(source).parent_path().string();
      complete_ = add(parent.empty() ? "." : parent) && complete_;
      complete_ = ::access(source.c_str(), F_OK) == 0 && complete_;
    }
  }
  std::sort(found_.begin(), found_.end());
  found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
  whole_ = found_;
  for (const auto& [watch, name] : links_) found_.push_back(watch);
  std::sort(found_.begin(), found_.end());
  found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
  for (const int watch : followed_) {
    if (!std::binary_search(found_.begin(), found_.end(), watch)) ::inotify_rm_watch(file_.get(), watch);
  }
  followed_ = std::move(found_);
}

// Before its entries are read, so that what is made in it meanwhile is either read or noticed.
void FolderWatcher::follow(const std::string& path, std::vector<FileId>& seen, unsigned depth) {
  struct stat status {};
  if (depth > kMaxDepth || !is_folder(path, status)) return;
  const FileId id{status.st_dev, status.st_ino};
  const auto place = std::lower_bound(seen.begin(), seen.end(), id);
  if (place != seen.end() && *place == id) return;
  seen.insert(place, id);
  complete_ = add(path) && complete_;
  const std::unique_ptr<DIR, FolderCloser> folder(::opendir(path.c_str()));
  if (!folder) return;
  while (const dirent* const entry = ::readdir(folder.get())) {
    const bool may_be_folder = entry->d_type == DT_DIR || entry->d_type == DT_LNK || entry->d_type == DT_UNKNOWN;
    if (may_be_folder && entry->d_name[0] != '.') follow(path + '/' + entry->d_name, seen, depth + 1);
  }
}

// A link on the way to a source can be made to lead elsewhere: its folder tells.
void FolderWatcher::note_links(const std::string& source) {
  constexpr unsigned kMaxLinks = 40;  // as the system follows
  std::filesystem::path rest = source;
  std::filesystem::path way;
  unsigned links = 0;
  while (!rest.empty() && links < kMaxLinks) {
    const std::filesystem::path name = *rest.begin();
    rest = rest.lexically_relative(name);
    if (rest == ".") rest.clear();
    std::error_code failure;
    const std::filesystem::path at = way / name;
    if (!std::filesystem::is_symlink(std::filesystem::symlink_status(at, failure))) {
      way = at;
      continue;
    }
    ++links;
    const std::string folder = way.empty() ? "." : way.string();
    const int watch = ::inotify_add_watch(file_.get(), folder.c_str(), kChanges);
    if (watch >= 0) links_.emplace_back(watch, name.string());
    const std::filesystem::path target = std::filesystem::read_symlink(at, failure);
    if (failure) return;
    if (target.is_absolute()) way.clear();
    rest = rest.empty() ? target : target / rest;
  }
}

bool FolderWatcher::is_link_on_the_way(int watch, std::string_view name) const {
  return std::any_of(links_.begin(), links_.end(),
                     [&](const auto& link) { return link.first == watch && link.second == name; });
}

// Whether it matters what happens to that name in a followed folder.
bool FolderWatcher::is_noted(int watch, std::string_view name) const {
  return std::binary_search(whole_.begin(), whole_.end(), watch) || is_link_on_the_way(watch, name);
}

bool FolderWatcher::add(const std::string& path) {
  const int watch = ::inotify_add_watch(file_.get(), path.c_str(), kChanges);
  if (watch < 0) return false;
  found_.push_back(watch);
  return true;
}

bool FolderWatcher::wait(std::chrono::milliseconds longest) {
  pollfd waiting{file_.get(), POLLIN, 0};
  if (::poll(&waiting, 1, static_cast<int>(longest.count())) <= 0) return false;
  return read_events();
}

bool FolderWatcher::read_events() {
  bool changed = false;
  alignas(inotify_event) std::array<char, 64 * 1024> buffer{};
  for (;;) {
    const ssize_t size = ::read(file_.get(), buffer.data(), buffer.size());
    if (size <= 0) return changed;
    for (std::size_t at = 0; at < static_cast<std::size_t>(size);) {
      inotify_event event{};
      std::memcpy(&event, buffer.data() + at, sizeof event);
      std::string_view name(buffer.data() + at + sizeof event, event.len);
      name = name.substr(0, name.find('\0'));
      at += sizeof event + event.len;
      // Names that begin with a dot are no sources, but those with two may be links on the way to one (Kubernetes'
      // `..data`); IN_IGNORED only tells that a folder is not followed any more.
      const bool hidden = name.starts_with('.') && !name.starts_with("..") && !is_link_on_the_way(event.wd, name);
      if (!hidden && event.mask != IN_IGNORED && is_noted(event.wd, name)) changed = true;
    }
  }
}

}  // namespace newsrank
