// SPDX-License-Identifier: GPL-2.0-or-later
#include "sources/source.hpp"

#include <dirent.h>
#include <fnmatch.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <map>
#include <memory>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "reading/file_name.hpp"
#include "sources/catalogue_key.hpp"
#include "sources/site_config.hpp"

namespace newsrank {
namespace {

constexpr std::string_view kOwnConfiguration = "newsrank.yaml";

using FileId = std::pair<dev_t, ino_t>;

struct Name {
  std::string text;
  unsigned char type = DT_UNKNOWN;
};

// Folders of what programs made or fetched.
bool is_made_folder(std::string_view name) {
  constexpr std::array<std::string_view, 4> kMade{"node_modules", "_site", "public", "vendor"};
  return std::find(kMade.begin(), kMade.end(), name) != kMade.end();
}

bool is_index(std::string_view name) {
  return name.starts_with("index.") && is_article_name(name);
}

std::string place_on(const Site& site, const std::string& key) {
  return key.substr(std::min(site.folder.size() + 1, key.size()));
}

// A page of Hugo's that is a folder, with its resources.
bool makes_bundle(const Site& site, const std::string& place, const std::vector<Name>& names) {
  return site.kind == SiteKind::hugo && !site.content.empty() && place.size() > site.content.size() &&
         std::any_of(names.begin(), names.end(), [](const Name& name) { return is_index(name.text); });
}

using Folder = std::unique_ptr<DIR, int (*)(DIR*)>;

// Its names, sorted. An errno value if it cannot be read to its end.
int list_folder(DIR* folder, std::vector<Name>& names) {
  errno = 0;
  while (const dirent* entry = readdir(folder)) {
    if (entry->d_name[0] != '.') names.push_back({entry->d_name, entry->d_type});
  }
  const int error = errno;
  std::sort(names.begin(), names.end(), [](const Name& a, const Name& b) { return a.text < b.text; });
  return error;
}

class Discovery {
 public:
  Discovery(Sources& sources, const NameFilter& filter, SiteFinder& sites)
      : sources_(sources), filter_(filter), sites_(sites), working_folder_(working_folder()) {}

  void add_argument(std::string path) {
    while (path.size() > 1 && path.ends_with('/')) path.pop_back();
    struct stat status {};
    if (stat(path.c_str(), &status) != 0) return refuse(std::move(path), errno);
    source_size_ = path.size() + 1;
    const std::string key = catalogue_key(path, working_folder_);
    std::shared_ptr<const Site> site = sites_.site_of(key + "/.", key);
    if (site && key != site->folder && !is_page_place(*site, place_on(*site, key))) site = nullptr;
    add(std::move(path), status, {std::move(site), false, 0});
  }

 private:
  static constexpr std::size_t kMaxDepth = 256;

  // Where a folder lies.
  struct Level {
    std::shared_ptr<const Site> site;  // may be null
    bool in_bundle = false;            // Hugo: below a page whose resources these are
    std::size_t depth = 0;
  };

  void refuse(std::string path, std::string reason) {
    sources_.problems.push_back({std::move(path), 0, 0, std::move(reason)});
  }
  void refuse(std::string path, int error) { refuse(std::move(path), std::generic_category().message(error)); }

  void add(std::string path, const struct stat& status, const Level& level) {
    if (S_ISDIR(status.st_mode)) return add_folder(path, {status.st_dev, status.st_ino}, level);
    if (!S_ISREG(status.st_mode)) return refuse(std::move(path), "neither a file nor a folder");
    const std::int64_t modified = std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
    const std::int64_t changed = std::int64_t{status.st_ctim.tv_sec} * 1'000'000'000 + status.st_ctim.tv_nsec;
    sources_.files.push_back(
        {std::move(path), static_cast<std::uint64_t>(status.st_size), modified, changed, status.st_dev, status.st_ino});
  }

  void add_folder(const std::string& path, const FileId& id, Level level) {
    if (std::find(open_.begin(), open_.end(), id) != open_.end()) {
      return refuse(path, "a link to a folder it is in");
    }
    const auto [visited, is_new] = visited_.try_emplace(id, path);
    if (!is_new && is_same_file(visited->second, path)) return;
    if (level.depth >= kMaxDepth) return refuse(path, "folders nested too deep");
    const Folder folder(opendir(path.c_str()), closedir);
    if (!folder) return refuse(path, errno);
    open_.push_back(id);
    std::vector<Name> names;
    if (const int error = list_folder(folder.get(), names); error != 0) refuse(path, error);
    const std::string key = catalogue_key(path, working_folder_);
    if (std::any_of(names.begin(), names.end(), [](const Name& name) { return is_site_configuration(name.text); })) {
      if (auto own = sites_.site_in(key)) level.site = std::move(own);
    }
    const bool bundle = level.site != nullptr && makes_bundle(*level.site, place_on(*level.site, key), names);
    if (level.site != nullptr) leave_out(names, key, path, level, bundle);
    const std::string prefix = path.ends_with('/') ? path : path + '/';
    for (const Name& name : names) {
      add_name(dirfd(folder.get()), prefix, name, {level.site, level.in_bundle || bundle, level.depth + 1});
    }
    open_.pop_back();
  }

