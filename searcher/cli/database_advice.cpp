// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/database_advice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/text/server_address.hpp"
#include "newsrank/index_folder.hpp"
#include "programs/shell_word.hpp"

namespace newsrank::cli {
namespace {

namespace fs = std::filesystem;

// What is looked at of a folder: enough to tell what it is.
constexpr std::size_t kMaxEntries = 1000;

// Where a file cannot be looked at, there is nothing to say about it.
bool is_index(const fs::path& folder) {
  std::error_code failure;
  return fs::is_regular_file(folder / kPointerFile, failure);
}

bool is_folder(const fs::path& path) {
  std::error_code failure;
  return fs::is_directory(path, failure);
}

bool is_article_file(const fs::path& file) {
  constexpr std::array<std::string_view, 4> kEndings{".md", ".markdown", ".yml", ".yaml"};
  const std::string ending = file.extension().string();
  // The configuration lies beside articles and is none.
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end() && file.filename() != "newsrank.yaml";
}

// The entries of a folder that are as asked for, by name.
template <typename Wanted>
std::vector<fs::path> find_entries(const fs::path& folder, Wanted wanted) {
  std::vector<fs::path> found;
  std::size_t looked_at = 0;
  std::error_code failure;
  for (fs::directory_iterator entry(folder, fs::directory_options::skip_permission_denied, failure), end;
       entry != end && looked_at < kMaxEntries; entry.increment(failure), ++looked_at) {
    if (wanted(entry->path())) found.push_back(entry->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

template <typename Wanted>
std::optional<fs::path> find_entry(const fs::path& folder, Wanted wanted) {
  const auto found = find_entries(folder, wanted);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

bool holds_articles(const fs::path& folder) {
  const auto here = [](const fs::path& in) { return find_entry(in, is_article_file).has_value(); };
  return is_folder(folder) && !is_index(folder) &&
         (here(folder) || find_entry(folder, [&](const fs::path& entry) { return is_folder(entry) && here(entry); }));
}

// The folder of the index that `folder` is a part of.
std::optional<fs::path> index_around(const fs::path& folder) {
  std::error_code failure;
  fs::path parent = fs::absolute(folder, failure).lexically_normal();
  for (int level = 0; level < 3 && parent.has_relative_path(); ++level) {
    parent = parent.parent_path();
    if (is_index(parent)) return parent;
  }
  return std::nullopt;
}

std::string search_command(const fs::path& database) {
  return fmt::format("newsrank-search --db {} …", shell_word(database.string()));
}

Error of_articles(Error error, const std::string& source, std::string_view what) {
  error.message = fmt::format("{} {}, not an index", source, what);
  error.hint = fmt::format("newsrank-index {} makes the index newsrank.db of it, which newsrank-search then finds",
                           shell_word(source));
  return error;
}

Error of_folder(Error error, const fs::path& folder) {
  if (const auto index = find_entry(folder, is_index)) {
    error.message = fmt::format("{} is not an index, but holds one", folder.string());
    error.hint = search_command(*index);
  } else if (const auto around = index_around(folder)) {
    error.message = fmt::format("{} is a part of an index", folder.string());
    error.hint = search_command(*around);
  } else if (holds_articles(folder)) {
    return of_articles(std::move(error), folder.string(), "is a folder of articles");
  } else if (find_entry(folder, [](const fs::path& entry) { return entry.filename() == "iamglass"; })) {
    error.message = fmt::format("{} is a Xapian database of another program", folder.string());
  } else {
    error.message = fmt::format("there is no index in the folder {}", folder.string());
    error.hint = "name another folder with --db; newsrank-index makes an index of a folder of articles";
  }
  return error;
}

Error of_nothing(Error error, const std::string& database) {
  error.message = fmt::format("there is no index {}", database);
  const fs::path parent = fs::path(database).parent_path();
  if (const auto other = find_entry(parent.empty() ? "." : parent, is_index)) {
    error.hint = fmt::format("there is another one: {}", search_command(other->lexically_normal()));
  } else {
    error.hint = "make one: " + index_command(database);
  }
  return error;
}

}  // namespace

std::string index_command(const std::string& database) {
  const auto sources = find_entries(".", holds_articles);
  const std::string option = database == "newsrank.db" ? "" : fmt::format("--db {} ", shell_word(database));
  return fmt::format(
      "newsrank-index {}{}", option,
      sources.size() == 1 ? shell_word(sources.front().lexically_normal().string()) : "FOLDER-OF-ARTICLES");
}

Error with_database_advice(Error error, const std::vector<std::string>& databases) {
  if (error.code == ErrorCode::remote_unavailable) error.hint += ": --partial";
  if (error.code != ErrorCode::index_not_found && error.code != ErrorCode::index_corrupt) return error;
  const auto wrong = std::find_if(databases.begin(), databases.end(),
                                  [](const auto& each) { return !detail::names_server(each) && !is_index(each); });
  if (wrong == databases.end()) return error;
  if (is_folder(*wrong)) return of_folder(std::move(error), *wrong);
  std::error_code failure;
  if (!fs::exists(*wrong, failure)) return failure ? error : of_nothing(std::move(error), *wrong);
  if (is_article_file(*wrong)) return of_articles(std::move(error), *wrong, "is a file of articles");
  error.message = fmt::format("{} is a file, and an index is a folder", *wrong);
  error.hint = "name the folder that newsrank-index made";
  return error;
}

}  // namespace newsrank::cli
