// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/index_folder.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "core/byte_codec.hpp"
#include "storage/durable_file.hpp"

namespace newsrank::detail {
namespace {

constexpr std::string_view kCatalogueMagic = "NRCATAL1";
constexpr std::string_view kTemporarySuffix = ".new";

std::vector<std::string> names_in(const std::string& folder, std::error_code& failure) {
  std::vector<std::string> names;
  for (std::filesystem::directory_iterator entry(folder, failure), end; !failure && entry != end;
       entry.increment(failure)) {
    names.push_back(entry->path().filename().string());
  }
  return names;
}

bool is_ours(std::string_view name) {
  return name == kLockFile || name == kPointerFile || name == std::string(kPointerFile).append(kTemporarySuffix) ||
         parse_generation_name(name).has_value();
}

void remove_quietly(const std::string& path) {
  std::error_code ignored;  // a left-over that stays costs space only; the next writer tries again
  std::filesystem::remove_all(path, ignored);
}

}  // namespace

Result<std::optional<Generation>> examine_folder(const std::string& folder, bool create) {
  auto current = read_pointer(folder);
  if (current) return std::optional(*current);
  if (current.error().code != ErrorCode::index_not_found || !create) return current.error();
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure) {
    return Error{ErrorCode::io, fmt::format("cannot make the folder {}: {}", folder, failure.message()),
                 "check the path and its permissions"};
  }
  const auto names = names_in(folder, failure);
  if (failure) return Error{ErrorCode::io, fmt::format("cannot read {}: {}", folder, failure.message()), ""};
  const auto foreign = std::find_if_not(names.begin(), names.end(), is_ours);
  if (foreign != names.end()) {
    return Error{ErrorCode::invalid_argument, fmt::format("{} is not an index and holds other files", folder),
                 "name a new or empty folder for the index"};
  }
  return std::optional<Generation>();
}

void remove_other_generations(const std::string& folder, std::optional<std::uint32_t> current) {
  std::error_code failure;
  for (const std::string& name : names_in(folder, failure)) {
    const auto generation = parse_generation_name(name);
    if ((generation && generation != current) || name.ends_with(kTemporarySuffix)) remove_quietly(folder + '/' + name);
  }
}

void remove_other_commits(const std::string& folder, std::uint32_t generation, std::uint64_t commit) {
  const std::string path = generation_path(folder, generation);
  const std::string ending = fmt::format(".{}", commit);
  std::error_code failure;
  for (const std::string& name : names_in(path, failure)) {
    if (!name.starts_with("shard") && !name.ends_with(ending)) remove_quietly(path + '/' + name);
  }
}

Result<void> write_catalogue(const std::string& path, std::string_view catalogue) {
  std::string bytes(kCatalogueMagic);
  bytes.reserve(bytes.size() + 8 + catalogue.size());
  put_u64(bytes, XXH3_64bits(catalogue.data(), catalogue.size()));
  bytes.append(catalogue);
  return write_file(path, bytes);
}

Result<std::string> read_catalogue(const std::string& path) {
  const Error damaged{ErrorCode::index_corrupt, fmt::format("{} is missing or damaged", path),
                      "run newsrank-index --rebuild with the same sources"};
  auto bytes = read_file(path);
  if (!bytes) return bytes.error().code == ErrorCode::index_not_found ? damaged : bytes.error();
  std::string_view rest = *bytes;
  if (!rest.starts_with(kCatalogueMagic)) return damaged;
  rest.remove_prefix(kCatalogueMagic.size());
  if (rest.size() < 8) return damaged;
  const std::uint64_t checksum = ByteReader(rest).u64();
  rest.remove_prefix(8);
  if (XXH3_64bits(rest.data(), rest.size()) != checksum) return damaged;
  return std::string(rest);
}

}  // namespace newsrank::detail
