// SPDX-License-Identifier: GPL-2.0-or-later
// QualityColumn: the quality of every document of a shard, one float each, ready in memory for ranking.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "newsrank/error.hpp"

namespace Xapian {
class Database;
}  // namespace Xapian

namespace newsrank::detail {

inline constexpr float kUnknownQuality = std::numeric_limits<float>::quiet_NaN();

// Either a mapped file or built in memory; immutable. Threads: share freely. Cost: 4 bytes a document; mapped pages are
// shared between processes.
class QualityColumn {
 public:
  // Maps a file with the bytes that to_bytes() made for that commit of the database whose identity is `uuid`. Errors:
  // io, index_corrupt (damaged, or of another commit or database).
  static Result<QualityColumn> open(const std::string& path, std::uint64_t commit, const std::string& uuid);

  // Reads the value slot of each document: the same column without a file.
  static Result<QualityColumn> from_database(const Xapian::Database& shard);

  // The contents of a file; qualities[i] is that of document i + 1, kUnknownQuality where there is none.
  static std::string to_bytes(std::span<const float> qualities, std::uint64_t commit, const std::string& uuid);

  QualityColumn() = default;  // of no documents
  QualityColumn(QualityColumn&& other) noexcept;
  QualityColumn& operator=(QualityColumn&& other) noexcept;
  ~QualityColumn();

  // NaN if the quality, or the document, is unknown. Documents count from 1.
  float at(std::uint32_t document) const noexcept {
    const std::size_t index = std::size_t{document} - 1;
    return index < qualities_.size() ? qualities_[index] : kUnknownQuality;
  }

  // Those of documents 1, 2, …
  std::span<const float> qualities() const noexcept { return qualities_; }

 private:
  void* mapping_ = nullptr;  // null: built in memory
  std::size_t mapping_size_ = 0;
  std::vector<float> owned_;
  std::span<const float> qualities_;
};

}  // namespace newsrank::detail
