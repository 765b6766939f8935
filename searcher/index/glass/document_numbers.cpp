// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/glass/glass.hpp"

#include <cstdint>
#include <filesystem>
#include <system_error>

namespace newsrank::detail {
namespace {

// Each document takes two bytes in the list of lengths, at least.
constexpr std::uint64_t kLeastBytes = 2;
// An index that had so many articles for each that it has now is better compacted, or made anew.
constexpr std::uint64_t kMostNumbers = 256;
constexpr std::uint64_t kAlwaysAllowed = std::uint64_t{16} << 20U;

}  // namespace

void check_document_numbers(const Xapian::Database& database, const std::string& folder) {
  const std::uint64_t documents = database.get_doccount();
  const std::uint64_t last = database.get_lastdocid();
  std::error_code failure;
  const std::uintmax_t bytes = std::filesystem::file_size(folder + "/postlist.glass", failure);
  if (documents > last || (!failure && documents > bytes / kLeastBytes))
    throw Xapian::DatabaseCorruptError("it claims more documents than it has room for");
  if (last > kAlwaysAllowed && last / kMostNumbers > documents)
    throw Xapian::DatabaseCorruptError("the number of its last document is out of proportion");
}

}  // namespace newsrank::detail