  // Takes away what the site's generator makes no pages of, and says so.
  void leave_out(std::vector<Name>& names, const std::string& key, const std::string& path, const Level& level,
                 bool bundle) {
    constexpr std::size_t kShown = 8;
    std::vector<std::string> left;
    std::string resource;
    const std::string place = place_on(*level.site, key);
    std::erase_if(names, [&](const Name& name) {
      const bool file = is_article_name(name.text);
      const bool folder = name.type == DT_DIR || name.type == DT_LNK;
      if (place.empty() && is_site_configuration(name.text) && (file || level.site->kind == SiteKind::hugo))
        return true;
      if (!file && !folder) return false;
      if ((level.in_bundle || (bundle && !is_index(name.text))) && file) {
        resource = name.text;
        return true;
      }
      if (is_page_place(*level.site, place.empty() ? name.text : place + "/" + name.text)) return false;
      if (!is_made_folder(name.text)) left.push_back(name.text + (folder ? "/" : ""));
      return true;
    });
    if (!resource.empty()) {
      sources_.remarks.push_back(
          {path + "/" + resource, 0, 0, "left out: a resource of its page bundle, which has no page of its own"});
    }
    if (left.empty()) return;
    std::string list;
    for (std::size_t i = 0; i < std::min(left.size(), kShown); ++i) list += (i > 0 ? ", " : "") + left[i];
    if (left.size() > kShown) list += " and " + std::to_string(left.size() - kShown) + " more";
    sources_.remarks.push_back(
        {path, 0, 0, "the site's generator makes no pages of them, so they are left out: " + list});
  }

  void add_name(int folder, const std::string& prefix, const Name& name, const Level& level) {
    if (matches(filter_.exclude, prefix, name.text) || name.text == kOwnConfiguration) return;
    const bool wanted =
        is_article_name(name.text) && (filter_.include.empty() || matches(filter_.include, prefix, name.text));
    const bool may_be_folder = name.type == DT_DIR || name.type == DT_LNK || name.type == DT_UNKNOWN;
    if (!wanted && !may_be_folder) return;
    struct stat status {};
    if (fstatat(folder, name.text.c_str(), &status, 0) != 0) {
      if (wanted)
        refuse(prefix + name.text,
               errno == ELOOP ? "a symbolic link to itself" : std::generic_category().message(errno));
      return;
    }
    if (S_ISDIR(status.st_mode) && is_made_folder(name.text)) {
      sources_.remarks.push_back({prefix + name.text, 0, 0, "left out for its name; name it to have it read"});
      return;
    }
    if (wanted || S_ISDIR(status.st_mode)) add(prefix + name.text, status, level);
  }

  bool matches(const std::vector<std::string>& patterns, const std::string& prefix, const std::string& name) const {
    return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
      if (::fnmatch(pattern.c_str(), name.c_str(), 0) == 0) return true;
      const std::string path = prefix.substr(std::min(source_size_, prefix.size())) + name;
      return ::fnmatch(pattern.c_str(), path.c_str(), 0) == 0;
    });
  }

  Sources& sources_;
  const NameFilter& filter_;
  SiteFinder& sites_;
  std::string working_folder_;
  std::size_t source_size_ = 0;  // of the argument's path, with a slash
  std::map<FileId, std::string> visited_;
  std::vector<FileId> open_;  // the folders from the argument down to the present one
};

void remove_repeated(std::vector<SourceFile>& files) {
  std::sort(files.begin(), files.end(), [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  const auto hash = [](const auto& id) { return std::hash<std::uint64_t>()(id.second * 31 + id.first); };
  std::unordered_map<std::pair<std::uint64_t, std::uint64_t>, std::size_t, decltype(hash)> seen(files.size(), hash);
  std::vector<bool> repeated(files.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto [first, is_new] = seen.try_emplace({files[i].device, files[i].inode}, i);
    repeated[i] = !is_new && is_same_file(files[first->second].path, files[i].path);
  }
  std::size_t next = 0;
  std::erase_if(files, [&](const SourceFile&) { return repeated[next++]; });
}

}  // namespace

Sources discover_sources(const std::vector<std::string>& arguments) {
  SiteFinder sites("");
  return discover_sources(arguments, {}, sites);
}

Sources discover_sources(const std::vector<std::string>& arguments, const NameFilter& filter, SiteFinder& sites) {
  Sources sources;
  Discovery discovery(sources, filter, sites);
  for (const std::string& argument : arguments) {
    if (argument == "-") {
      sources.standard_input = true;
    } else {
      discovery.add_argument(argument);
    }
  }
  remove_repeated(sources.files);
  std::sort(sources.problems.begin(), sources.problems.end(),
            [](const Problem& a, const Problem& b) { return a.path < b.path; });
  return sources;
}

}  // namespace newsrank
