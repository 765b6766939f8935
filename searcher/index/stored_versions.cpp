// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/stored_versions.hpp"

#include "core/byte_codec.hpp"

namespace newsrank::detail {
namespace {

Error damaged() {
  return {ErrorCode::index_corrupt, "the stored data of an article is damaged",
          "run newsrank-index --rebuild with the same sources"};
}

}  // namespace

std::string pack_versions(std::span<const std::string_view> records) {
  std::size_t size = 1;
  for (const std::string_view record : records) size += record.size() + 3;
  std::string data;
  data.reserve(size);
  put_length(data, records.size());
  for (const std::string_view record : records) put_string(data, record);
  return data;
}

Result<std::vector<std::string_view>> unpack_versions(std::string_view data) {
  ByteReader in(data);
  const std::uint64_t count = in.length();
  if (!in.ok() || count == 0 || count > in.left()) return damaged();
  std::vector<std::string_view> records;
  records.reserve(count);
  for (std::uint64_t i = 0; i < count; ++i) records.push_back(in.view());
  if (!in.ok() || in.left() != 0) return damaged();
  return records;
}

Result<std::string_view> winner(std::string_view data) {
  ByteReader in(data);
  const std::uint64_t count = in.length();
  const std::string_view record = in.view();
  if (!in.ok() || count == 0) return damaged();
  return record;
}

std::string pack_values(std::span<const std::string_view> values) {
  std::string packed;
  for (const std::string_view value : values) put_string(packed, value);
  return packed;
}

std::vector<std::string_view> unpack_values(std::string_view packed) {
  std::vector<std::string_view> values;
  ByteReader in(packed);
  while (in.left() > 0) {
    const std::string_view value = in.view();
    if (!in.ok()) break;
    values.push_back(value);
  }
  return values;
}

}  // namespace newsrank::detail
