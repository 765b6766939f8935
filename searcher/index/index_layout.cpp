// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/index_layout.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "core/text/ascii.hpp"

namespace newsrank::detail {
namespace {

constexpr std::size_t kMaxPointerBytes = std::size_t{64} * 1024;

// The number behind `prefix` if that is all of `text`.
template <typename Number>
std::optional<Number> number_after(std::string_view text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return std::nullopt;
  text.remove_prefix(prefix.size());
  return parse_number<Number>(text);
}

std::string view_name(std::uint64_t commit) {
  return fmt::format("view.{}", commit);
}

// Where a shard is read, seen from the index folder.
std::string readable_place(const Generation& generation, unsigned shard) {
  const std::string place = generation_name(generation.number);
  return generation.view ? fmt::format("{}/{}/shard{}", place, view_name(*generation.view), shard)
                         : fmt::format("{}/shard{}", place, shard);
}

Error not_an_index(const std::string& folder) {
  return {ErrorCode::index_corrupt, fmt::format("{} is not a newsrank index, or its pointer is damaged", folder),
          "name another folder, or remove this one if it may go"};
}

}  // namespace

std::string generation_name(std::uint32_t number) {
  return fmt::format("g{:06}", number);
}

std::optional<std::uint32_t> parse_generation_name(std::string_view name) {
  const auto number = number_after<std::uint32_t>(name, "g");
  if (!number || generation_name(*number) != name) return std::nullopt;
  return number;
}

std::string format_pointer(const Generation& generation) {
  std::string text;
  for (unsigned shard = 0; shard < generation.shards; ++shard) {
    text += fmt::format("auto {}\n", readable_place(generation, shard));
  }
  return text;
}

std::optional<Generation> parse_pointer(std::string_view text) {
  constexpr std::string_view kStart = "auto ";
  const auto slash = text.find('/');
  if (!text.starts_with(kStart) || slash == std::string_view::npos) return std::nullopt;
  const auto number = parse_generation_name(text.substr(kStart.size(), slash - kStart.size()));
  if (!number) return std::nullopt;
  const std::string_view place = text.substr(slash + 1);
  Generation generation{*number, 0, number_after<std::uint64_t>(place.substr(0, place.find('/')), "view.")};
  for (const char c : text) generation.shards += c == '\n' ? 1U : 0U;
  if (format_pointer(generation) != text) return std::nullopt;
  return generation;
}

Result<Generation> read_pointer(const std::string& folder) {
  const Error missing{ErrorCode::index_not_found, fmt::format("there is no index in {}", folder),
                      "make one with newsrank-index, or name another folder"};
  const auto path = std::filesystem::path(folder) / kPointerFile;
  std::error_code failure;
  if (!std::filesystem::is_regular_file(path, failure)) {
    if (failure && failure != std::errc::no_such_file_or_directory && failure != std::errc::not_a_directory) {
      return Error{ErrorCode::io, fmt::format("cannot read {}: {}", folder, failure.message()), "check permissions"};
    }
    if (std::filesystem::is_directory(folder, failure)) return missing;
    if (std::filesystem::exists(folder, failure)) return not_an_index(folder);
    return missing;
  }
  std::ifstream file(path, std::ios::binary);
  std::string text(kMaxPointerBytes, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (file.bad() || !file.is_open()) {
    return Error{ErrorCode::io, fmt::format("cannot read {}: {}", path.string(), std::strerror(errno)),
                 "check permissions"};
  }
  if (const auto generation = parse_pointer(text)) return *generation;
  return not_an_index(folder);
}

namespace {

namespace fs = std::filesystem;

Error not_ours(const fs::path& path, std::string_view what) {
  return {ErrorCode::index_corrupt, fmt::format("{} {}", path.string(), what),
          "an index holds none but files of its own; do not use one that somebody else has made up"};
}

// A view has links to the tables of its shards.
bool leads_to_table(const fs::path& link, const fs::path& shard) {
  std::error_code failure;
  const fs::path target = fs::read_symlink(link, failure);
  return !failure && target == fs::path("../..") / shard.filename() / link.filename();
}

// `links_to`: the shard to whose files links may lead; empty: none.
Result<void> check_folder(const fs::path& folder, uid_t owner, const fs::path& links_to) {
  struct stat status {};
  if (::lstat(folder.c_str(), &status) != 0) return {};  // opening it reports that
  if (!S_ISDIR(status.st_mode)) return not_ours(folder, "is not a folder");
  std::error_code failure;
  for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure)) {
    const fs::path& path = entry->path();
    if (::lstat(path.c_str(), &status) != 0) continue;  // a writer has just taken it away
    const bool is_link = S_ISLNK(status.st_mode);
    if (is_link ? links_to.empty() || !leads_to_table(path, links_to) : !S_ISREG(status.st_mode))
      return not_ours(path, "is not a file");
    if (status.st_uid != owner && status.st_uid != ::geteuid() && status.st_uid != 0)
      return not_ours(path, "belongs to somebody else than the index");
  }
  return {};
}

}  // namespace

Result<void> check_files(const std::string& folder, const Generation& generation) {
  struct stat status {};
  if (::stat(folder.c_str(), &status) != 0) return {};
  const fs::path place = generation_path(folder, generation.number);
  const uid_t owner = status.st_uid;
  if (::lstat(place.c_str(), &status) == 0 && !S_ISDIR(status.st_mode)) return not_ours(place, "is not a folder");
  for (unsigned shard = 0; shard < generation.shards; ++shard) {
    const fs::path written = shard_path(folder, generation.number, shard);
    if (auto checked = check_folder(written, owner, {}); !checked) return checked;
    if (!generation.view) continue;
    const fs::path view = readable_path(folder, generation, shard);
    if (::lstat(view.parent_path().c_str(), &status) == 0 && !S_ISDIR(status.st_mode))
      return not_ours(view.parent_path(), "is not a folder");
    if (auto checked = check_folder(view, owner, written); !checked) return checked;
  }
  return {};
}

std::string generation_path(const std::string& folder, std::uint32_t number) {
  return fmt::format("{}/{}", folder, generation_name(number));
}

std::string shard_path(const std::string& folder, std::uint32_t generation, unsigned shard) {
  return fmt::format("{}/shard{}", generation_path(folder, generation), shard);
}

std::string readable_path(const std::string& folder, const Generation& generation, unsigned shard) {
  return fmt::format("{}/{}", folder, readable_place(generation, shard));
}

std::string view_path(const std::string& folder, std::uint32_t generation, std::uint64_t commit) {
  return fmt::format("{}/{}", generation_path(folder, generation), view_name(commit));
}

std::string column_path(const std::string& folder, std::uint32_t generation, unsigned shard, std::uint64_t commit) {
  return fmt::format("{}/column.{}.{}", generation_path(folder, generation), shard, commit);
}

std::string catalogue_path(const std::string& folder, std::uint32_t generation, std::uint64_t commit) {
  return fmt::format("{}/catalogue.{}", generation_path(folder, generation), commit);
}

}  // namespace newsrank::detail
