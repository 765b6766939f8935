// SPDX-License-Identifier: GPL-2.0-or-later
// ArticleColumn: what the ranking asks of every document of a shard, ready in memory: its quality, a sketch of its
// title, and the story it belongs to.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "newsrank/error.hpp"

namespace Xapian {
class Database;
class Document;
}  // namespace Xapian

namespace newsrank::detail {

inline constexpr float kUnknownQuality = std::numeric_limits<float>::quiet_NaN();

struct ColumnEntry {
  float quality = kUnknownQuality;
  std::uint32_t title = 0;  // see TitleSketch
  std::uint64_t story = 0;  // its name; 0: the article has no copies

  // Bit by bit: unknown qualities are equal.
  friend bool operator==(const ColumnEntry& a, const ColumnEntry& b) {
    using Bits = std::array<std::uint64_t, sizeof(ColumnEntry) / sizeof(std::uint64_t)>;
    return std::bit_cast<Bits>(a) == std::bit_cast<Bits>(b);
  }
};

// The value of kStoryNameSlot of a story; empty for 0.
std::string story_value(std::uint64_t story);
std::uint64_t story_of(const std::string& value);

// Of a document that is to be written, or is stored.
ColumnEntry column_entry(const Xapian::Document& document);

// Either a mapped file or built in memory; immutable. Threads: share freely. Cost: 16 bytes a document; mapped pages
// are shared between processes.
class ArticleColumn {
 public:
  // Maps a file with the bytes that to_bytes() made for that commit of the database whose identity is `uuid`. Errors:
  // io, index_corrupt (damaged, or of another commit or database).
  static Result<ArticleColumn> open(const std::string& path, std::uint64_t commit, const std::string& uuid);

  // Reads the values of each document: the same column without a file.
  static Result<ArticleColumn> from_database(const Xapian::Database& shard);

  // The contents of a file; entries[i] is that of document i + 1, without contents where there is none.
  static std::string to_bytes(std::span<const ColumnEntry> entries, std::uint64_t commit, const std::string& uuid);

  ArticleColumn() = default;  // of no documents
  ArticleColumn(ArticleColumn&& other) noexcept;
  ArticleColumn& operator=(ArticleColumn&& other) noexcept;
  ~ArticleColumn();

  // Documents count from 1; of one that is not there, an entry without contents.
  ColumnEntry at(std::uint32_t document) const noexcept {
    const std::size_t index = std::size_t{document} - 1;
    return index < entries_.size() ? entries_[index] : ColumnEntry{};
  }

  // Those of documents 1, 2, …
  std::span<const ColumnEntry> entries() const noexcept { return entries_; }

 private:
  void* mapping_ = nullptr;  // null: built in memory
  std::size_t mapping_size_ = 0;
  std::vector<ColumnEntry> owned_;
  std::span<const ColumnEntry> entries_;
};

}  // namespace newsrank::detail
