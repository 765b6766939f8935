// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/stored_catalogue.hpp"

#include <xapian.h>

#include "core/xapian_guard.hpp"
#include "index/index_layout.hpp"
#include "index/index_metadata.hpp"
#include "storage/index_folder.hpp"

namespace newsrank {
namespace {

constexpr int kAttempts = 5;

Result<detail::IndexMetadata> current_metadata(const std::string& database, const detail::Generation& generation) {
  if (auto checked = detail::check_files(database, generation); !checked) return std::move(checked).error();
  return detail::guarded(
      [&] { return detail::read_metadata(Xapian::Database(detail::readable_path(database, generation, 0))); });
}

Result<std::string> attempt(const std::string& database) {
  const auto generation = detail::read_pointer(database);
  if (!generation) {
    if (generation.error().code == ErrorCode::index_not_found) return std::string();
    return generation.error();
  }
  const auto metadata = current_metadata(database, *generation);
  if (!metadata) return metadata.error();
  return detail::read_catalogue(detail::catalogue_path(database, generation->number, metadata->commit));
}

}  // namespace

Result<std::string> read_stored_catalogue(const std::string& database) {
  // A writer may take away what the pointer or a shard has just named; then a newer state is there.
  Result<std::string> bytes = attempt(database);
  for (int i = 1; i < kAttempts && !bytes; ++i) bytes = attempt(database);
  return bytes;
}

std::optional<std::vector<FieldDeclaration>> read_stored_fields(const std::string& database) {
  const auto generation = detail::read_pointer(database);
  if (!generation) return std::nullopt;
  auto metadata = current_metadata(database, *generation);
  return metadata ? std::optional(std::move(metadata->fields)) : std::nullopt;
}

}  // namespace newsrank
